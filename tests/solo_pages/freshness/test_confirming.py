"""“Still true”: the date is today everywhere at once, and nothing that waits is published."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils.translation import override
from wagtail.models import PageLogEntry

from directory_blocks.models import Entry
from solo_pages.enums import Freshness, Standing
from solo_pages.freshness.confirming import confirm
from solo_pages.models import FreshnessRecord, SoloProfilePage
from solo_pages.moderation.workflow import review_workflow, set_up_review
from tests.factories.site import publish


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def dates(page):
    return set(
        SoloProfilePage.objects.filter(translation_key=page.translation_key).values_list("verified_on", flat=True)
    )


def test_confirming_dates_the_page_its_translation_and_the_index(profile, solo_user, today):
    assert fresh(profile).freshness == Freshness.DUE
    assert confirm(profile, solo_user)
    assert dates(profile) == {today}
    assert fresh(profile).freshness == profile.freshness == Freshness.FRESH
    assert set(Entry.objects.filter(source="solo").values_list("verified_on", flat=True)) == {today}


def test_confirming_twice_is_confirming_once(profile, solo_user):
    assert confirm(profile, solo_user)
    assert not confirm(fresh(profile), solo_user)
    [entry] = PageLogEntry.objects.filter(action="solo_pages.confirm")
    assert (entry.user, entry.page_id) == (solo_user, profile.pk)
    with override("en"):
        assert entry.message == "Confirmed as still true"


def test_an_unapproved_draft_stays_one_and_is_not_older_when_it_is_published(profile, today):
    draft = fresh(profile)
    draft.headline = "Not looked at yet"
    revision = draft.save_revision()
    number = draft.revisions.count()
    confirm(fresh(profile))
    page = fresh(profile)
    assert (page.headline, page.has_unpublished_changes, page.revisions.count()) == (profile.headline, True, number)
    assert page.latest_revision_id == revision.pk
    revision.refresh_from_db()
    revision.publish()
    page = fresh(profile)
    assert (page.headline, page.verified_on) == ("Not looked at yet", today)
    assert dates(profile) == {today}


def test_what_waits_for_a_moderator_is_dated_and_goes_on_waiting(profile, solo_user, today):
    set_up_review([Group.objects.create(name="Reviewers")], [])
    draft = fresh(profile)
    draft.headline = "Waiting"
    waiting = draft.save_revision()
    state = review_workflow().start(draft, solo_user)
    draft.headline = "Waiting, and written on"
    draft.save_revision()
    confirm(fresh(profile))
    waiting.refresh_from_db()
    assert waiting.content["verified_on"] == today.isoformat()
    state.refresh_from_db()
    assert state.current_task_state.revision_id == waiting.pk
    assert fresh(profile).headline == profile.headline


def test_a_page_that_was_never_published_can_be_confirmed_too(site, solo_user, months_ago, today):
    page = site.solo("Anna", live=False, owner=solo_user, verified_on=months_ago(30))
    page.save_revision()
    confirm(page)
    assert not fresh(page).live
    assert fresh(page).get_latest_revision_as_object().verified_on == today
    assert not Entry.objects.filter(title="Anna").exists()


@pytest.mark.parametrize("standing", Standing)
def test_confirming_brings_a_page_back_at_once_and_a_rebuild_agrees(profile, standing, listed, site, today):
    publish(site.solo("Zoé Zola"))
    FreshnessRecord.objects.create(translation_key=profile.translation_key, source="solo", standing=standing)
    call_command("rebuild_entries", stdout=StringIO())
    assert listed() == (["Zoé Zola"] if standing == Standing.UNLISTED else ["Zoé Zola", "Marie Dupont"])
    confirm(fresh(profile))
    assert listed() == ["Marie Dupont", "Zoé Zola"]
    out = StringIO()
    call_command("rebuild_entries", stdout=out)
    assert "The index was true." in out.getvalue()


def test_an_editor_who_dates_a_page_in_the_admin_brings_it_back_too(profile, listed, today):
    FreshnessRecord.objects.create(translation_key=profile.translation_key, source="solo", standing=Standing.UNLISTED)
    page = fresh(profile)
    page.headline = "Not dated"
    publish(page)
    assert listed() == []
    page.verified_on = today
    publish(page)
    assert listed() == ["Marie Dupont"]
    assert not FreshnessRecord.objects.exists()


def test_an_alias_shows_the_date_too(profile, site, today):
    alias = profile.create_alias(parent=site.home, update_slug="marie-encore")
    confirm(fresh(profile))
    assert fresh(alias).specific.verified_on == today
