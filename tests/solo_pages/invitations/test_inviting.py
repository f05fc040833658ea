"""An editor invites the person of a profile; whoever holds the link keeps it, once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageLogEntry

from solo_pages.invitations.inviting import accept, digest_of, find, invite, invite_again, revoke
from solo_pages.invitations.refusals import HasKeeperError, KeepsAnotherError, NotOpenError, RefusedError
from solo_pages.models import Invitation, Letter

from .conftest import owners, person

SECRET = re.compile(r"/invitation/([\w-]{40,})/")


def send(page, editor, **kwargs):
    given = {"email": "marie@mail.example", "language": "fr", "words": "Bienvenue !", **kwargs}
    return invite(page, editor, **given)


def last_link():
    letter = Letter.objects.filter(recipient="marie@mail.example").latest("pk")
    return re.search(r"https?://\S+/invitation/\S+", letter.text)[0].replace("http://localhost", "")


def in_french(name, *args):
    with translation.override("fr"):
        return reverse(name, args=args)


def follow(client, link):
    return client.get(link, follow=True)


def button(client):
    return client.post(in_french("solo_invitations:invitation"), follow=True)


def test_the_letter_has_the_editors_words_and_a_link_of_which_only_a_digest_is_kept(page, editor):
    invitation = send(page, editor)
    letter = Letter.objects.get()
    assert (letter.recipient, letter.language) == ("marie@mail.example", "fr")
    assert "Bienvenue !" in letter.text
    assert "Élie Rédacteur" in letter.text
    token = SECRET.search(letter.text)[1]
    assert invitation.digest == digest_of(token)
    assert token not in str(Invitation.objects.values_list().get())
    assert PageLogEntry.objects.filter(page=page.pk, action="solo_pages.invite", user=editor).exists()


def test_an_english_letter_leads_to_the_english_pages(page, editor):
    send(page, editor, language="en")
    letter = Letter.objects.get()
    assert "/en/account/invitation/" in letter.text
    assert "/en/directory/marie/" in letter.text


def test_the_secret_leaves_the_address_at_once(client, page, editor):
    send(page, editor)
    response = client.get(last_link())
    assert response.status_code == 302
    assert response.url == in_french("solo_invitations:invitation")
    assert "no-store" in response["Cache-Control"]
    assert SECRET.search(last_link())[1] not in str(dict(client.session))


def test_somebody_without_an_account_sees_the_profile_and_comes_back_after_logging_in(client, page, editor, anna):
    send(page, editor)
    response = follow(client, last_link())
    text = response.content.decode()
    assert "Marie Dupont" in text
    assert "noindex" in response["X-Robots-Tag"]
    login = client.post(in_french("solo_invitations:invitation"))
    assert login.status_code == 302
    assert "next=" + in_french("solo_invitations:invitation") in login.url
    assert client.login(username="anna@example.org", password="secret")
    button(client)
    assert owners(page) == {"anna@example.org"}


def test_accepting_makes_the_person_the_owner_in_every_language(client, page, editor, anna):
    invitation = send(page, editor)
    client.force_login(anna)
    follow(client, last_link())
    button(client)
    assert owners(page) == {"anna@example.org"}
    invitation.refresh_from_db()
    assert invitation.state == "used"
    assert invitation.used_by == anna
    assert "solo_invitation" not in client.session
    entry = PageLogEntry.objects.get(action="solo_pages.hand_over")
    assert (entry.page_id, entry.user) == (page.pk, anna)
    assert "anna@example.org" not in str(entry.data)
    assert Letter.objects.filter(recipient="anna@example.org", subject__contains="profil").count() == 1


def test_a_link_works_once(client, page, editor, anna, bob):
    send(page, editor)
    link = last_link()
    client.force_login(anna)
    follow(client, link)
    button(client)
    client.force_login(bob)
    assert follow(client, link).status_code == 410
    assert button(client).status_code == 410
    assert owners(page) == {"anna@example.org"}


@pytest.mark.parametrize("how", ["expired", "revoked", "forged", "replaced"])
def test_a_link_that_cannot_be_used_says_so_kindly_and_offers_the_way_on(client, page, editor, anna, how):
    invitation = send(page, editor)
    link = last_link()
    if how == "expired":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        revoke(invitation, editor)
    elif how == "replaced":
        invite_again(invitation, editor)
    else:
        link = in_french("solo_invitations:open", "x" * 43)
    client.force_login(anna)
    for response in (follow(client, link), button(client)):
        assert response.status_code == (404 if how == "forged" else 410)
        if how != "forged":
            assert in_french("solo_invitations:claim", page.pk) in response.content.decode()
    assert owners(page) == {"elie@example.org"}
    if how == "replaced":
        follow(client, last_link())
        button(client)
        assert owners(page) == {"anna@example.org"}


@pytest.mark.parametrize("token", ["é" * 50, "%00", "a" * 5000, "..", "<script>"])
def test_any_token_is_answered(client, db, token):
    assert follow(client, f"/fr/compte/invitation/{token}/").status_code == 404


def test_without_a_link_there_is_no_invitation(client, db):
    assert client.get(in_french("solo_invitations:invitation")).status_code == 404


def test_one_person_keeps_one_profile(client, page, editor, anna, site):
    other = site.solo("Anna Autre", owner=anna)
    send(page, editor)
    client.force_login(anna)
    assert "Anna Autre" in follow(client, last_link()).content.decode()
    response = button(client)
    assert response.status_code == 409
    assert owners(page) == {"elie@example.org"}
    assert owners(other) == {"anna@example.org"}
    assert Invitation.objects.get().state == "open"


def test_a_profile_that_has_a_solo_is_not_offered_to_another(page, editor, anna, bob):
    invitation = send(page, editor)
    Page.objects.filter(translation_key=page.translation_key).update(owner=anna)
    with pytest.raises(HasKeeperError):
        accept(invitation, bob)
    with pytest.raises(HasKeeperError):
        send(page, editor)


def test_a_closed_account_gets_nothing(page, editor, anna):
    invitation = send(page, editor)
    anna.is_active = False
    anna.save()
    with pytest.raises(RefusedError):
        accept(invitation, anna)


def test_the_profile_of_an_editor_whose_account_was_closed_is_still_nobodys(page, editor, moderator, anna):
    editor.is_active = False
    editor.save()
    accept(send(page, moderator), anna)
    assert owners(page) == {"anna@example.org"}


def test_an_editor_invites_in_the_admin(client, page, editor):
    client.force_login(editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    address = reverse("solo_requests:invite", args=[page.pk])
    assert address in edit.content.decode()
    assert page.email in client.get(address).content.decode()
    response = client.post(address, {"email": "marie@mail.example", "language": "fr", "words": ""})
    assert response.status_code == 302
    listing = client.get(reverse("solo_requests:invitations"), {"state": "open"})
    assert "marie@mail.example" in listing.content.decode()
    assert client.get(reverse("solo_requests:invitations"), {"state": "expired"}).context["object_list"].count() == 0


@pytest.mark.parametrize(
    "given",
    [
        {"email": "nobody", "language": "fr"},
        {"email": "", "language": "fr"},
        {"email": "a@example.org", "language": "xx"},
        {"email": "a@example.org", "language": "fr", "words": "x" * 2001},
        {"email": "a@example.org\nBcc: b@example.org", "language": "fr"},
    ],
)
def test_a_form_that_cannot_be_sent_keeps_what_was_typed(client, page, editor, given):
    client.force_login(editor)
    response = client.post(reverse("solo_requests:invite", args=[page.pk]), given)
    assert response.status_code == 422
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_an_invitation_is_sent_again_or_revoked_in_the_admin(client, page, editor):
    invitation = send(page, editor)
    client.force_login(editor)
    client.post(reverse("solo_requests:invite_again", args=[invitation.pk]))
    assert [one.state for one in Invitation.objects.order_by("pk")] == ["revoked", "open"]
    new = Invitation.objects.latest("pk")
    client.post(reverse("solo_requests:revoke", args=[new.pk]))
    new.refresh_from_db()
    assert new.state == "revoked"
    assert client.get(reverse("solo_requests:revoke", args=[new.pk])).status_code == 405
    client.post(reverse("solo_requests:revoke", args=[new.pk]), follow=True)


def test_the_buttons_of_the_list_prove_where_they_come_from(page, editor):
    invitation = send(page, editor)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    listing = client.get(reverse("solo_requests:invitations")).content.decode()
    address = reverse("solo_requests:revoke", args=[invitation.pk])
    token = re.search(rf'action="{address}"><input type="hidden" name="csrfmiddlewaretoken" value="(\w+)"', listing)[1]
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 302
    assert Invitation.objects.get().state == "revoked"


def test_who_may_not_change_the_profile_invites_nobody(client, page, editor, anna):
    invitation = send(page, editor)
    onlooker = person("cyril@example.org")
    onlooker.user_permissions.set(editor.groups.get().permissions.all())
    for user in (anna, onlooker):
        client.force_login(user)
        for name, target in (("invite", page), ("invite_again", invitation), ("revoke", invitation)):
            address = reverse(f"solo_requests:{name}", args=[target.pk])
            assert client.post(address, {"email": "x@example.org", "language": "fr"}).status_code == 302
        assert client.get(reverse("solo_requests:invitations")).status_code == 302
    assert Invitation.objects.get().state == "open"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["invite", "again", "revoke", "expire", "anna", "bob"]), max_size=8))
def test_whatever_happens_a_profile_has_one_open_invitation_at_most_and_one_solo(page, editor, anna, bob, steps):
    Invitation.objects.all().delete()
    Page.objects.filter(translation_key=page.translation_key).update(owner=editor)
    page.refresh_from_db()
    keepers = []
    for step in steps:
        last = Invitation.objects.order_by("-pk").first()
        try:
            if step == "invite":
                send(page, editor)
            elif step == "expire":
                Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
            elif last is not None and step == "again":
                invite_again(last, editor)
            elif last is not None and step == "revoke":
                revoke(last, editor)
            elif last is not None:
                accept(find(last.digest), {"anna": anna, "bob": bob}[step])
                keepers.append(step)
        except (NotOpenError, HasKeeperError, KeepsAnotherError):
            pass
        assert Invitation.objects.unsettled().count() <= 1
    assert len(keepers) <= 1
    assert owners(page) == ({f"{keepers[0]}@example.org"} if keepers else {"elie@example.org"})
