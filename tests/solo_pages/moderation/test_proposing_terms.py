"""A solo names what the taxonomy lacks; what it has is simply chosen."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory_blocks.models import Term
from portal.accounts.models import User
from solo_pages.models import TermProposal
from solo_pages.moderation.proposals import key_of, propose_terms
from tests.factories.site import make_term
from tests.factories.solo_pages import SoloProfilePageFactory


@pytest.fixture
def anna(db):
    return User.objects.create_user("anna@example.org")


@pytest.fixture
def page(site, anna):
    return site.solo("Anna", owner=anna)


def pending():
    return list(TermProposal.objects.pending().values_list("name", flat=True))


def test_a_new_name_waits_for_a_moderator(page, anna):
    proposed = propose_terms(page, anna, "skill", ["  Vannerie\n d’osier "])
    assert proposed.terms == []
    [proposal] = proposed.proposals
    assert (proposal.name, proposal.proposed_by, proposal.state) == ("Vannerie d’osier", anna, "pending")


@pytest.mark.parametrize("typed", ["Édition", "edition", "ÉDITION", " édition "])
def test_a_term_that_exists_is_chosen_whatever_its_case_and_accents(page, anna, typed):
    term = make_term("Édition", "publishing", vocabulary="skill")
    assert propose_terms(page, anna, "skill", [typed]) == ([term], [])
    assert pending() == []


def test_a_term_is_known_by_its_name_in_another_language(site, page, anna):
    term = make_term("Apiculture", "beekeeping", vocabulary="skill")
    english = term.copy_for_translation(site.english)
    english.name = "Beekeeping"
    english.save()
    assert propose_terms(page, anna, "skill", ["beekeeping"]).terms == [term]


def test_the_same_name_of_another_vocabulary_is_not_taken(page, anna):
    make_term("Vannerie", "basketry", vocabulary="sector")
    assert len(propose_terms(page, anna, "skill", ["Vannerie"]).proposals) == 1


def test_proposing_again_makes_nothing_twice_and_what_is_no_longer_wanted_is_withdrawn(page, anna):
    propose_terms(page, anna, "skill", ["Vannerie", "Ferronnerie"])
    propose_terms(page, anna, "skill", ["VANNERIE", "vannerie", "Dorure"])
    assert pending() == ["Vannerie", "Dorure"]
    propose_terms(page, anna, "sector", [])
    assert pending() == ["Vannerie", "Dorure"]
    propose_terms(page, anna, "skill", [])
    assert pending() == []


def test_nothing_is_kept_of_names_without_a_letter_or_of_too_many(page, anna):
    assert propose_terms(page, anna, "skill", ["", "  ", "\x00\n"]) == ([], [])
    with pytest.raises(ValidationError, match="10"):
        propose_terms(page, anna, "skill", [f"Métier {n}" for n in range(11)])
    with pytest.raises(ValidationError, match="100"):
        propose_terms(page, anna, "skill", ["x" * 101])
    assert pending() == []
    with pytest.raises(ValueError, match="category"):
        propose_terms(page, anna, "category", ["Poste"])


class AnyNamesTests(TestCase):
    """Whatever is typed."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.text(max_size=30), max_size=8))
    def test_each_name_is_proposed_once_at_most_and_proposing_again_changes_nothing(self, names):
        page = SoloProfilePageFactory(slug="anna")
        first = propose_terms(page, None, "skill", names)
        again = propose_terms(page, None, "skill", names)
        assert {one.pk for one in first.proposals} == {one.pk for one in again.proposals}
        keys = [one.key for one in again.proposals]
        assert len(keys) == len(set(keys)) == len({key_of(name) for name in names if key_of(name)})
        assert not Term.objects.exists()
