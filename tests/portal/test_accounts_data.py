"""Taking one's data away, deleting the account, and what is forgotten by itself."""

from datetime import timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from solo_pages.models import AccountClosure
from tests.factories.portal import Portal

from .accounts import EMAIL, PASSWORD, last_letter, log_in, logged_in, make_user, sign_up


@pytest.fixture
def mine(client: Client, portal: Portal) -> Client:
    make_user()
    log_in(client, address="/fr/compte/login/")
    return client


def confirm(client: Client, wanted: str) -> object:
    """Type the password on the page that asks for it."""
    asked = client.get(wanted)
    assert asked["Location"].startswith("/fr/compte/reauthenticate/")
    return client.post(asked["Location"], {"password": PASSWORD, "next": wanted})


def test_the_download_asks_who_is_there_and_gives_a_zip(mine: Client) -> None:
    answer = confirm(mine, "/fr/compte/data/download/")
    answer = mine.get(answer["Location"])

    assert answer["Content-Type"] == "application/zip"
    assert "mes-donnees-" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
    assert "data.json" in ZipFile(BytesIO(b"".join(answer.streaming_content))).namelist()


def test_deleting_asks_who_is_there_and_ends_every_session(mine: Client) -> None:
    log_in(other := Client())
    answer = confirm(mine, "/fr/compte/data/delete/")
    page = mine.get(answer["Location"])
    assert "Supprimer mon compte" in page.content.decode()
    assert AccountClosure.objects.count() == 0

    answer = mine.post("/fr/compte/data/delete/")

    assert answer["Location"] == "/fr/compte/data/deleted/"
    assert mine.get(answer["Location"]).status_code == 200
    assert not logged_in(mine)
    assert not logged_in(other)
    assert not UserSession.objects.exists()
    assert last_letter().subject == "Votre compte est fermé ; ce courriel permet de le rouvrir"


def test_nothing_is_deleted_without_the_password(mine: Client) -> None:
    answer = mine.post("/fr/compte/data/delete/")

    assert answer["Location"].startswith("/fr/compte/reauthenticate/")
    assert mine.post(answer["Location"], {"password": "faux"}).status_code == 422
    assert not AccountClosure.objects.exists()


def test_old_sessions_do_not_come_back_with_the_account(mine: Client) -> None:
    log_in(other := Client())
    confirm(mine, "/fr/compte/data/delete/")
    mine.post("/fr/compte/data/delete/")
    link = last_letter().text.split("http://testserver")[1].split()[0]

    answer = Client().post(link, follow=True)

    assert "Votre compte est rouvert" in answer.content.decode()
    assert not logged_in(other)
    assert log_in(Client()).status_code == 302


def test_somebody_who_may_do_everything_stays(client: Client, portal: Portal) -> None:
    User.objects.create_superuser(EMAIL, PASSWORD)
    log_in(client)
    client.post("/fr/compte/reauthenticate/", {"password": PASSWORD})

    assert client.post("/fr/compte/data/delete/").status_code == 403
    assert "Supprimer mon compte" not in client.get("/fr/compte/data/").content.decode()


def test_a_sign_up_that_nobody_confirmed_is_forgotten(portal: Portal, settings) -> None:
    sign_up(Client())
    sign_up(Client(), email="recente@example.org")
    sign_up(Client(), email="invitee@example.org")
    User.objects.get(email="invitee@example.org").groups.add(Group.objects.get(name="Advisers"))
    make_user("connue@example.org", date_joined=timezone.now() - timedelta(days=400))
    long_ago = timezone.now() - timedelta(days=8)
    User.objects.filter(email__in=[EMAIL, "invitee@example.org"]).update(date_joined=long_ago)
    out = StringIO()

    call_command("apply_retention", stdout=out)

    assert "sign-ups never confirmed: 1 erased." in out.getvalue()
    left = {"recente@example.org", "connue@example.org", "invitee@example.org"}
    assert set(User.objects.values_list("email", flat=True)) == left
    assert not EmailAddress.objects.filter(email=EMAIL).exists()


def test_sessions_past_their_time_leave_no_trace(mine: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    call_command("apply_retention", stdout=StringIO())

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
