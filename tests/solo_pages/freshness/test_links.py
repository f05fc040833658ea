"""The link of a letter: one button, for whom it was written and as long as it is good."""

import re

import pytest
from django.core import mail, signing

from portal.accounts.models import User
from solo_pages.freshness.confirming import confirm
from solo_pages.freshness.links import confirm_token
from solo_pages.freshness.recipients import Recipient, recipient_of
from solo_pages.models import SoloProfilePage
from tests.factories.site import publish


@pytest.fixture
def link(profile, run_command):
    run_command()
    return re.search(r"http://localhost(/\S+still-true/\S+)", mail.outbox[-1].body)[1]


def verified(profile):
    return SoloProfilePage.objects.get(pk=profile.pk).verified_on


def test_following_the_link_confirms_nothing_and_pressing_the_button_does(client, profile, link, today):
    before = verified(profile)
    for _scanner in range(3):
        response = client.get(link)
        client.head(link)
    assert response.status_code == 200
    assert 'method="post"' in response.content.decode()
    assert verified(profile) == before
    response = client.post(link)
    assert response.status_code == 302
    assert verified(profile) == today
    page = client.get(response["Location"])
    assert "Merci" in page.content.decode()
    assert client.post(link).status_code == 200, "a second press says the same"


def test_the_page_of_the_link_is_private_and_says_its_address_to_nobody(client, link):
    response = client.get(link)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"
    token = link.split("/")[-2]
    assert token not in re.sub(r"<nav.*?</nav>", "", response.content.decode(), flags=re.S)


def test_no_cookie_is_needed(profile, link, today):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link).status_code == 302
    assert verified(profile) == today


@pytest.mark.parametrize("token", ["x", "a:b:c", "Ω", "%00", "a" * 3000])
def test_a_forged_link_says_so_kindly(client, profile, token):
    response = client.get(f"/fr/compte/still-true/{token}/")
    assert response.status_code == 404
    assert "Ce lien ne fonctionne pas" in response.content.decode()
    assert client.post(f"/fr/compte/still-true/{token}/").status_code == 404


def test_a_link_of_another_purpose_is_none(client, profile, link):
    recipient = recipient_of(profile)
    other = signing.dumps([profile.translation_key.hex, recipient.seal], salt="another purpose")
    assert client.post(f"/fr/compte/still-true/{other}/").status_code == 404


def test_a_link_is_good_for_its_reader_only(client, profile, link):
    stranger = confirm_token(profile, Recipient("stranger@example.org", "fr"))
    assert client.post(f"/fr/compte/still-true/{stranger}/").status_code == 404
    profile.owner = User.objects.create_user("new@solo.example", "secret")
    profile.save()
    assert client.post(link).status_code == 404, "the profile has another owner by now"


def test_an_expired_link_confirms_nothing_and_sends_a_new_letter(
    client, profile, link, settings, django_capture_on_commit_callbacks
):
    settings.SOLO_PAGES = {"FRESHNESS_LINK_DAYS": 0}
    before = verified(profile)
    response = client.get(link)
    assert response.status_code == 410
    assert "trop ancien" in response.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(link).status_code == 200
    assert verified(profile) == before
    assert [letter.to for letter in mail.outbox] == [["marie@solo.example"]] * 2
    client.post(link)
    assert client.post(link).status_code == 429


def test_the_link_of_a_page_that_was_confirmed_meanwhile_says_when(client, profile, link, settings):
    confirm(SoloProfilePage.objects.get(pk=profile.pk))
    settings.SOLO_PAGES = {"FRESHNESS_LINK_DAYS": 0}
    assert "Merci" in client.get(link).content.decode()


def test_the_link_of_a_page_that_is_gone_is_told_like_a_forged_one(client, profile, link):
    for page in SoloProfilePage.objects.all():
        page.unpublish()
    assert client.get(link).status_code == 404


def test_a_letter_speaks_the_language_its_reader_chose(site, months_ago, run_command, client):
    from wagtail.users.models import UserProfile

    owner = User.objects.create_user("tom@solo.example", "secret")
    UserProfile.objects.create(user=owner, preferred_language="en")
    publish(site.solo("Tom", owner=owner, verified_on=months_ago(13)))
    run_command()
    [letter] = mail.outbox
    assert "is your page still true?" in letter.subject
    assert "/en/account/still-true/" in letter.body


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_page_of_the_link_costs_few_queries(client, profile, link, code, django_assert_max_num_queries):
    path = link if code == "fr" else link.replace("/fr/compte/", "/en/account/")
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200
