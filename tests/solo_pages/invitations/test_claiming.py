"""Somebody asks for the profile that is about them; a moderator decides, once."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from solo_pages.invitations.claiming import accept_claim, claim, decline_claim
from solo_pages.invitations.inviting import invite
from solo_pages.invitations.refusals import HasKeeperError, NotOpenError
from solo_pages.models import Claim, Invitation, Letter

from .conftest import owners, person

MESSAGE = "C’est moi, Élie a écrit ma fiche au marché."


def ask_url(page):
    with translation.override("fr"):
        return reverse("solo_invitations:claim", args=[page.pk])


def ask(client, page, message=MESSAGE):
    return client.post(ask_url(page), {"message": message})


def decide(client, made, decision, words=""):
    return client.post(reverse("solo_requests:claim", args=[made.pk]), {"decision": decision, "words": words})


def letters_to(user):
    return list(Letter.objects.filter(recipient=user.email).order_by("pk"))


def test_every_profile_leads_its_person_to_where_it_is_changed(client, page):
    assert ask_url(page) in client.get(page.url).content.decode()


def test_asking_needs_an_account(client, page):
    response = client.get(ask_url(page))
    assert response.status_code == 302
    assert f"next={ask_url(page)}" in response.url
    assert ask(client, page).status_code == 302
    assert not Claim.objects.exists()


def test_the_solo_is_led_to_their_account_and_nobody_else_learns_who_keeps_it(client, page, anna, bob):
    Page.objects.filter(translation_key=page.translation_key).update(owner=anna)
    client.force_login(anna)
    assert client.get(ask_url(page)).status_code == 302
    client.force_login(bob)
    response = client.get(ask_url(page))
    assert "anna" not in response.content.decode().lower()
    assert ask(client, page).status_code == 200
    assert not Claim.objects.exists()


def test_moderators_are_told_and_hand_the_profile_over(client, page, anna, moderator, editor):
    client.force_login(anna)
    assert ask(client, page).status_code == 302
    made = Claim.objects.get()
    [letter] = letters_to(moderator)
    assert MESSAGE in letter.text
    assert reverse("solo_requests:claim", args=[made.pk]) in letter.text
    assert letters_to(editor) == []
    client.force_login(moderator)
    assert "anna@example.org" in client.get(reverse("solo_requests:claim", args=[made.pk])).content.decode()
    assert decide(client, made, "accept", "À bientôt").status_code == 302
    assert owners(page) == {"anna@example.org"}
    [answer] = letters_to(anna)
    assert "À bientôt" in answer.text
    made.refresh_from_db()
    assert (made.state, made.decided_by) == ("accepted", moderator)


def test_declining_needs_words_which_the_person_reads(client, page, anna, moderator):
    made = claim(page, anna, MESSAGE)
    client.force_login(moderator)
    assert decide(client, made, "decline").status_code == 422
    assert decide(client, made, "decline", "Appelez-nous <b>demain</b>.").status_code == 302
    assert "Appelez-nous <b>demain</b>." in letters_to(anna)[0].text
    assert owners(page) == {"elie@example.org"}
    client.force_login(anna)
    assert "Appelez-nous &lt;b&gt;demain" in client.get(ask_url(page)).content.decode()


def test_of_two_claims_one_is_granted(client, page, anna, bob, moderator):
    first, second = claim(page, anna, MESSAGE), claim(page, bob, MESSAGE)
    client.force_login(moderator)
    assert "Bob" in client.get(reverse("solo_requests:claim", args=[first.pk])).content.decode()
    decide(client, first, "accept")
    assert decide(client, second, "accept").status_code == 409
    assert owners(page) == {"anna@example.org"}
    second.refresh_from_db()
    assert second.is_pending
    assert decide(client, second, "decline", "Le profil est à quelqu’un d’autre.").status_code == 302


def test_a_claim_is_decided_once(page, anna, moderator):
    made = claim(page, anna, MESSAGE)
    decline_claim(made, moderator, "Non.")
    with pytest.raises(NotOpenError):
        accept_claim(made, moderator)
    assert owners(page) == {"elie@example.org"}
    assert len(letters_to(anna)) == 1


def test_asking_twice_is_asking_once(client, page, anna, moderator):
    client.force_login(anna)
    ask(client, page)
    ask(client, page)
    assert Claim.objects.count() == 1
    assert len(letters_to(moderator)) == 1


def test_nobody_asks_for_one_profile_after_the_other(client, page, anna, site, settings):
    settings.SOLO_PAGES = {"CLAIMS_PER_HOUR": 1}
    other = site.solo("Autre", owner=None)
    client.force_login(anna)
    ask(client, page)
    response = ask(client, other)
    assert response.status_code == 429
    assert MESSAGE.replace("’", "’") in response.content.decode()
    assert Claim.objects.count() == 1


@pytest.mark.parametrize("message", ["", "moi", "x" * 2001, "\x00" * 20])
def test_a_bad_message_is_said_and_kept(client, page, anna, message):
    client.force_login(anna)
    assert ask(client, page, message).status_code == 422
    assert not Claim.objects.exists()


def test_who_keeps_a_profile_asks_for_no_other(client, page, anna, site):
    site.solo("Anna", owner=anna)
    client.force_login(anna)
    response = ask(client, page)
    assert response.status_code == 409
    assert not Claim.objects.exists()


def test_a_profile_that_the_public_does_not_see_cannot_be_asked_for(client, page, anna, moderator):
    page.unpublish()
    client.force_login(anna)
    assert client.get(ask_url(page)).status_code == 404
    with pytest.raises(HasKeeperError):
        claim(page, anna, MESSAGE)


def test_a_claim_settles_the_invitation_of_the_profile(page, anna, moderator, editor):
    invite(page, editor, email="x@example.org", language="fr")
    accept_claim(claim(page, anna, MESSAGE), moderator)
    assert Invitation.objects.get().state == "revoked"


def test_only_who_publishes_decides(client, page, anna, editor):
    made = claim(page, anna, MESSAGE)
    onlooker = person("cyril@example.org")
    for user in (anna, editor, onlooker):
        client.force_login(user)
        assert decide(client, made, "accept").status_code == 302
        assert client.get(reverse("solo_requests:claims")).status_code == 302
    made.refresh_from_db()
    assert made.is_pending


def test_claims_are_listed_by_state(client, page, anna, bob, moderator):
    decline_claim(claim(page, anna, MESSAGE), moderator, "Non.")
    claim(page, bob, MESSAGE)
    client.force_login(moderator)

    def listed(state):
        found = client.get(reverse("solo_requests:claims"), {"state": state}).context["object_list"]
        return [one.person.first_name for one in found]

    assert listed("pending") == ["Bob"]
    assert listed("declined") == ["Anna"]
    assert "(1)" in client.get(reverse("wagtailadmin_home")).content.decode()
