"""Closing an account, and coming back."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from portal.accounts.models import User
from solo_pages.models import AccountClosure, Letter, SoloProfilePage
from solo_pages.moderation.workflow import workflow_for
from solo_pages.personal_data.closing import close_account, find_closure, reopen_account

from .conftest import EMAIL, Person


def link_of(letter: Letter) -> str:
    return re.search(r"http://testserver(/\S+)", letter.text)[1]


def test_the_profile_goes_offline_and_nobody_gets_in(person: Person, asked, client: Client) -> None:
    url = person.page.url

    close_account(person.user, asked)

    assert client.get(url).status_code == 404
    assert not SoloProfilePage.objects.live().filter(translation_key=person.page.translation_key).exists()
    assert not client.login(username=EMAIL, password="une phrase simple")


def test_a_waiting_change_is_taken_back(person: Person, asked) -> None:
    workflow_for(person.page).start(person.page, person.user)

    close_account(person.user, asked)

    assert Page.objects.get(pk=person.page.pk).current_workflow_state is None


def test_a_second_press_of_the_button_changes_nothing(person: Person, asked) -> None:
    first = close_account(person.user, asked)

    assert close_account(person.user, asked) == first
    assert Letter.objects.filter(recipient=EMAIL, subject__startswith="Votre compte est fermé").count() == 1


def test_the_link_of_the_mail_brings_back_what_was_published_and_only_that(
    person: Person, asked, client: Client
) -> None:
    close_account(person.user, asked)
    link = link_of(Letter.objects.get(subject__startswith="Votre compte est fermé"))

    assert client.get(link).status_code == 200
    assert not User.objects.get(email=EMAIL).is_active
    assert client.post(link).status_code == 302

    assert User.objects.get(email=EMAIL).is_active
    page = SoloProfilePage.objects.get(pk=person.page.pk)
    assert page.live
    assert "brouillon" not in page.presentation
    assert "brouillon" in page.get_latest_revision_as_object().presentation
    assert SoloProfilePage.objects.get(pk=person.english.pk).live


def test_a_used_link_says_so_kindly(person: Person, asked, client: Client) -> None:
    close_account(person.user, asked)
    link = link_of(Letter.objects.get(subject__startswith="Votre compte est fermé"))
    client.post(link)

    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "Se connecter" in answer.content.decode()


def test_the_link_of_an_earlier_closing_does_not_open_a_later_one(person: Person, asked) -> None:
    close_account(person.user, asked)
    link = link_of(Letter.objects.filter(subject__startswith="Votre compte est fermé").latest("pk"))
    token = link.rstrip("/").rsplit("/", 1)[-1]
    reopen_account(find_closure(token))
    person.user.refresh_from_db()
    close_account(person.user, asked)

    assert find_closure(token) is None


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "0" * 500])
def test_a_forged_link_opens_nothing(person: Person, asked, client: Client, token: str) -> None:
    close_account(person.user, asked)

    assert client.get(f"/fr/compte/data/back/{token}/").status_code == 410
    assert not User.objects.get(email=EMAIL).is_active


def test_a_link_past_its_time_opens_nothing(person: Person, asked) -> None:
    closure = close_account(person.user, asked)
    AccountClosure.objects.update(erase_after=timezone.now() - timedelta(seconds=1))

    assert reopen_account(closure) is None
    assert not User.objects.get(email=EMAIL).is_active


def test_an_account_that_somebody_in_charge_opened_again_stays_open(person: Person, asked) -> None:
    close_account(person.user, asked)
    User.objects.filter(email=EMAIL).update(is_active=True)
    link = link_of(Letter.objects.get(subject__startswith="Votre compte est fermé"))

    assert find_closure(link.rstrip("/").rsplit("/", 1)[-1]) is None


def published_by_editor(person: Person, editor: User, presentation: str) -> None:
    page = SoloProfilePage.objects.get(pk=person.page.pk)
    page.presentation = presentation
    page.save_revision(user=editor, log_action=True).publish(user=editor)


def test_what_an_editor_published_meanwhile_stays_and_the_person_is_told(person: Person, editor: User, asked, client):
    close_account(person.user, asked)
    published_by_editor(person, editor, "Mis au point par Élie.")
    link = link_of(Letter.objects.get(subject__startswith="Votre compte est fermé"))

    answer = client.post(link, follow=True)

    page = SoloProfilePage.objects.get(pk=person.page.pk)
    assert page.live
    assert page.presentation == "Mis au point par Élie."
    assert SoloProfilePage.objects.get(pk=person.english.pk).live
    assert "reste tel quel" in answer.content.decode()
    assert "reste tel quel" in Letter.objects.get(subject="Votre compte est rouvert").text


def test_what_an_editor_took_offline_again_or_locked_stays_offline(person: Person, editor: User, asked):
    closure = close_account(person.user, asked)
    published_by_editor(person, editor, "Un instant.")
    SoloProfilePage.objects.get(pk=person.page.pk).unpublish(user=editor)
    SoloProfilePage.objects.filter(pk=person.english.pk).update(locked=True, locked_by=editor)

    reopened = reopen_account(closure)

    assert [page.pk for page in reopened.held] == [person.page.pk, person.english.pk]
    assert not SoloProfilePage.objects.live().filter(pk__in=[person.page.pk, person.english.pk]).exists()


def test_an_unpublished_draft_of_an_editor_is_not_lost_by_coming_back(person: Person, editor: User, asked):
    closure = close_account(person.user, asked)
    page = SoloProfilePage.objects.get(pk=person.page.pk)
    page.headline = "Un brouillon de la rédaction"
    page.save_revision(user=editor)

    reopened = reopen_account(closure)

    assert person.page.pk in {one.pk for one in reopened.restored}
    page = SoloProfilePage.objects.get(pk=person.page.pk)
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().headline == "Un brouillon de la rédaction"


def test_a_profile_that_was_given_to_somebody_else_is_not_published(person: Person, editor: User, asked):
    closure = close_account(person.user, asked)
    other = User.objects.create_user("autre@solo.example", "secret")
    SoloProfilePage.objects.filter(translation_key=person.page.translation_key).update(owner=other)

    assert reopen_account(closure).restored == []
    assert not SoloProfilePage.objects.get(pk=person.page.pk).live


def test_a_deleted_profile_does_not_keep_its_person_from_coming_back(person: Person, asked):
    closure = close_account(person.user, asked)
    Page.objects.get(pk=person.english.pk).delete()
    Page.objects.get(pk=person.page.pk).delete()

    assert reopen_account(closure) is not None
    assert User.objects.get(email=EMAIL).is_active
