"""Pictures of a solo's work: added, described, put in order, taken away; reviewed as everything else, and their own."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model

from solo_pages.models import SoloGalleryImage, UploadedPicture
from solo_pages.moderation.comparison import changed_labels
from solo_pages.personal_data.profiles import profile_files
from solo_pages.self_edit import writing
from tests.factories.solos import fresh
from tests.solo_pages.test_picture_uploads import bomb, moving, picture

from .pages import draft, text

pytestmark = pytest.mark.django_db

URL = "/fr/compte/profile/gallery/"


@pytest.fixture
def solo(client, page):
    client.force_login(page.owner)
    return client


def form_data(client):
    """What a browser would send of the form as it is shown."""
    form = client.get(URL).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False, "")}


def send(client, *files, **fields):
    data = {**form_data(client), **fields}
    for number, content in enumerate(files):
        data[f"new_{number}"] = SimpleUploadedFile(f"work{number}.jpg", content)
    return client.post(URL, data)


def shown(page):
    """The descriptions of the pictures of the draft, in order."""
    images = get_image_model().objects
    return [images.get(pk=key).description for key, _alt, _caption in draft(page)["gallery"]]


@pytest.fixture
def two(solo):
    send(
        solo, picture("JPEG", (600, 400)), picture("PNG", (500, 500)), new_description_0="Un", new_description_1="Deux"
    )


def test_pictures_are_added_with_what_they_show(solo, page, two):
    assert shown(page) == ["Un", "Deux"]
    html = text(solo.get(URL))
    assert "Image 1<" in html.replace("\xa0", " ")
    assert 'alt="Deux"' in html
    assert fresh(page).gallery.count() == 0
    assert UploadedPicture.objects.count() == 2


def test_they_are_moved_and_taken_away(solo, page, two):
    assert send(solo, place_0="2", place_1="1").status_code == 302
    assert shown(page) == ["Deux", "Un"]
    send(solo, remove_0="on")
    assert shown(page) == ["Un"]


def test_another_description_is_another_image(solo, page, two, portal):
    writing.submit(page, page.owner)
    public = portal.approve(page).gallery.first().image
    send(solo, description_0="Une autre chose")
    assert shown(page) == ["Une autre chose", "Deux"]
    public.refresh_from_db()
    assert public.description == "Un"


def test_what_was_not_changed_makes_no_revision(solo, page, two):
    before = fresh(page).latest_revision_id
    send(solo)
    assert fresh(page).latest_revision_id == before


def test_approved_they_are_public_in_order_and_keep_their_rows(solo, page, two, portal):
    writing.submit(page, page.owner)
    page = portal.approve(page)
    rows = list(page.gallery.values_list("pk", flat=True))
    html = text(solo.get(page.url))
    assert html.index('alt="Un"') < html.index('alt="Deux"')
    send(solo, place_0="2", place_1="1")
    writing.submit(page, page.owner)
    assert list(portal.approve(page).gallery.values_list("pk", flat=True)) == rows[::-1]


def test_the_preview_shows_them_and_the_moderator_sees_that_they_changed(solo, page, two):
    assert 'alt="Un"' in text(solo.get("/fr/compte/profile/preview/fr/"))
    current = fresh(page)
    assert changed_labels(current, current, current.get_latest_revision_as_object())
    assert len([name for name, _content in profile_files(page.owner) if name.startswith("images/")]) == 2


def test_captions_and_descriptions_of_an_editor_stay(solo, page, portal):
    image = get_image_model().objects.create(title="Atelier", file=ContentFile(picture(), name="a.jpg"))
    version = fresh(page).get_latest_revision_as_object()
    version.gallery.add(SoloGalleryImage(image=image, alt_text="L’atelier", caption="À Auch", locale=page.locale))
    version.save_revision(user=portal.moderator, clean=False)
    send(solo, picture("JPEG", (600, 400)))
    assert draft(page)["gallery"][0] == (image.pk, "L’atelier", "À Auch")
    send(solo, description_0="L’atelier, de loin")
    assert draft(page)["gallery"][0] == (image.pk, "L’atelier, de loin", "À Auch")


def test_no_picture_of_the_library_or_of_somebody_else_can_be_taken(solo, page, portal):
    foreign = get_image_model().objects.create(title="Auch", file=ContentFile(picture(), name="auch.jpg"))
    response = solo.post(URL, {**form_data(solo), "picture_0": foreign.pk, "place_0": "1", "description_0": "Mien"})
    assert response.status_code == 422
    assert draft(page)["gallery"] == []


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "²", ""])
def test_an_odd_number_of_a_picture_is_no_crash(solo, page, key):
    assert solo.post(URL, {**form_data(solo), "picture_0": key, "place_0": "1"}).status_code in (302, 422)
    assert draft(page)["gallery"] == []


@pytest.mark.parametrize(
    "content",
    [b"not a picture" * 50, picture("JPEG", (600, 800))[:9000], bomb(), moving("WEBP"), picture("JPEG", (100, 100))],
    ids=["text", "truncated", "bomb", "animated", "tiny"],
)
def test_anything_but_a_whole_still_picture_is_refused_beside_its_field(solo, page, content):
    response = send(solo, content, new_description_0="Gardé")
    assert response.status_code == 422
    assert response.context["form"].errors["new_0"]
    assert "Gardé" in text(response)
    assert not get_image_model().objects.exists()


def test_a_description_without_a_picture_is_told(solo, page):
    assert send(solo, new_description_0="Mon atelier").status_code == 422


def test_there_are_eight_and_no_more(solo, page):
    for _ in range(4):
        send(solo, picture("JPEG", (600, 400)), picture("JPEG", (400, 600)))
    assert len(draft(page)["gallery"]) == 8
    html = text(solo.get(URL))
    assert "new_0" not in html
    assert "huit images" in html


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(solo, page, two):
    old = form_data(solo)
    send(solo, remove_0="on")
    response = solo.post(URL, {**old, "place_0": "2", "place_1": "1"})
    assert response.status_code == 409
    assert shown(page) == ["Deux"]
    again = {bound.html_name: bound.value() for bound in response.context["form"] if bound.value() not in (None, False)}
    assert solo.post(URL, again).status_code == 302
    assert shown(page) == ["Deux", "Un"]


def test_the_other_language_shows_the_same_pictures(solo, page, two, portal):
    writing.save_text(page, page.owner, portal.english, {"headline": "She translates"}, 0)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    english = page.get_translation(portal.english)
    assert english.live
    assert [item.image.description for item in english.gallery.all()] == ["Un", "Deux"]
    send(solo, remove_0="on")
    writing.submit(page, page.owner)
    english = portal.approve(page).get_translation(portal.english)
    assert [item.image.description for item in english.gallery.all()] == ["Deux"]
