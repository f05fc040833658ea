"""What a solo writes is a draft until it is approved; nothing is lost, nothing is overwritten, nothing done twice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState

from directory_blocks.enums import Precision
from directory_blocks.models import Entry
from solo_pages.models import SoloProfilePage
from solo_pages.self_edit import writing
from solo_pages.self_edit.content import Draft
from solo_pages.self_edit.profiles import begin, profile_of
from solo_pages.self_edit.refusals import Conflict, Incomplete, Locked, Refused
from solo_pages.self_edit.states import ProfileState, standing_of, state_of
from tests.factories.solos import fresh

pytestmark = pytest.mark.django_db


def revisions(page):
    return Revision.objects.for_instance(page).count()


def draft(page):
    return Draft.of(fresh(page)).values


def test_a_profile_begins_as_a_draft_in_the_language_of_its_solo(portal):
    user = portal.person()
    page = begin(user, "Aidan O’Brien", "en")
    assert (page.live, page.locale, page.owner, page.slug) == (False, portal.english, user, "aidan-obrien")
    assert page.is_child_of(portal.directory_en)
    assert page.precision == Precision.COMMUNE
    assert page.email == user.email
    assert state_of(page) == ProfileState.DRAFT
    assert profile_of(user).page == page


def test_beginning_twice_is_one_profile(portal):
    user = portal.person()
    assert begin(user, "Marie", "fr") == begin(user, "Marie", "en")
    assert SoloProfilePage.objects.filter(owner=user).count() == 1


def test_namesakes_have_addresses_of_their_own(portal):
    slugs = {begin(portal.person(), name, "fr").slug for name in ("Marie", "Marie", "李娜", "!?")}
    assert len(slugs) == 4


def test_without_a_directory_there_is_no_place_for_a_profile(portal):
    portal.directory_en.unpublish()
    with pytest.raises(Refused):
        begin(portal.person(), "Marie", "en")


def test_who_owns_the_profiles_of_others_has_none_of_their_own(portal):
    editor = portal.person()
    for name in ("Anne", "Paul"):
        portal.directory.add_child(instance=SoloProfilePage(title=name, owner=editor, live=False))
    assert profile_of(editor).several
    assert profile_of(editor).page is None


def test_saving_makes_a_draft_and_leaves_the_public_page_and_the_index_alone(portal):
    page = portal.published()
    entry = Entry.objects.get(source="solo", locale=portal.french)
    saved = writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    assert saved.changed
    page = fresh(page)
    assert page.headline == "Elle traduit des romans irlandais"
    assert draft(page)["headline"] == "Elle relit"
    assert state_of(page) == ProfileState.CHANGED
    assert Entry.objects.get(source="solo", locale=portal.french).summary == entry.summary


def test_saving_says_who_did_it_in_the_log(portal):
    page = portal.profile()
    entry = PageLogEntry.objects.filter(page=page, action="wagtail.edit").latest("timestamp")
    assert (entry.user, entry.revision_id) == (page.owner, page.latest_revision_id)


def test_what_is_as_it_was_makes_no_revision(portal):
    page = portal.profile()
    before = revisions(page)
    values = portal.values()
    for _ in range(2):
        saved = writing.save(page, page.owner, values, page.latest_revision_id)
        assert not saved.changed
    # A form sent twice was made from the revision before the first.
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    assert not writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id).changed
    assert revisions(page) == before + 1


def test_whoever_saves_confirms_that_it_is_true_today(portal):
    page = fresh(portal.published())
    assert page.verified_on == timezone.localdate()


def test_another_name_is_another_address_as_long_as_nobody_can_know_the_old_one(portal):
    page = portal.profile()
    writing.save(page, page.owner, {"title": "Marie Durand"}, page.latest_revision_id)
    assert fresh(page).slug == "marie-durand"
    writing.submit(page, page.owner)
    page = portal.approve(page)
    assert page.slug == "marie-durand"
    writing.save(page, page.owner, {"title": "Marie Martin"}, page.latest_revision_id)
    writing.submit(page, page.owner)
    assert portal.approve(page).slug == "marie-durand"


def test_two_who_change_different_fields_both_have_their_way(portal):
    page = portal.profile()
    base = page.latest_revision_id
    writing.save(page, page.owner, {"headline": "Elle relit"}, base)
    writing.save(page, page.owner, {"headline": portal.values()["headline"], "organisation": "Mots & Cie"}, base)
    assert draft(page)["headline"] == "Elle relit"
    assert draft(page)["organisation"] == "Mots & Cie"


def test_two_who_change_the_same_field_are_told_and_nothing_is_overwritten(portal):
    page = portal.profile()
    base = page.latest_revision_id
    writing.save(page, page.owner, {"headline": "Elle relit"}, base)
    with pytest.raises(Conflict) as conflict:
        writing.save(page, page.owner, {"headline": "Elle corrige", "organisation": "Mots"}, base)
    assert conflict.value.theirs == {"headline": "Elle relit"}
    assert draft(page)["headline"] == "Elle relit"
    assert draft(page)["organisation"] == ""
    # Having seen the other version, they may decide.
    writing.save(page, page.owner, {"headline": "Elle corrige"}, conflict.value.revision_id)
    assert draft(page)["headline"] == "Elle corrige"


@pytest.mark.parametrize("base", [0, 10**9])
def test_a_forged_revision_overwrites_nothing(portal, base):
    page = portal.profile()
    with pytest.raises(Conflict):
        writing.save(page, page.owner, {"headline": "Elle relit"}, base)


def test_only_a_solo_writes_and_only_what_is_theirs(portal):
    page = portal.profile()
    with pytest.raises(PermissionDenied):
        writing.save(page, portal.person(), {"headline": "Moi"}, page.latest_revision_id)
    with pytest.raises(ValueError, match="owner"):
        writing.save(page, page.owner, {"owner": 1}, page.latest_revision_id)


def test_a_page_that_an_editor_locked_is_left_alone(portal):
    page = portal.profile()
    SoloProfilePage.objects.filter(pk=page.pk).update(locked=True)
    with pytest.raises(Locked):
        writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)


def test_sending_needs_name_headline_sector_and_commune(portal):
    page = begin(portal.person(), "Marie", "fr")
    with pytest.raises(Incomplete) as incomplete:
        writing.submit(page, page.owner)
    assert set(incomplete.value.errors) == {"headline", "sectors", "commune"}
    assert state_of(page) == ProfileState.DRAFT


def test_sending_twice_is_one_review(portal):
    page = portal.profile()
    assert writing.submit(page, page.owner)
    assert not writing.submit(page, page.owner)
    assert page.workflow_states.count() == 1
    assert state_of(page) == ProfileState.WAITING


def test_what_waits_is_always_the_newest_text(portal):
    page = portal.profile()
    writing.submit(page, page.owner)
    saved = writing.save(page, page.owner, {"headline": "Elle relit"}, fresh(page).latest_revision_id)
    task = fresh(page).current_workflow_task_state
    assert task.revision_id == saved.revision_id
    assert TaskState.objects.count() == 1
    assert portal.approve(page).headline == "Elle relit"


def test_what_waits_cannot_lose_what_it_needs(portal):
    page = portal.profile()
    writing.submit(page, page.owner)
    with pytest.raises(Incomplete) as incomplete:
        writing.save(page, page.owner, {"headline": ""}, fresh(page).latest_revision_id)
    assert list(incomplete.value.errors) == ["headline"]
    assert portal.approve(page).live


def test_sent_back_mended_and_sent_again(portal):
    page = portal.profile()
    writing.submit(page, page.owner)
    page = portal.send_back(page, "Ajoutez un portrait.")
    assert standing_of(page).state == ProfileState.SENT_BACK
    assert standing_of(page).comment == "Ajoutez un portrait."
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    assert writing.submit(page, page.owner)
    assert page.workflow_states.count() == 1
    assert portal.approve(page).headline == "Elle relit"
    assert state_of(fresh(page)) == ProfileState.APPROVED


def test_withdrawing_keeps_the_draft(portal):
    page = portal.profile()
    writing.submit(page, page.owner)
    assert writing.withdraw(page, page.owner)
    assert not writing.withdraw(page, page.owner)
    assert state_of(page) == ProfileState.DRAFT
    assert draft(page)["headline"]


def test_offline_and_back_is_what_was_approved(portal):
    page = portal.published()
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    assert writing.unpublish(page, page.owner)
    assert not writing.unpublish(page, page.owner)
    page = fresh(page)
    assert state_of(page) == ProfileState.UNPUBLISHED
    assert not Entry.objects.filter(source="solo").exists()
    assert writing.republish(page, page.owner)
    assert not writing.republish(page, page.owner)
    page = fresh(page)
    assert page.headline == "Elle traduit des romans irlandais"
    assert draft(page)["headline"] == "Elle relit"
    assert state_of(page) == ProfileState.CHANGED


def test_back_without_a_newer_draft_is_simply_published(portal):
    page = portal.published()
    writing.unpublish(page, page.owner)
    writing.republish(page, page.owner)
    assert state_of(fresh(page)) == ProfileState.APPROVED


def test_what_was_published_without_a_log_comes_back_as_well(portal):
    page = portal.published()
    PageLogEntry.objects.filter(action="wagtail.publish").delete()
    SoloProfilePage.objects.filter(pk=page.pk).update(organisation="Écrit par un programme")
    writing.unpublish(page, page.owner)
    writing.republish(page, page.owner)
    assert fresh(page).organisation == "Écrit par un programme"


def test_what_a_moderator_took_offline_comes_back_by_review_only(portal):
    page = portal.published()
    page.unpublish(user=portal.moderator)
    with pytest.raises(Refused):
        writing.republish(page, page.owner)
    assert writing.submit(fresh(page), page.owner)
    assert portal.approve(page).live


def test_taken_offline_while_a_change_waits_nothing_waits_any_more(portal):
    page = portal.published()
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    writing.submit(page, page.owner)
    writing.unpublish(page, page.owner)
    assert state_of(fresh(page)) == ProfileState.UNPUBLISHED
    assert fresh(page).current_workflow_state is None


def test_approval_in_the_admin_is_the_same(portal, client):
    page = portal.profile()
    writing.submit(page, page.owner)
    task = fresh(page).current_workflow_task_state
    portal.moderator.is_superuser = True
    portal.moderator.save()
    client.force_login(portal.moderator)
    response = client.post(f"/admin/pages/workflow/action/{page.pk}/approve/{task.pk}/", {"comment": ""})
    assert response.status_code in (200, 302)
    assert state_of(fresh(page)) == ProfileState.APPROVED
