"""What of a page is translated how far: missing, draft, stale, current."""

import pytest
from wagtail.models import Locale, Page

from guide.translation.state import State, translation_states
from tests.factories.guide import ChapterPageFactory


def test_a_page_without_translation_is_missing(translator):
    state = translator.state
    assert (state.state, state.translation_id, state.edit_url, state.is_due) == (State.MISSING, None, None, True)


def test_an_alias_shows_the_sources_text_and_is_no_translation(translator):
    translator.page.copy_for_translation(translator.locale, copy_parents=True, alias=True)
    assert translator.state.state == State.MISSING


def test_a_translation_that_readers_do_not_see_is_a_draft(translator):
    state = translator.begin().say(Louer="To rent").state
    assert (state.state, state.segments, state.to_translate, state.managed) == (State.DRAFT, 5, 4, True)
    assert state.edit_url == f"/admin/pages/{translator.target.pk}/edit/"


def test_a_published_translation_of_everything_is_current(translated):
    state = translated.state
    assert (state.state, state.segments, state.to_translate, state.is_due) == (State.CURRENT, 5, 0, False)


def test_an_unpublished_translation_is_a_draft_again(translated):
    translated.target.unpublish()
    assert translated.state.state == State.DRAFT


def test_a_changed_segment_makes_it_stale(translated):
    translated.change(title="Louer ou acheter")
    state = translated.state
    assert (state.state, state.segments, state.to_translate) == (State.STALE, 5, 1)


def test_words_that_are_not_yet_published_leave_it_stale(translated):
    translated.change(title="Louer ou acheter")
    translated.say_everything()
    state = translated.state
    assert (state.state, state.to_translate) == (State.STALE, 0)
    translated.publish()
    assert translated.state.state == State.CURRENT


def test_publishing_older_words_leaves_it_stale(translated):
    translated.translation.save_target(publish=False)
    waiting = translated.target.get_latest_revision()
    translated.change(title="Louer ou acheter")
    translated.say_everything()
    waiting.publish()
    assert translated.state.state == State.STALE


def test_polishing_words_of_an_unchanged_text_makes_nothing_stale(translated):
    translated.say(Louer="Renting")
    assert translated.state.state == State.CURRENT


def test_words_with_an_error_are_still_to_translate(translated):
    translated.say(Louer="<script>alert(1)</script>")
    state = translated.state
    assert (state.state, state.to_translate) == (State.STALE, 1)


def test_a_detached_translation_goes_by_dates(translated):
    detached = translated.translation
    detached.enabled = False
    detached.save()
    assert (translated.state.state, translated.state.managed) == (State.CURRENT, False)
    translated.change(title="Louer ou acheter")
    assert translated.state.state == State.STALE
    translated.target.save_revision().publish()
    assert translated.state.state == State.CURRENT


def test_a_copy_by_hand_goes_by_dates(translator):
    copy = translator.page.copy_for_translation(translator.locale, copy_parents=True)
    assert translator.state.state == State.DRAFT
    copy.save_revision().publish()
    assert translator.state.state == State.CURRENT
    translator.change(title="Louer ou acheter")
    assert translator.state.state == State.STALE


def test_one_answer_for_each_other_language_in_their_order(translated):
    spanish = Locale.objects.create(language_code="es")
    states = translation_states([translated.page], [spanish, translated.page.locale, translated.locale])
    assert [(one.locale, one.state) for one in states[translated.page.pk]] == [
        (spanish, State.MISSING),
        (translated.locale, State.CURRENT),
    ]


@pytest.mark.parametrize("number", [1, 6])
def test_many_pages_cost_no_more_queries_than_one(translated, guide, number, django_assert_num_queries):
    ChapterPageFactory.create_batch(number, parent=guide)
    pages = list(Page.objects.child_of(guide))
    with django_assert_num_queries(3):
        states = translation_states(pages, [translated.locale])
    assert len(states) == number + 1


def test_thousands_of_pages_are_asked_about_in_parts(translated, guide, monkeypatch):
    ChapterPageFactory.create_batch(3, parent=guide)
    monkeypatch.setattr("guide.translation.state.BATCH", 2)
    states = translation_states(Page.objects.child_of(guide), [translated.locale])
    assert states[translated.page.pk][0].state == State.CURRENT
    assert len(states) == 4


def test_without_wagtail_localize_dates_decide(translated, monkeypatch):
    monkeypatch.setattr("guide.translation.state.Translation", None)
    assert (translated.state.state, translated.state.managed) == (State.CURRENT, False)
    translated.change(title="Louer ou acheter")
    assert translated.state.state == State.STALE
