"""What a solo writes in the other language is published with their profile: whole, approved, or not at all."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from directory_blocks.models import Entry
from solo_pages.models import SoloNetworkLink
from solo_pages.self_edit import translation, writing
from solo_pages.self_edit.profiles import profile_of
from solo_pages.self_edit.states import ProfileState, state_of
from tests.factories.solos import fresh

pytestmark = pytest.mark.django_db

ENGLISH = {"headline": "She translates Irish novels"}


def write(portal, page, text=ENGLISH, locale=None):
    locale = locale or portal.english
    target = page.get_translation_or_none(locale)
    return writing.save_text(page, page.owner, locale, text, (target and fresh(target).latest_revision_id) or 0)


def english(portal, page):
    return fresh(page.get_translation(portal.english))


def test_the_other_language_is_a_draft_below_its_own_directory(portal):
    page = portal.profile()
    write(portal, page)
    translated = english(portal, page)
    assert (translated.live, translated.owner, translated.title) == (False, page.owner, "Marie Dupont")
    assert translated.is_child_of(portal.directory_en)
    assert profile_of(page.owner).translations == [translated]
    assert profile_of(page.owner).page == page


def test_no_text_no_page(portal):
    page = portal.profile()
    assert not write(portal, page, {"headline": ""}).changed
    assert page.get_translation_or_none(portal.english) is None


def test_it_goes_live_with_the_profile_and_not_before(portal):
    page = portal.profile(presentation="Bonjour.", arrived_in=2019)
    write(portal, page, ENGLISH | {"presentation": "Hello."})
    writing.submit(page, page.owner)
    assert not english(portal, page).live
    page = portal.approve(page)
    translated = english(portal, page)
    assert translated.live
    assert (translated.headline, translated.presentation) == ("She translates Irish novels", "Hello.")
    assert translated.arrived_in == 2019
    assert list(translated.sectors.all()) == [portal.sector]
    entry = Entry.objects.get(source="solo", locale=portal.english)
    assert (entry.text_language, entry.summary) == ("en", "She translates Irish novels")
    assert state_of(page) == ProfileState.APPROVED


def test_translators_find_it_in_their_editor(portal):
    page = portal.profile()
    write(portal, page)
    writing.submit(page, page.owner)
    portal.approve(page)
    told = StringTranslation.objects.get(locale=portal.english)
    assert (told.data, told.last_translated_by) == ("She translates Irish novels", page.owner)
    assert Translation.objects.get().target_locale == portal.english


def test_half_a_translation_is_never_live(portal):
    page = portal.profile(presentation="Bonjour.")
    write(portal, page)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    assert not english(portal, page).live
    assert Entry.objects.get(source="solo", locale=portal.english).text_language == "fr"
    # The rest of it comes with the next approval.
    write(portal, page, ENGLISH | {"presentation": "Hello."})
    assert state_of(fresh(page)) == ProfileState.CHANGED
    writing.submit(page, page.owner)
    portal.approve(page)
    assert english(portal, page).live


def test_a_change_of_the_other_language_alone_is_reviewed_too(portal):
    page = portal.profile()
    write(portal, page)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    write(portal, page, {"headline": "She edits"})
    assert english(portal, page).headline == ENGLISH["headline"]
    writing.submit(fresh(page), page.owner)
    portal.approve(page)
    assert english(portal, page).headline == "She edits"


def test_whoever_was_looking_at_it_has_to_look_again(portal):
    page = portal.profile()
    writing.submit(page, page.owner)
    seen = fresh(page).current_workflow_task_state.revision_id
    write(portal, page)
    assert fresh(page).current_workflow_task_state.revision_id != seen


def test_the_same_text_again_makes_no_revision(portal):
    page = portal.profile()
    write(portal, page)
    before = fresh(page).latest_revision_id
    assert not write(portal, page).changed
    assert fresh(page).latest_revision_id == before


def test_a_solo_may_write_in_the_language_that_is_not_the_sites_first(portal):
    page = portal.profile(language="en", headline="She translates")
    write(portal, page, {"headline": "Elle traduit"}, portal.french)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    french = fresh(page.get_translation(portal.french))
    assert (page.headline, french.headline) == ("She translates", "Elle traduit")
    writing.save(page, page.owner, {"organisation": "Words"}, page.latest_revision_id)
    writing.submit(page, page.owner)
    portal.approve(page)
    assert fresh(french).organisation == "Words"
    assert fresh(french).headline == "Elle traduit"


def test_both_languages_go_offline_and_come_back(portal):
    page = portal.profile()
    write(portal, page)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    write(portal, page, {"headline": "She edits"})
    writing.unpublish(page, page.owner)
    assert not Page.objects.filter(translation_key=page.translation_key, live=True).exists()
    writing.republish(page, page.owner)
    assert (fresh(page).headline, english(portal, page).headline) == (
        "Elle traduit des romans irlandais",
        ENGLISH["headline"],
    )
    assert english(portal, page).has_unpublished_changes


def test_publishing_a_translation_publishes_no_draft_of_the_profile(portal):
    page = portal.profile()
    write(portal, page)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    writing.save(page, page.owner, {"headline": "Elle relit"}, page.latest_revision_id)
    translated = english(portal, page)
    translated.save_revision(user=portal.moderator).publish(user=portal.moderator)
    assert fresh(page).headline == "Elle traduit des romans irlandais"


def test_without_wagtail_localize_it_is_a_plain_translation(portal, monkeypatch):
    monkeypatch.setattr(translation, "translate", None)
    page = portal.profile(networks=[("Mastodon", "https://social.example.org/@marie")])
    write(portal, page)
    writing.submit(page, page.owner)
    page = portal.approve(page)
    translated = english(portal, page)
    assert (translated.live, translated.headline, translated.slug) == (True, ENGLISH["headline"], page.slug)
    assert list(translated.sectors.all()) == [portal.sector]
    assert SoloNetworkLink.objects.filter(page=page).count() == SoloNetworkLink.objects.filter(page=translated).count()
