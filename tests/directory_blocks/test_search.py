"""Full text finds what a visitor means, on both databases, and nothing that is typed breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from wagtail.models import Locale

from directory_blocks.models import Entry, EntryText
from directory_blocks.search import get_backend, index_entries, remove_entries, search_words
from directory_blocks.search.words import fold, words
from tests.factories.entries import EntryFactory, get_locale


def find(text: str, language: str = "fr") -> list[str]:
    locale = Locale.objects.get(language_code=language)
    found = get_backend().rank(Entry.objects.filter(locale=locale), search_words(text), locale.pk)
    return [entry.title for entry in found.order_by("relevance", "pk")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", ["ecole", "École", "ÉCOLES", "écol", "l’école", "ecole publique", "de l'école", "publiques ecoles", "ec"]
)
def test_accents_case_plural_elision_and_order_do_not_matter(asked):
    EntryFactory(title="École publique")
    EntryFactory(title="Boulangerie")
    assert find(asked) == ["École publique"]


@pytest.mark.django_db
def test_a_plural_is_found_by_its_singular_and_a_ligature_by_its_letters():
    EntryFactory(title="Nos pains", summary="Cœur de ville")
    assert find("pain") == find("coeur") == find("cœurs") == ["Nos pains"]


@pytest.mark.django_db
def test_every_word_counts_and_only_the_last_may_be_a_beginning():
    EntryFactory(title="Traductrice technique", search_text="Auch")
    assert find("traductrice à auch") == find("traductrice au") == ["Traductrice technique"]
    assert find("traductrice condom") == find("tradu auch") == []


@pytest.mark.django_db
def test_the_title_comes_first_then_the_summary():
    EntryFactory(title="Atelier", search_text="musique " * 200)
    EntryFactory(title="Studio", summary="Cours de musique", search_text="texte " * 300)
    EntryFactory(title="École de musique d’Auch", search_text="mot " * 2000)
    assert find("musique") == ["École de musique d’Auch", "Studio", "Atelier"]
    assert find("atelier musique") == ["Atelier"]


@pytest.mark.django_db
def test_each_language_has_its_own_matches_and_a_missing_translation_is_stemmed_in_its_own():
    EntryFactory(title="Boulangerie", locale=get_locale("fr"))
    EntryFactory(title="Bakeries", locale=get_locale("en"))
    EntryFactory(title="Les travaux généraux", locale=get_locale("en"), text_language="fr")
    assert find("bakery", "en") == ["Bakeries"]
    assert find("bakery", "fr") == []
    assert find("générales travaux", "en") == ["Les travaux généraux"]


@pytest.mark.django_db
def test_the_text_follows_the_entry():
    entry = EntryFactory(title="Menuiserie")
    entry.title = "Ébénisterie"
    entry.save()
    index_entries([entry])
    assert (find("menuiserie"), find("ebenisterie")) == ([], ["Ébénisterie"])
    remove_entries([entry.pk])
    assert find("ebenisterie") == []
    index_entries([entry])
    Entry.objects.all().delete()
    assert not EntryText.objects.exists()


@pytest.mark.parametrize("text", ['"', "'", "\0", "***", "🥖", "", " ", "-", "«»", "()", "&|!:*", "%_\\"])
def test_what_has_no_letter_or_digit_asks_for_nothing(text):
    assert search_words(text) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ['pain" OR "', "pain AND", "NEAR(pain)", "pain*", "pain:*", "title:pain", "pain & !", "pain\0", "'pain", "pain\\"],
)
def test_operators_are_only_punctuation(text):
    EntryFactory(title="Pain or NEAR and title")
    assert find(text) == ["Pain or NEAR and title"]


class AnyText(TestCase):
    @classmethod
    def setUpTestData(cls):
        EntryFactory(title="École", search_text="deux mots")

    @given(st.text(max_size=60).filter(words))
    def test_whatever_is_typed_is_answered(self, text):
        find(text)

    @given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60))
    def test_a_title_is_found_by_itself(self, text):
        entry = EntryFactory(title=text[:255])
        if len(set(words(text))) in range(1, 13):
            assert entry.title in find(text)

    def test_a_very_long_question_is_answered(self):
        assert find("école " * 2000) == ["École"]
        assert find("é" * 10_000) == []


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
