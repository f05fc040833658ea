"""An editor's draft on a profile: its solo sees it where they write, and is written to once, when it has rested."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from solo_pages.models import Letter
from solo_pages.self_edit import writing
from solo_pages.self_edit.content import FIELDS
from solo_pages.self_edit.editors import EditorsDraft, editors_drafts
from tests.factories.solos import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(solo_portal):
    return solo_portal


@pytest.fixture
def page(portal):
    page = portal.published(presentation="Elle traduit depuis quinze ans.")
    Letter.objects.all().delete()
    return page


@pytest.fixture
def solo(client, page):
    client.force_login(page.owner)
    return client


def edit(page, user, **values):
    """Save a draft as the admin does."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user, log_action=True)


def rest(page, hours=2):
    """Let what was saved lie for some hours."""
    newest = Revision.objects.get(pk=fresh(page).latest_revision_id)
    Revision.objects.filter(pk=newest.pk).update(created_at=timezone.now() - timedelta(hours=hours))
    older = Revision.objects.for_instance(fresh(page)).exclude(pk=newest.pk)
    for n, one in enumerate(older.order_by("-pk"), start=1):
        Revision.objects.filter(pk=one.pk).update(created_at=timezone.now() - timedelta(hours=hours, minutes=n))


def told():
    call_command("deliver_letters", stdout=StringIO())
    return list(Letter.objects.filter(subject__startswith="La rédaction a modifié le brouillon"))


@pytest.fixture(autouse=True)
def undelivered(monkeypatch):
    monkeypatch.setattr("solo_pages.management.commands.deliver_letters.deliver_due", lambda: (0, 0, 0))


def test_the_solo_reads_of_it_on_the_dashboard_in_the_step_and_before_sending(portal, page, solo):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    for path in ("", "profile/who/", "profile/submit/"):
        html = solo.get(f"/fr/compte/{path}").content.decode()
        assert "La rédaction a modifié votre brouillon" in html
        assert "Accroche" in html
    assert "La rédaction" not in solo.get("/fr/compte/profile/contact/").content.decode()
    assert "Elle traduit l’irlandais" in solo.get("/fr/compte/profile/who/").content.decode()


def test_what_the_solo_then_changes_keeps_what_the_editor_wrote(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    writing.save(page, page.owner, {"presentation": "Un mot."}, fresh(page).latest_revision_id)
    assert fresh(page).latest_revision.content["headline"] == "Elle traduit l’irlandais"
    assert [draft.fields for draft in editors_drafts([fresh(page)])] == [("headline",)]


def test_a_form_that_was_open_before_overwrites_nothing_of_it(portal, page, solo):
    before = fresh(page).latest_revision_id
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    data = {"title": "Marie Dupont", "headline": "La mienne", "presentation": "", "revision": before, "then": "leave"}
    response = solo.post("/fr/compte/profile/who/", data)
    assert response.status_code == 409
    assert fresh(page).latest_revision.content["headline"] == "Elle traduit l’irlandais"


def test_what_the_solo_changed_since_is_no_editors_any_more(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    writing.save(page, page.owner, {"headline": "La mienne"}, fresh(page).latest_revision_id)
    assert editors_drafts([fresh(page)]) == []


def test_once_published_it_is_no_draft_any_more(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais").publish(user=portal.moderator)
    assert editors_drafts([fresh(page)]) == []


def test_a_save_that_changes_nothing_is_not_told(portal, page):
    edit(page, portal.moderator)
    rest(page)
    assert editors_drafts([fresh(page)]) == []
    assert told() == []


def test_the_solo_is_written_to_once_when_the_draft_has_rested(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    assert told() == []
    rest(page)
    [letter] = told()
    assert letter.recipient == page.owner.email
    assert "- Accroche" in letter.text
    edit(page, portal.moderator, headline="Elle traduit tout")
    rest(page)
    assert len(told()) == 1


def test_another_draft_after_the_solos_own_save_is_told_again(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais")
    rest(page)
    assert len(told()) == 1
    writing.save(page, page.owner, {"headline": "La mienne"}, fresh(page).latest_revision_id)
    edit(page, portal.moderator, headline="Elle traduit tout")
    newest = fresh(page).latest_revision_id
    hour = timezone.now() - timedelta(hours=1, minutes=1)
    Revision.objects.filter(pk=newest).update(created_at=hour)
    Revision.objects.filter(pk__lt=newest).update(created_at=hour - timedelta(minutes=1))
    PageLogEntry.objects.filter(action="solo_pages.tell_of_draft").update(timestamp=hour - timedelta(hours=1))
    assert len(told()) == 2


def test_what_was_published_meanwhile_or_is_the_solos_own_is_not_told(portal, page):
    edit(page, portal.moderator, headline="Elle traduit l’irlandais").publish(user=portal.moderator)
    rest(page)
    assert told() == []
    writing.save(page, page.owner, {"headline": "La mienne"}, fresh(page).latest_revision_id)
    rest(page)
    assert told() == []


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_a_name_that_the_solo_reads(page, name):
    assert EditorsDraft(page, (name,), timezone.now()).labels[0].strip()
