"""A source changes: what needs no translator follows, what does waits, and nothing that a translator wrote is lost."""

import json

import pytest
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from guide.models import ChapterPage
from guide.translation.state import State
from tests.factories.guide import raw_body

BODY = [("text", "<h2>Avant</h2><p>Visiter.</p>"), ("text", "<p>Signer.</p>")]


@pytest.fixture
def two_blocks(translator):
    """At work on a chapter of two blocks, translated and published."""
    translator.change(body=json.dumps(raw_body(*BODY, key="louer")))
    return translator.begin().say_everything().publish()


def blocks(page):
    return [str(block.value) for block in ChapterPage.objects.get(pk=page.pk).body]


def move(translator, change):
    raw = list(translator.page.body.raw_data)
    translator.change(body=json.dumps(change([dict(one) for one in raw])))


def test_a_moved_block_moves_in_the_live_translation_too(two_blocks):
    before = blocks(two_blocks.target)
    move(two_blocks, lambda raw: raw[::-1])
    assert blocks(two_blocks.target) == before[::-1]
    assert "EN Signer." in blocks(two_blocks.target)[0]
    assert two_blocks.state.state == State.CURRENT


def test_a_deleted_block_goes_and_comes_back_with_its_words(two_blocks):
    before = two_blocks.page.body.raw_data
    before, words = list(before), blocks(two_blocks.target)
    move(two_blocks, lambda raw: raw[:1])
    assert blocks(two_blocks.target) == words[:1]
    two_blocks.change(body=json.dumps(before))
    assert blocks(two_blocks.target) == words
    assert two_blocks.state.state == State.CURRENT


def test_a_block_cut_and_pasted_keeps_its_words(two_blocks):
    words = blocks(two_blocks.target)
    two_blocks.change(body=json.dumps(raw_body(*BODY[::-1], key="pasted")))
    assert blocks(two_blocks.target) == words[::-1]


def test_a_text_that_returns_has_its_translation_back(two_blocks):
    two_blocks.change(title="Louer ou acheter")
    assert (two_blocks.state.state, two_blocks.target.title) == (State.STALE, "EN Louer")
    two_blocks.say_everything().publish()
    assert two_blocks.target.title == "EN Louer ou acheter"
    two_blocks.change(title="Louer")
    assert (two_blocks.state.state, two_blocks.target.title) == (State.CURRENT, "EN Louer")


def test_text_to_translate_leaves_the_live_translation_as_it_was(two_blocks):
    words = blocks(two_blocks.target)
    move(two_blocks, lambda raw: [*raw[::-1], {"type": "text", "value": "<p>Emménager.</p>", "id": "new"}])
    assert blocks(two_blocks.target) == words
    assert (two_blocks.state.state, two_blocks.state.to_translate) == (State.STALE, 1)


def test_words_that_wait_for_their_translator_are_not_published_by_the_source(two_blocks):
    two_blocks.change(title="Louer ou acheter")
    two_blocks.say_everything()
    move(two_blocks, lambda raw: raw[::-1])
    assert two_blocks.target.title == "EN Louer"
    two_blocks.publish()
    assert two_blocks.target.title == "EN Louer ou acheter"
    assert "EN Signer." in blocks(two_blocks.target)[0]


def revisions(page):
    return Revision.objects.for_instance(page).count()


def test_a_change_of_facts_makes_no_revision(two_blocks):
    before = revisions(two_blocks.target)
    two_blocks.change(reviewed_on="2026-12-01")
    assert (revisions(two_blocks.target), two_blocks.state.state) == (before, State.CURRENT)


def test_the_order_in_which_a_database_keeps_the_keys_of_blocks_changes_nothing(translator):
    by_key = [dict(sorted(block.items())) for block in translator.page.body.raw_data]
    ChapterPage.objects.filter(pk=translator.page.pk).update(body=by_key)
    translator.page = ChapterPage.objects.get(pk=translator.page.pk)
    translator.begin().say_everything().publish()
    before = revisions(translator.target)
    translator.change(reviewed_on="2026-12-01")
    assert (revisions(translator.target), translator.state.state) == (before, State.CURRENT)


def test_an_unpublished_translation_stays_so(two_blocks):
    two_blocks.target.unpublish()
    move(two_blocks, lambda raw: raw[::-1])
    assert not two_blocks.target.live


