"""Where the words of a question stand in a text."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_blocks.search import search_words
from directory_blocks.search.excerpts import excerpt, marked
from directory_blocks.search.words import index_tokens


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("L’École d’Auch", "ecole", "L’<mark>École</mark> d’Auch"),
        ("E\u0301cole", "école", "<mark>École</mark>"),
        ("Les traductrices", "traductrice", "Les <mark>traductrices</mark>"),
        ("Un cœur & un <b>", "coeur", "Un <mark>cœur</mark> &amp; un &lt;b&gt;"),
        ("boulangerie", "boul", "<mark>boulangerie</mark>"),
        ("boulangerie du bourg", "boul bourg", "boulangerie du <mark>bourg</mark>"),
    ],
)
def test_words_are_marked_as_they_are_written(text, question, expected) -> None:
    assert marked(text, search_words(question), "fr") == expected


def test_an_excerpt_begins_a_little_before_the_first_word_and_cuts_between_words() -> None:
    text = "avant " * 40 + "le notaire " + "après " * 80
    found = excerpt(text, search_words("notaire"), "fr", length=120)

    assert found.startswith("… avant avant")
    assert "<mark>notaire</mark>" in found
    assert found.endswith("après …")
    assert len(found) < 150


@given(text=st.text(max_size=400), question=st.text(min_size=1, max_size=40))
def test_any_text_and_any_question_give_text_of_the_text(text, question) -> None:
    words = search_words(question)
    plain = unescape(re.sub(r"</?mark>", "", excerpt(text, words, "fr", length=50)))

    assert len(plain) <= 50 + 60 + 4
    assert "<" not in re.sub(r"</?mark>", "", excerpt(text, words, "fr"))


@given(text=st.text(st.characters(categories=["Ll", "Lu", "Zs"], max_codepoint=0x17F), max_size=60))
def test_what_the_index_finds_is_marked(text) -> None:
    for word in text.split():
        if index_tokens(word, "fr"):
            assert "<mark>" in marked(text, search_words(word), "fr")
