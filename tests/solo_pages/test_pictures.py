from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin
from wagtail.images import get_image_model

from solo_pages.pictures.metadata import without_metadata

SECRET = b"Chez Marie, 43.6455 0.5862"


def photograph(image_format, orientation=1):
    picture = Image.new("RGB", (40, 20), "#d9a441")
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 38.0, 43.8), 3: "E", 4: (0.0, 35.0, 10.3)})
    options = {"exif": exif.tobytes()}
    if image_format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", SECRET.decode())
        options["pnginfo"] = info
    if image_format in {"JPEG", "GIF"}:
        options["comment"] = SECRET
    file = BytesIO()
    picture.save(file, image_format, **options)
    return file


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_tells_nothing_but_what_it_shows(image_format):
    file = photograph(image_format)
    assert SECRET in file.getvalue()
    clean = without_metadata(file)
    assert SECRET not in clean
    with Image.open(BytesIO(clean)) as picture:
        assert picture.format == image_format
        assert not picture.getexif().get_ifd(0x8825)
        assert "comment" not in picture.info or not picture.info["comment"]


def test_a_picture_held_sideways_is_put_upright():
    with Image.open(BytesIO(without_metadata(photograph("JPEG", orientation=6)))) as picture:
        assert picture.size == (20, 40)


def test_an_animation_keeps_moving():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    with Image.open(BytesIO(without_metadata(file))) as picture:
        assert picture.n_frames == 3


def test_what_is_no_picture_is_left_alone():
    assert without_metadata(BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>")) is None


@pytest.mark.django_db
def test_an_uploaded_photograph_is_stored_without_its_place():
    file = photograph("JPEG", orientation=6).getvalue()
    image = get_image_model().objects.create(title="Portrait", file=ContentFile(file, name="portrait.jpg"))
    image.refresh_from_db()
    with image.file.open() as stored:
        content = stored.read()
    assert SECRET not in content
    assert (image.width, image.height) == (20, 40)
    assert image.file_size == len(content)
    rendition = image.get_rendition("max-10x10|format-jpeg")
    with rendition.file.open() as stored:
        assert not Image.open(stored).getexif()
