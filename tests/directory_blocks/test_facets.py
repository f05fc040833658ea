"""Facets are counted without a join and tallied beforehand: never other than by going through the rows."""

import itertools
import random

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory_blocks.index.tallies import count_rows, recount
from directory_blocks.models import Entry, EntryTerm, FacetTally, Term
from directory_blocks.query import EntryQuery
from directory_blocks.term_chars import term_char, term_chars, term_id
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.gazetteer import TermFactory

from .test_index_rebuild import rebuild

SLUGS = {"sector": ["audit", "press", "ict"], "language": ["fr", "en"], "skill": ["law", "code"]}


def tallies():
    rows = FacetTally.objects.values_list("locale_id", "source", "term", "amount")
    return {tuple(key): amount for *key, amount in rows if amount}


class CountingAgainstPython(TestCase):
    """Entries of two sources under terms of three vocabularies, and any choice among them."""

    @classmethod
    def setUpTestData(cls):
        chance = random.Random(7)  # noqa: S311
        cls.locale = get_locale()
        cls.terms = {(key, slug): TermFactory(vocabulary=key, slug=slug) for key in SLUGS for slug in SLUGS[key]}
        cls.rows = []
        for _number in range(40):
            keys = [key for key in cls.terms if chance.random() < 0.4]
            text, source = chance.choice(["Pain", "Vin"]), chance.choice(["solo", "service"])
            entry = EntryFactory(title=text, source=source, terms=[cls.terms[key] for key in keys])
            cls.rows.append((entry.translation_key, source, text, set(keys)))
        EntryFactory(locale=get_locale("en"), terms=cls.terms.values())

    @given(st.data())
    @settings(max_examples=80, deadline=None)
    def test_every_choice_counts_what_python_counts(self, data):
        subset = lambda values: data.draw(st.lists(st.sampled_from(values), max_size=2, unique=True))  # noqa: E731
        query = EntryQuery(
            locale=self.locale,
            sources=subset(["solo", "service"]),
            text=data.draw(st.sampled_from(["", "", "pain"])),
            terms={key: subset(slugs) for key, slugs in SLUGS.items()},
            excluding=data.draw(st.sampled_from([(), (), (self.rows[0][0],)])),
        )
        facets = query.facets(data.draw(st.permutations(["sector", "language", "skill"])))
        found = {(facet.vocabulary, value.slug): value.count for facet in facets for value in facet.values}
        assert query.count() == len(self.matching(query))
        assert {key: count for key, count in found.items() if count} == self.counts(query)

    def matching(self, query, skip=""):
        return [
            keys
            for key, source, text, keys in self.rows
            if (not query.sources or source in query.sources)
            and query.text in ("", text.lower())
            and key not in query.excluding
            and all(
                keys & {(vocabulary, slug) for slug in slugs}
                for vocabulary, slugs in query.terms.items()
                if vocabulary != skip
            )
        ]

    def counts(self, query):
        counts = {key: sum(key in keys for keys in self.matching(query, skip=key[0])) for key in self.terms}
        return {key: count for key, count in counts.items() if count}


def test_nothing_is_counted_twice_for_facets_alone(db, django_assert_num_queries):
    terms = [TermFactory(vocabulary=key, slug=slugs[0]) for key, slugs in SLUGS.items()]
    EntryFactory(terms=terms)
    for chosen, queries in ((0, 2), (1, 3), (2, 2), (3, 2)):
        query = EntryQuery(locale=get_locale(), terms={term.vocabulary: [term.slug] for term in terms[:chosen]})
        with django_assert_num_queries(queries):
            assert query.facets()
            assert query.count() == 1


def test_the_tallies_follow_whoever_writes(db):
    first, second = TermFactory(), TermFactory()
    entries = [EntryFactory(terms=[first, second]), EntryFactory(source="service", terms=[first])]
    EntryFactory(locale=get_locale("en"))
    assert tallies() == count_rows()
    Entry.objects.bulk_create(
        [Entry.objects.get(pk=entries[0].pk)],
        update_conflicts=True,
        unique_fields=["source", "translation_key", "locale"],
        update_fields=["title"],
    )
    EntryTerm.objects.filter(term=second).delete()
    assert tallies() == count_rows()
    with transaction.atomic():
        Term.objects.get(pk=first.pk).delete()
        transaction.set_rollback(True)
    assert tallies() == count_rows()
    first.delete()
    entries[0].delete()
    assert tallies() == count_rows()
    assert tallies()


def test_wrong_tallies_are_reported_then_corrected(site):
    site.solo()
    FacetTally.objects.update(amount=7)
    FacetTally.objects.create(locale=site.french, source="former", term=1, amount=-1)
    wrong = recount(dry_run=True)
    assert f"facets: {wrong} changed" in rebuild("--dry-run")
    assert f"facets: {wrong} changed" in rebuild()
    assert tallies() == count_rows()
    assert "The index was true." in rebuild()


@given(st.lists(st.integers(1, 1_000_000), unique=True))
def test_each_term_has_a_character_of_its_own(ids):
    text = term_chars(ids)
    assert [term_id(char) for char in text] == sorted(ids)
    assert text.encode().decode() == text


def test_the_characters_go_round_what_no_text_may_hold():
    around = [term_char(0xD700 + step) for step in range(-3, 3)]
    assert len(set(around)) == len(around)
    assert not any(0xD800 <= ord(char) < 0xE000 for char in itertools.chain(*around))
