"""A picture that a solo uploaded goes, file and all, when nothing has shown it for long; nobody else's ever does."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.images import get_image_model

from portal.home.models import HomePage
from solo_pages.models import AccountClosure, SoloProfilePage, UploadedPicture
from solo_pages.self_edit import writing
from solo_pages.self_edit.portraits import Cut, make_picture
from tests.factories.solos import fresh
from tests.solo_pages.test_picture_uploads import picture

pytestmark = pytest.mark.django_db


def upload(page):
    """What the form makes of a file."""
    file = ContentFile(picture("JPEG", (600, 800)), name="me.jpg")
    file.width, file.height = 600, 800
    return make_picture(file, "Marie", "", page.owner, Cut())


def choose(page, image):
    page = fresh(page)
    writing.save(page, page.owner, {"portrait": image and image.pk}, page.latest_revision_id)


def retain(*options):
    out = StringIO()
    call_command("apply_retention", *options, stdout=out)
    return out.getvalue()


def pass_time():
    """What has been noted as unused was noted long ago."""
    UploadedPicture.objects.exclude(unused_since=None).update(unused_since=timezone.now() - timedelta(days=31))


def long_after():
    retain()
    pass_time()
    return retain()


def is_there(image):
    return get_image_model().objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("how", ["replaced", "taken away"])
def test_a_picture_that_was_replaced_or_taken_away_goes_with_its_files(
    page, portal, how, django_capture_on_commit_callbacks
):
    old, new = upload(page), upload(page)
    rendition = old.get_rendition("fill-240x240-c100")
    files = [(old.file.storage, old.file.name), (rendition.file.storage, rendition.file.name)]
    choose(page, old)
    choose(page, new if how == "replaced" else None)

    with django_capture_on_commit_callbacks(execute=True):
        told = long_after()

    assert "pictures that nothing shows any more: " in told
    assert not is_there(old)
    assert not any(storage.exists(name) for storage, name in files)
    assert is_there(new) == (how == "replaced")
    assert fresh(page).get_latest_revision_as_object().portrait == (new if how == "replaced" else None)


def test_a_picture_stays_for_the_days_of_the_setting(page):
    image = upload(page)
    retain()
    UploadedPicture.objects.update(unused_since=timezone.now() - timedelta(days=29))
    retain()
    assert is_there(image)


def test_a_dry_run_counts_and_notes_nothing(page):
    image = upload(page)
    retain("--dry-run")
    assert UploadedPicture.objects.get().unused_since is None
    retain()
    pass_time()
    assert "pictures that nothing shows any more: 1 to erase." in retain("--dry-run")
    assert is_there(image)


def test_what_is_public_stays_while_another_waits_and_until_that_one_is_approved(page, portal):
    public, waiting = upload(page), upload(page)
    choose(page, public)
    writing.submit(page, page.owner)
    portal.approve(page)
    choose(page, waiting)
    writing.submit(page, page.owner)
    long_after()
    assert is_there(public)
    assert is_there(waiting)

    portal.approve(page)
    long_after()
    assert not is_there(public)
    assert is_there(waiting)


def test_what_was_sent_back_stays_until_the_solo_discards_it(page, portal):
    refused = upload(page)
    choose(page, refused)
    writing.submit(page, page.owner)
    portal.send_back(page)
    long_after()
    assert is_there(refused)

    choose(page, None)
    writing.submit(page, page.owner)
    long_after()
    assert not is_there(refused)


def test_what_somebody_offline_or_away_had_stays(page, portal):
    offline = upload(page)
    choose(page, offline)
    writing.submit(page, page.owner)
    portal.approve(page)
    writing.unpublish(page, page.owner)
    long_after()
    assert is_there(offline)

    kept = fresh(page).latest_revision_id
    choose(page, None)
    SoloProfilePage.objects.filter(pk=page.pk).update(portrait=None)
    AccountClosure.objects.create(user=page.owner, live_revisions=[kept])
    fresh(page).save()
    long_after()
    assert is_there(offline)


def test_one_that_an_editor_shows_elsewhere_stays_even_in_a_draft(page):
    shown = upload(page)
    home = HomePage.objects.get(slug="accueil")
    home.hero_image = shown
    home.save_revision()
    long_after()
    assert is_there(shown)


def test_one_that_is_used_again_begins_its_time_anew(page):
    image = upload(page)
    retain()
    pass_time()
    choose(page, image)
    retain()
    assert UploadedPicture.objects.get().unused_since is None


def test_pictures_of_the_library_are_never_touched(page, portal):
    library = get_image_model().objects.create(
        title="Auch", file=ContentFile(picture(), name="auch.jpg"), uploaded_by_user=portal.moderator
    )
    by_solo = get_image_model().objects.create(
        title="Marie", file=ContentFile(picture(), name="marie.jpg"), uploaded_by_user=page.owner
    )
    choose(page, library)
    choose(page, None)
    long_after()
    assert is_there(library)
    assert is_there(by_solo)
