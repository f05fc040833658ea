"""Files that people choose for a portrait: a whole, still picture is taken, everything else is told what is wrong."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.images import get_image_model

from solo_pages.pictures.checking import checked_picture
from solo_pages.pictures.metadata import without_metadata
from tests.solo_pages.test_pictures import SECRET, photograph


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def picture(image_format="JPEG", size=(400, 300), **options):
    file = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(file, image_format, **options)
    return file.getvalue()


def moving(image_format):
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "green", "blue")]
    file = BytesIO()
    frames[0].save(file, image_format, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def two_views(exif=b""):
    file = BytesIO()
    views = [Image.new("RGB", (64, 48), colour) for colour in ("red", "green")]
    views[0].save(file, "MPO", save_all=True, append_images=views[1:], exif=exif)
    return file.getvalue()


def bomb(width=30_000, height=30_000):
    """A PNG of a few kilobytes that says, and means, to be 900 million pixels."""
    rows = zlib.compressobj()
    data = b"".join(rows.compress(bytes(width // 8 + 1)) for _row in range(200)) + rows.flush()

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def archive():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("index.html", "<p>Bonjour</p>")
    return file.getvalue()


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_is_taken_upright_and_says_nothing_but_what_it_shows(image_format):
    checked = checked_picture(photograph(image_format, orientation=6 if image_format == "JPEG" else 1), name="portrait")
    content = checked.read()
    assert SECRET not in content
    assert checked.name.startswith("portrait.")
    assert (checked.width, checked.height) == ((20, 40) if image_format == "JPEG" else (40, 20))
    with Image.open(BytesIO(content)) as shown:
        assert shown.format == image_format


REFUSED = {
    "empty": (b"", "empty", "empty"),
    "text": (b"Bonjour, je suis un texte." * 9, "unknown_format", "JPEG, PNG, WebP"),
    "page": (b"<!doctype html><script>alert(1)</script>", "unknown_format", "JPEG, PNG, WebP"),
    "pdf": (b"%PDF-1.7 ...", "unknown_format", "JPEG, PNG, WebP"),
    "tiff": (picture("TIFF"), "unknown_format", "JPEG, PNG, WebP"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing", "SVG"),
    "svg with a script": (
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "drawing",
        "SVG",
    ),
    "cut jpeg": (picture()[:-4000], "damaged", "damaged"),
    "cut png": (picture("PNG")[:-4000], "damaged", "damaged"),
    "cut webp": (picture("WEBP")[:-2000], "damaged", "damaged"),
    "cut avif": (picture("AVIF")[:-2000], "damaged", "damaged"),
    "cut avif to its name": (picture("AVIF")[:60], "damaged", "damaged"),
    "only a beginning": (picture()[:100], "damaged", "damaged"),
    "bomb": (bomb(), "too_many_pixels", "too many pixels"),
    "smaller bomb": (bomb(10_000, 10_000), "too_many_pixels", "50 million"),
    "moving gif": (moving("GIF"), "animated", "moves"),
    "moving webp": (moving("WEBP"), "animated", "moves"),
    "moving png": (moving("PNG"), "animated", "moves"),
    "script behind": (picture() + b"<SCRIPT>alert(1)</SCRIPT>", "polyglot", "not only a picture"),
    "program inside": (picture("PNG")[:-12] + b"<?php system($_GET[0]);", "polyglot", "not only a picture"),
    "gif that is a script": (picture("GIF", comment=b"*/=1;</p><script>"), "polyglot", "not only a picture"),
    "archive behind": (picture() + archive(), "polyglot", "not only a picture"),
    "pdf in its comment": (picture(comment=b"%PDF-1.7"), "polyglot", "not only a picture"),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_no_whole_still_picture_is_refused_in_clear_words(kind):
    content, code, words = REFUSED[kind]
    with pytest.raises(ValidationError) as refused:
        checked_picture(SimpleUploadedFile("portrait.jpg", content, content_type="image/jpeg"))
    assert refused.value.code == code
    assert words in refused.value.messages[0]


def test_forty_megabytes_are_refused_before_anything_is_read():
    class Huge(BytesIO):
        def read(self, *args):
            raise AssertionError("read a file that is too large")

    with pytest.raises(ValidationError, match="40") as refused:
        checked_picture(Huge(bytes(40 * 1024 * 1024)))
    assert refused.value.code == "file_too_large"


def test_a_picture_may_be_too_small_for_its_place():
    assert checked_picture(BytesIO(picture(size=(300, 300))), smallest=300).width == 300
    with pytest.raises(ValidationError, match="299") as refused:
        checked_picture(BytesIO(picture(size=(299, 900))), smallest=300)
    assert refused.value.code == "too_small"


def test_a_photograph_with_a_second_view_keeps_the_first_one_and_no_place():
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    file = two_views(exif.tobytes())
    for clean in (checked_picture(BytesIO(file)).read(), without_metadata(BytesIO(file))):
        assert SECRET not in clean
        with Image.open(BytesIO(clean)) as shown:
            assert (shown.format, shown.size, shown.getpixel((9, 9))[0] > 200) == ("JPEG", (64, 48), True)


@pytest.mark.django_db
def test_a_checked_picture_is_stored_as_it_was_checked():
    checked = checked_picture(BytesIO(picture()), name="portrait")
    content = checked.read()
    image = get_image_model().objects.create(title="Portrait", file=checked)
    with image.file.open() as stored:
        assert stored.read() == content
    assert image.file_size == len(content)
    other = get_image_model().objects.create(title="Portrait", file=ContentFile(picture(), name="p.jpg"))
    assert other.width == 400


def upload(client, content, name="image.jpg"):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(reverse("wagtailimages:add"), {"title": "Image", "file": file})


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["cut jpeg", "only a beginning", "script behind", "archive behind"])
def test_an_editor_is_told_too_and_can_choose_another_file(client, admin_user, kind):
    client.force_login(admin_user)
    content, _code, _words = REFUSED[kind]
    response = upload(client, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_image_model().objects.exists()


@pytest.mark.django_db
def test_an_editor_may_upload_a_picture_and_an_animation(client, admin_user):
    client.force_login(admin_user)
    assert upload(client, photograph("JPEG", orientation=6).getvalue(), "Chez nous.jpg").status_code == 302
    assert upload(client, moving("GIF"), "moving.gif").status_code == 302
    photo, animation = get_image_model().objects.order_by("pk")
    assert (photo.width, photo.height) == (20, 40)
    with photo.file.open() as stored:
        assert SECRET not in stored.read()
    with animation.file.open() as stored, Image.open(stored) as picture:
        assert picture.n_frames == 3
    client.post(reverse("wagtailimages:edit", args=[photo.pk]), {"title": "Chez elle", "focal_point_x": ""})
    photo.refresh_from_db()
    assert photo.title == "Chez elle"


@pytest.mark.django_db
def test_an_editor_may_upload_several_at_once(client, admin_user):
    client.force_login(admin_user)
    add = reverse("wagtailimages:add_multiple")
    answers = []
    for content in (picture(), picture()[:-4000]):
        file = SimpleUploadedFile("image.jpg", content, content_type="image/jpeg")
        answers.append(client.post(add, {"title": "Image", "files[]": file}).json())
    good, cut = answers
    assert good["success"]
    assert not cut["success"]
    assert cut["error_message"]
    image = get_image_model().objects.get()
    edit = reverse("wagtailimages:edit_multiple", args=[image.pk])
    saved = client.post(edit, {f"image-{image.pk}-title": "Chez elle"}).json()
    assert saved["success"]
