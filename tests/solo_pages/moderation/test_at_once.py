"""Two people at the very same time: one of them is told. Only where rows can be locked; SQLite has writers queue."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from solo_pages.invitations.claiming import accept_claim, claim
from solo_pages.invitations.inviting import accept, invite
from solo_pages.invitations.refusals import RefusedError
from solo_pages.models import Letter, SoloProfilePage
from solo_pages.moderation.decisions import NotWaitingError, approve, profile_of, send_back
from solo_pages.moderation.proposals import propose_terms
from solo_pages.moderation.term_decisions import DecidedError
from solo_pages.moderation.term_decisions import accept as take_up

from .conftest import person, reread, submit

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite locks the whole database."),
]


@pytest.fixture(autouse=True)
def committed(transactional_db):
    """What the threads are to see is committed."""


def at_once(*actions):
    """Run each in a thread of its own, all at the same moment; gives what was returned or raised."""
    barrier = Barrier(len(actions))

    def run(action):
        try:
            barrier.wait(timeout=20)
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_of_two_reviewers_one_decides(profile, solo, maud, rene):
    submit(profile, solo, headline="Elle traduit tout")
    Letter.objects.all().delete()
    seen = profile_of(profile).seen
    results = at_once(
        lambda: approve(reread(profile), maud, seen=seen),
        lambda: send_back(reread(profile), rene, seen=seen, comment="Non."),
    )
    assert [type(result) for result in results if result is not None] == [NotWaitingError]
    assert (reread(profile).headline == "Elle traduit tout") == (results[0] is None)


def test_of_two_claims_one_is_granted(profile, maud, rene, site):
    SoloProfilePage.objects.filter(pk=profile.pk).update(owner=None)
    claims = [claim(reread(profile), person(f"{name}@example.org"), "C’est bien moi.") for name in ("anna", "bob")]
    results = at_once(lambda: accept_claim(claims[0], maud), lambda: accept_claim(claims[1], rene))
    refused = [result for result in results if isinstance(result, RefusedError)]
    [granted] = [result for result in results if not isinstance(result, Exception)]
    assert len(refused) == 1
    assert reread(profile).owner == granted.person


def test_one_person_does_not_get_two_profiles(profile, maud, site):
    SoloProfilePage.objects.filter(pk=profile.pk).update(owner=None)
    other, anna = site.solo("Autre", owner=None), person("anna@example.org")
    sent = [invite(one, maud, email="x@example.org", language="fr") for one in (reread(profile), other)]
    results = at_once(*(lambda one=one: accept(one, anna) for one in sent))
    assert sum(isinstance(result, RefusedError) for result in results) == 1
    assert SoloProfilePage.objects.filter(owner=anna).count() == 1


def test_a_proposal_becomes_one_term(profile, solo, maud, rene):
    [proposal] = propose_terms(profile, solo, "skill", ["Vannerie"]).proposals
    results = at_once(lambda: take_up(proposal, maud, "Vannerie"), lambda: take_up(proposal, rene, "Osier"))
    assert sum(isinstance(result, DecidedError) for result in results) == 1
    assert reread(profile).skills.count() == 2
