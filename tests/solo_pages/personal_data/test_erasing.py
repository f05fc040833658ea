"""What is left of somebody who was erased: nothing that leads to them."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import PageLogEntry

from portal.accounts.models import User
from solo_pages.letters import store_letter
from solo_pages.models import AccountClosure, Consent, Letter, SoloProfilePage
from solo_pages.personal_data.accounts import export_letters
from solo_pages.personal_data.closing import close_account, reopen_account
from solo_pages.personal_data.erasing import erase_person

from .conftest import EMAIL, NAME, Person


def everything_kept() -> dict[str, str]:
    """Every row of the database, by model, as text."""
    texts = {}
    for model in apps.get_models():
        rows = list(model._base_manager.values_list())
        texts[model._meta.label] = DjangoJSONEncoder(ensure_ascii=False, default=str).encode(rows) if rows else ""
    return texts


def past_grace(closure: AccountClosure) -> None:
    AccountClosure.objects.filter(pk=closure.pk).update(erase_after=timezone.now() - timedelta(minutes=1))


def test_no_row_speaks_of_them_any_more(person: Person) -> None:
    before = everything_kept()
    assert "Kerhoas" in before["wagtailcore.PageLogEntry"]
    assert "Kerhoas" in before["wagtailcore.Revision"]

    erase_person(person.user)

    left = {label: text for label, text in everything_kept().items() if "kerhoas" in text.lower()}
    # The letter that was to them is gone; nothing else has their name or an address of theirs.
    assert left == {}


def test_nobody_is_named_as_who_did_what_they_did(person: Person, editor: User) -> None:
    key = person.user.pk

    erase_person(person.user)

    assert not PageLogEntry.objects.filter(user=key).exists()
    about = PageLogEntry.objects.filter(page_id=person.page.pk)
    assert about.filter(action="wagtail.publish", user=editor).exists()
    assert set(about.values_list("label", flat=True)) == {"effacé"}


def test_pictures_go_with_them_unless_somebody_else_shows_them(person: Person) -> None:
    erase_person(person.user)

    images = type(person.portrait).objects
    assert not images.filter(pk=person.portrait.pk).exists()
    assert images.get(pk=person.shared_picture.pk).uploaded_by_user_id is None


def test_that_somebody_agreed_is_all_that_remains_of_a_consent(person: Person) -> None:
    erase_person(person.user)

    consent = Consent.objects.get()
    assert consent.user is None
    assert consent.withdrawn_at


def test_others_keep_what_is_theirs(person: Person, site, auch) -> None:
    other = User.objects.create_user("autre@example.org", "secret")
    kept = site.solo("Jeanne Autre", slug="jeanne", owner=other, commune=auch)
    letter = Letter.objects.create(recipient="jeanne@example.org", subject="Bonjour", text="Oui", language="fr")

    erase_person(person.user)

    assert SoloProfilePage.objects.filter(pk=kept.pk, owner=other).exists()
    assert Letter.objects.filter(pk=letter.pk).exists()


def test_the_command_erases_what_is_due_and_says_so(person: Person, asked) -> None:
    past_grace(close_account(person.user, asked))
    out = StringIO()

    call_command("apply_retention", stdout=out)

    assert "closed accounts: 1 erased." in out.getvalue()
    assert not User.objects.filter(email=EMAIL).exists()
    assert not SoloProfilePage.objects.filter(title=NAME).exists()
    goodbye = Letter.objects.get(recipient=EMAIL)
    assert goodbye.subject == "Vos données ont été effacées"


def test_a_dry_run_erases_nothing(person: Person, asked) -> None:
    past_grace(close_account(person.user, asked))
    out = StringIO()

    call_command("apply_retention", "--dry-run", stdout=out)

    assert "closed accounts: 1 to erase." in out.getvalue()
    assert User.objects.filter(email=EMAIL).exists()


def test_before_its_time_nothing_is_erased(person: Person, asked) -> None:
    close_account(person.user, asked)

    call_command("apply_retention", stdout=StringIO())

    assert User.objects.filter(email=EMAIL).exists()


def test_somebody_who_came_back_is_not_erased(person: Person, asked) -> None:
    closure = close_account(person.user, asked)
    reopen_account(closure)
    AccountClosure.objects.create(user=person.user, erase_after=timezone.now() - timedelta(days=1))

    call_command("apply_retention", stdout=StringIO())

    assert User.objects.filter(email=EMAIL, is_active=True).exists()
    assert not AccountClosure.objects.exists()


def test_one_that_fails_leaves_the_others_alone(person: Person, asked, monkeypatch) -> None:
    past_grace(close_account(person.user, asked))
    Letter.objects.update(keep_until=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr("solo_pages.models.SoloProfilePage.get_latest_revision_as_object", lambda self: 1 / 0)
    out = StringIO()

    with pytest.raises(CommandError, match="1 could not be erased"):
        call_command("apply_retention", stdout=out)

    assert User.objects.filter(email=EMAIL).exists()
    assert SoloProfilePage.objects.filter(title=NAME).exists()
    assert not Letter.objects.exists()


def test_an_editor_who_leaves_takes_nobodys_profile_along(person: Person, editor: User, asked: HttpRequest) -> None:
    editor.groups.add(Group.objects.get_or_create(name="Editors")[0])
    call_command("setup_groups", stdout=StringIO())
    made = SoloProfilePage.objects.get(pk=person.page.pk)
    SoloProfilePage.objects.filter(translation_key=made.translation_key).update(owner=editor)
    editor = User.objects.get(pk=editor.pk)

    close_account(editor, asked)
    assert SoloProfilePage.objects.get(pk=made.pk).live

    erase_person(editor)
    made = SoloProfilePage.objects.get(pk=made.pk)
    assert made.live
    assert made.owner is None
    assert made.portrait is not None


def test_an_address_written_on_a_profile_reaches_nothing_of_the_account_that_it_opens(person: Person) -> None:
    admin = User.objects.create_superuser("chef@portal.example", "secret")
    SoloProfilePage.objects.filter(pk=person.page.pk).update(email=admin.email)
    code = store_letter(admin.email, "Your code", "1234 5678", language="en")

    assert code.subject not in json.dumps(export_letters(person.user), default=str)
    erase_person(person.user)
    assert Letter.objects.filter(pk=code.pk).exists()


def test_a_sign_up_under_anybodys_name_empties_no_log(person: Person) -> None:
    entries = PageLogEntry.objects.filter(page_id=person.page.pk).exclude(label="")
    before = list(entries.values_list("label", flat=True))
    erase_person(User.objects.create_user("x@stranger.example", "secret", first_name="Maëlle", last_name="Kerhoas"))
    assert list(entries.values_list("label", flat=True)) == before
