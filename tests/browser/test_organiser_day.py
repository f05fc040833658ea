"""An organiser's day: somebody calls, all are written to, the sheet is printed, people come to the door."""

from datetime import timedelta
from functools import partial
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from directory_blocks.models import DirectoryPage
from portal.accounts.models import User
from solo_pages.models import Occurrence, Registration
from solo_pages.registration.states import Applicant, add_by_hand
from tests.factories.solo_pages import EventPageFactory

from .sessions import session_of, storage_of
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def occurrence(transactional_db) -> Occurrence:
    """A workshop of four places that is on now; two are registered, one of them with an answer."""
    build_directory()
    call_command("setup_groups", stdout=StringIO())
    section = Page.objects.type(DirectoryPage).get(slug="annuaire")
    page = EventPageFactory(
        parent=section, title="Atelier compost", slug="compost", capacity=4, questions=[{"label": "Allergies ?"}]
    )
    occurrence = Occurrence.objects.get(series=page.translation_key)
    now = timezone.now()
    Occurrence.objects.update(starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=3))
    answers = {str(page.questions.get().translation_key): "Noix"}
    for name in ("Ada", "Élodie Martin-Dupuy de Castelnau"):
        applicant = Applicant(
            name=name, email=f"{name[0]}@example.org", answers=answers, language="fr", note="Fauteuil"
        )
        add_by_hand(occurrence, applicant)
    return occurrence


@pytest.fixture
def session(occurrence) -> str:
    """The key of a moderator's session."""
    moderator = User.objects.create_user("maud@example.org", "secret", first_name="Maud")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    return session_of(moderator)


@pytest.fixture
def addresses(occurrence) -> list[str]:
    """Every page about a date and about Ada."""
    ada = Registration.objects.get(name="Ada")
    found = [at(name, occurrence) for name in ("date", "add", "message", "sheet")]
    found += [f"{at('door', occurrence)}?q=a", reverse("solo_organiser:check_in", args=[ada.key])]
    return found + [reverse(f"solo_organiser:{name}", args=[occurrence.key, ada.pk]) for name in ("change", "cancel")]


@pytest.fixture
def work(live_server, session, visit):
    """Open an address of the admin as a moderator."""
    return partial(visit, storage_state=storage_of(session, live_server))


def at(name: str, occurrence: Occurrence) -> str:
    return reverse(f"solo_organiser:{name}", args=[occurrence.key])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_nothing_is_in_the_way_of_an_organiser(addresses, work, axe, width, scheme):
    page = work(addresses[0], width=width, scheme=scheme)
    for address in addresses:
        page.goto(address)
        assert (address, axe(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


@pytest.mark.parametrize("script", [True, False])
def test_the_day_of_an_organiser(occurrence, work, script):
    page = work(at("date", occurrence), script=script)
    # Somebody calls.
    page.locator(f"a[href='{at('add', occurrence)}']").click()
    page.fill("#id_name", "Léo")
    page.fill("#id_places", "3")
    page.locator(".organiser form button[type=submit]").click()
    page.locator(".organiser-warning").wait_for()
    page.fill("#id_places", "2")
    page.locator(".organiser form button[type=submit]").click()
    page.wait_for_url(f"**{at('date', occurrence)}")
    assert page.locator(".organiser-table tbody tr").count() == 3
    # All are told what to bring.
    page.locator(f"a[href='{at('message', occurrence)}']").click()
    page.fill("#id_subject", "Des bottes")
    page.fill("#id_text", "Le terrain est humide : prenez des bottes.")
    page.locator("button[name=preview]").click()
    assert "humide" in page.locator(".organiser-letter").inner_text()
    page.locator("button[name=send]").click()
    page.wait_for_url(f"**{at('date', occurrence)}")
    # The table and the sheet.
    with page.expect_download() as download:
        page.locator(f"a[href='{at('csv', occurrence)}']").click()
    assert "Noix" in download.value.path().read_text(encoding="utf-8-sig")
    page.locator(f"a[href='{at('sheet', occurrence)}']").click()
    assert page.locator("tbody th").all_inner_texts() == ["Ada", "Élodie Martin-Dupuy de Castelnau", "Léo"]
    # At the door.
    page.goto(at("date", occurrence))
    page.locator("tr", has_text="Ada").locator("input[type=checkbox]").check()
    page.locator(".organiser form[method=post] button[type=submit]").click()
    page.locator("tr", has_text="Ada").locator("input[type=checkbox]:checked").wait_for()


def test_people_are_let_in_with_a_phone(occurrence, work):
    page = work(at("door", occurrence), width=360, height=740)
    box = page.locator("#organiser-q").bounding_box()
    assert box["x"] + box["width"] <= 340
    page.fill("#organiser-q", "elodie")
    page.keyboard.press("Enter")
    page.locator(".organiser-found a").click()
    button = page.locator(".organiser-huge")
    assert button.bounding_box()["height"] >= 48
    button.click()
    page.locator(".organiser-done").wait_for()
    page.locator(f"a.button[href='{at('door', occurrence)}']").click()
    assert "1" in page.locator(".organiser-big").inner_text()
