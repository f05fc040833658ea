"""A portrait: cut to a square, described, stripped, reviewed like everything else; what is no picture is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from wagtail.images import get_image_model

from solo_pages.self_edit import writing
from solo_pages.self_edit.content import Draft
from solo_pages.self_edit.portraits import CUT, Cut
from tests.factories.solos import fresh
from tests.solo_pages.test_picture_uploads import bomb, moving, picture
from tests.solo_pages.test_pictures import SECRET

pytestmark = pytest.mark.django_db

URL = "/fr/compte/profile/portrait/"


@pytest.fixture
def page(portal):
    return portal.profile()


@pytest.fixture
def solo(client, page):
    client.force_login(page.owner)
    return client


def upload(client, content=None, name="me.jpg", **fields):
    revision = client.get(URL).context["form"]["revision"].value()
    data = {"revision": revision, "across": 50, "down": 35, "closeness": 0, "description": "", **fields}
    if content is not None:
        data["picture"] = SimpleUploadedFile(name, content)
    return client.post(URL, data)


def portrait_of(page):
    pk = Draft.of(fresh(page)).values["portrait"]
    return get_image_model().objects.get(pk=pk) if pk else None


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_becomes_the_portrait_of_the_draft(solo, page, image_format):
    response = upload(solo, picture(image_format, (600, 800)), description="Marie, qui rit")
    assert response.status_code == 302
    image = portrait_of(page)
    assert (image.width, image.height, image.description) == (600, 800, "Marie, qui rit")
    assert image.uploaded_by_user == page.owner
    assert fresh(page).portrait is None
    assert "Marie, qui rit" in solo.get(URL).content.decode()


def test_where_it_was_taken_is_not_kept(solo, page):
    taken = picture("JPEG", (400, 300), comment=SECRET)
    assert SECRET in taken
    upload(solo, taken)
    with portrait_of(page).file.open("rb") as file:
        assert SECRET not in file.read()


def test_a_huge_picture_is_kept_no_larger_than_needed(solo, page):
    upload(solo, picture("JPEG", (4000, 3000)))
    assert (portrait_of(page).width, portrait_of(page).height) == (2000, 1500)


def test_the_square_is_cut_where_the_sliders_say(solo, page):
    upload(solo, picture("JPEG", (800, 1200)), across=100, down=0, closeness=100)
    image = portrait_of(page)
    assert image.focal_point_width == CUT
    assert (image.focal_point_x, image.focal_point_y) == (800 - CUT // 2, CUT // 2)
    rendition = image.get_rendition("fill-240x240-c100")
    assert (rendition.width, rendition.height) == (240, 240)
    form = solo.get(URL).context["form"]
    assert [form[name].value() for name in ("across", "down", "closeness")] == [100, 0, 100]


def test_another_cut_is_another_image_and_the_public_one_stays(solo, page, portal):
    upload(solo, picture("JPEG", (600, 800)))
    writing.submit(page, page.owner)
    public = portal.approve(page).portrait
    upload(solo, closeness=50, description="Marie")
    assert portrait_of(page).pk != public.pk
    public.refresh_from_db()
    assert (public.description, Cut.of(public).closeness) == ("", 0)
    assert fresh(page).portrait == public


def test_sent_twice_or_unchanged_it_is_one_image(solo, page):
    content = picture("JPEG", (600, 800))
    for _ in range(2):
        upload(solo, content)
        upload(solo)
    assert get_image_model().objects.count() == 1


def test_it_can_be_taken_away(solo, page):
    upload(solo, picture("JPEG", (600, 800)))
    upload(solo, remove="on")
    assert portrait_of(page) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("me.jpg", b"not a picture" * 50),
        ("me.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("me.jpg", picture("JPEG", (600, 800))[:9000]),
        ("me.png", bomb()),
        ("me.webp", moving("WEBP")),
        ("me.jpg", picture("JPEG", (100, 100))),
        ("me.jpg", b""),
    ],
    ids=["text", "svg", "truncated", "bomb", "animated", "tiny", "empty"],
)
def test_anything_but_a_whole_still_picture_is_refused_in_words(solo, page, name, content):
    response = upload(solo, content, name=name, description="Gardé")
    assert response.status_code == 422
    assert response.context["form"].errors["picture"]
    assert response.context["form"]["description"].value() == "Gardé"
    assert not get_image_model().objects.exists()


def test_forty_megabytes_are_refused_in_words(solo, page):
    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1024):
        response = upload(solo, picture("JPEG", (600, 800)) + bytes(40 * 1024 * 1024))
    assert response.status_code == 422
    assert "10" in str(response.context["form"].errors["picture"])


def test_so_many_pictures_an_hour_and_no_more(solo, page, monkeypatch):
    monkeypatch.setattr("solo_pages.self_edit.forms.portrait.UPLOADS_PER_HOUR", 1)
    assert upload(solo, picture("JPEG", (600, 800))).status_code == 302
    assert upload(solo, picture("JPEG", (700, 800))).status_code == 422


def test_the_page_with_a_portrait_keeps_its_budget(solo, page, django_assert_max_num_queries):
    upload(solo, picture("JPEG", (600, 800)))
    solo.get(URL)
    with django_assert_max_num_queries(14):
        solo.get(URL)


sides = st.integers(240, 2000)
percent = st.integers(0, 100)


@given(width=sides, height=sides, across=percent, down=percent, closeness=percent)
def test_the_square_always_lies_in_the_picture(width, height, across, down, closeness):
    area = Cut(across, down, closeness).focal_area(width, height)
    half = area["focal_point_width"] / 2
    assert min(width, height, CUT) <= area["focal_point_width"] <= min(width, height)
    assert -1 <= area["focal_point_x"] - half <= width - 2 * half + 1
    assert -1 <= area["focal_point_y"] - half <= height - 2 * half + 1