def test_a_draft_of_a_live_translation_is_not_what_readers_see(translated):
    translated.change(title="Louer ou acheter")
    translated.translation.save_target(publish=False)
    page = translated.target
    assert (page.title, page.has_unpublished_changes) == ("EN Louer", True)
    assert page.get_latest_revision_as_object().title == "Louer ou acheter"


def test_publishing_with_text_to_translate_makes_a_draft(translated, django_capture_on_commit_callbacks):
    translated.change(title="Louer ou acheter")
    with django_capture_on_commit_callbacks(execute=True):
        translated.translation.save_target(publish=True)
    assert translated.target.title == "EN Louer"


def test_a_page_without_any_translation_is_not_published_either(translator, django_capture_on_commit_callbacks):
    translator.begin()
    with django_capture_on_commit_callbacks(execute=True):
        translator.translation.save_target(publish=True)
    assert not translator.target.live
    translator.say_everything()
    with django_capture_on_commit_callbacks(execute=True):
        translator.translation.save_target(publish=True)
    assert translator.target.live


def test_asking_for_another_language_leaves_the_live_one_alone(translated):
    translated.change(title="Louer ou acheter")
    spanish = Locale.objects.create(language_code="es")
    Page.objects.get(depth=2, locale__language_code="fr").copy_for_translation(spanish)
    translate_object(translated.page, [translated.locale, spanish])
    assert translated.target.title == "EN Louer"


def test_the_pages_above_a_translation_become_drafts_and_no_live_aliases(translator):
    translator.begin()
    parent = translator.target.get_parent()
    assert (parent.alias_of_id, parent.live, parent.locale) == (None, False, translator.locale)
    assert parent.get_parent().slug == "home"


class TestDetached:
    """A translation that left wagtail-localize and comes back."""

    @pytest.fixture
    def detached(self, two_blocks):
        translation = two_blocks.translation
        translation.enabled = False
        translation.save()
        return two_blocks

    def attach(self, translator):
        translation = translator.translation
        translation.enabled = True
        translation.save(update_fields=["enabled"])

    def rewrite(self, translator, **fields):
        page = translator.target
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()

    def test_it_stays_as_it_is_while_detached(self, detached):
        words = blocks(detached.target)
        move(detached, lambda raw: raw[::-1])
        assert blocks(detached.target) == words

    def test_what_was_written_meanwhile_is_in_the_segments(self, detached):
        self.rewrite(detached, title="Renting a place")
        self.attach(detached)
        move(detached, lambda raw: raw[::-1])
        assert detached.target.title == "Renting a place"
        detached.publish()
        assert detached.target.title == "Renting a place"
        assert "EN Signer." in blocks(detached.target)[0]

    def test_what_was_translated_before_is_still_there(self, detached):
        self.attach(detached)
        assert (detached.state.state, detached.state.to_translate) == (State.CURRENT, 0)
        assert detached.publish().target.title == "EN Louer"

    def test_words_for_a_text_that_changed_since_are_to_be_checked(self, detached):
        self.rewrite(detached, title="Renting a place")
        detached.change(title="Louer ou acheter")
        self.attach(detached)
        words = StringTranslation.objects.get(translation_of__data="Louer ou acheter")
        assert (words.data, words.has_error) == ("Renting a place", True)
        assert "vérifier" in words.get_error()
        assert (detached.state.state, detached.state.to_translate) == (State.STALE, 1)

    def test_newer_words_of_the_segments_are_not_overwritten(self, two_blocks):
        two_blocks.say(Louer="Renting")
        translation = two_blocks.translation
        translation.enabled = False
        translation.save()
        self.attach(two_blocks)
        assert two_blocks.publish().target.title == "Renting"

    def test_other_paragraphs_are_noted_and_stay_in_the_history(self, detached):
        raw = [dict(one) for one in detached.target.body.raw_data]
        raw[0]["value"] = "<h2>Before</h2><p>One.</p><p>Two.</p>"
        self.rewrite(detached, body=json.dumps(raw))
        self.attach(detached)
        assert (detached.state.state, detached.state.to_translate) == (State.STALE, 2)
        assert "Two." in blocks(detached.target)[0]
        move(detached, lambda raw: raw[::-1])
        assert "Two." in blocks(detached.target)[0]
