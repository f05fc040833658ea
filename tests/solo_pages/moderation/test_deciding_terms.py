"""A moderator takes a proposed term up, uses another, or declines; once."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from directory_blocks.models import Term
from solo_pages.models import Letter, TermProposal
from solo_pages.moderation.decisions import profile_of
from solo_pages.moderation.proposals import propose_terms
from tests.factories.site import make_term

from .conftest import reread, submit


@pytest.fixture
def moderator(client, maud):
    client.force_login(maud)
    return client


@pytest.fixture
def proposal(profile, solo):
    return propose_terms(profile, solo, "skill", ["Vannerie d’osier"]).proposals[0]


def decide(client, proposal, decision, **given):
    return client.post(reverse("solo_reviews:term", args=[proposal.pk]), {"decision": decision, **given})


def skills(page):
    return sorted(term.name for term in reread(page).skills.all())


def drafted_skills(page):
    return sorted(term.name for term in reread(page).get_latest_revision_as_object().skills.all())


def test_what_is_taken_up_is_published_with_the_approval(moderator, profile, solo, proposal, maud):
    submit(profile, solo, headline="Elle tresse")
    review = reverse("solo_reviews:review", args=[profile.pk])
    assert "Vannerie d’osier" in moderator.get(review).content.decode()
    response = decide(moderator, proposal, "accept", name="Vannerie", next=review)
    assert response.url == review
    term = Term.objects.get(vocabulary="skill", name="Vannerie")
    assert (term.slug, term.locale.language_code) == ("vannerie", "fr")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.term, proposal.decided_by) == ("accepted", term, maud)
    assert skills(profile) == ["Sous-titrage"]
    assert reread(profile).current_workflow_task_state.revision == reread(profile).latest_revision
    moderator.post(review, {"decision": "approve", "seen": profile_of(profile).seen})
    assert skills(profile) == ["Sous-titrage", "Vannerie"]
    assert reread(profile).headline == "Elle tresse"
    letter = Letter.objects.filter(recipient="marie@example.org").get()
    assert "Vannerie" in letter.text
    assert PageLogEntry.objects.filter(page=profile.pk, action="solo_pages.add_term", user=maud).exists()


def test_a_name_that_exists_already_becomes_that_term(moderator, profile, proposal):
    term = make_term("Osiériculture", "wicker", vocabulary="skill")
    decide(moderator, proposal, "accept", name="OSIERICULTURE")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.term) == ("merged", term)


def test_an_existing_term_is_used_instead(moderator, profile, solo, proposal):
    submit(profile, solo)
    term = make_term("Artisanat", "crafts", vocabulary="skill")
    decide(moderator, proposal, "use", term=term.pk)
    assert drafted_skills(profile) == ["Artisanat", "Sous-titrage"]


def test_a_declined_term_changes_nothing_but_is_told(moderator, profile, solo, proposal):
    before = reread(profile).latest_revision_id
    decide(moderator, proposal, "decline")
    assert reread(profile).latest_revision_id == before
    assert not Term.objects.filter(name__icontains="vannerie").exists()
    assert TermProposal.objects.untold().count() == 1


def test_a_term_for_a_profile_that_waits_for_nothing_is_public_at_once_and_told(moderator, profile, proposal):
    decide(moderator, proposal, "accept", name="Vannerie")
    assert "Vannerie" in skills(profile)
    [letter] = Letter.objects.filter(recipient="marie@example.org")
    assert "Vannerie" in letter.text
    assert not reread(profile).has_unpublished_changes


def test_a_word_of_another_language_is_the_name_in_that_language(moderator, site, solo, auch):
    english = site.solo("Jane", parent=site.english_section, locale=site.english, owner=solo, live=False)
    [proposal] = propose_terms(english, solo, "skill", ["Beekeeping"]).proposals
    decide(moderator, proposal, "accept", name="Apiculture")
    term = Term.objects.get(name="Apiculture")
    assert term.get_translation(site.english).name == "Beekeeping"
    assert drafted_skills(english) == ["Apiculture"]


@pytest.mark.parametrize(
    ("decision", "given"),
    [
        ("accept", {"name": ""}),
        ("accept", {"name": "x" * 101}),
        ("accept", {"name": "\u200b"}),
        ("use", {"term": ""}),
        ("use", {"term": "999999"}),
        ("use", {"term": "x"}),
        ("", {}),
        ("burn", {}),
    ],
)
def test_a_bad_decision_is_said_and_nothing_happens(moderator, proposal, decision, given):
    response = decide(moderator, proposal, decision, **given)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.is_pending


def test_a_term_of_another_vocabulary_is_not_taken(moderator, proposal):
    assert decide(moderator, proposal, "use", term=make_term("Conseil", "advice").pk).status_code == 422


def test_the_second_to_decide_is_told(moderator, proposal):
    decide(moderator, proposal, "decline")
    response = decide(moderator, proposal, "accept", name="Vannerie")
    assert response.status_code == 409
    assert not Term.objects.filter(name="Vannerie").exists()


def test_slugs_of_terms_never_collide(moderator, profile, solo):
    make_term("Bois", "bois", vocabulary="skill")
    first, second = propose_terms(profile, solo, "skill", ["Bois !", "木"]).proposals
    decide(moderator, first, "accept", name="Bois !")
    decide(moderator, second, "accept", name="木")
    assert set(Term.objects.filter(name__in=["Bois !", "木"]).values_list("slug", flat=True)) == {"bois-2", "skill"}


def test_the_list_is_for_those_who_publish(moderator, client, proposal, solo):
    response = moderator.get(reverse("solo_reviews:terms"), {"state": "pending", "q": "osier"})
    assert [one.name for one in response.context["object_list"]] == ["Vannerie d’osier"]
    assert not moderator.get(reverse("solo_reviews:terms"), {"state": "declined"}).context["object_list"]
    client.force_login(solo)
    assert client.get(reverse("solo_reviews:terms")).status_code == 302
    assert decide(client, proposal, "decline").status_code == 302
    proposal.refresh_from_db()
    assert proposal.is_pending


def test_nobody_is_sent_to_another_site(moderator, proposal):
    response = decide(moderator, proposal, "decline", next="https://evil.example/")
    assert response.url == reverse("solo_reviews:terms")


def test_a_profile_that_was_deleted_takes_its_proposals_along(profile, proposal):
    Page.objects.get(pk=profile.pk).delete()
    assert not TermProposal.objects.exists()
