"""Registering on the page of a date."""

import time
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from solo_pages.contact.guarded import SALT
from solo_pages.enums import QuestionKind
from solo_pages.models import EventQuestion, Occurrence, Registration
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory

State = Registration.State
pytestmark = pytest.mark.django_db
URL = "/fr/annuaire/compost/register/"


def token(occurrence: Occurrence, age: float = 60) -> str:
    return signing.dumps({"at": time.time() - age, "on": str(occurrence.key)}, salt=SALT)


@pytest.fixture
def send(client, occurrence):
    """Send the form."""

    def send(path: str = URL, **words: object):
        typed = {"name": "Ada", "email": "ada@example.org", "places": "1", "opened": token(occurrence), **words}
        return client.post(path, typed)

    return send


def test_the_form_asks_what_the_organiser_asks(client, meeting):
    meeting.questions = [
        EventQuestion(locale=meeting.locale, label="Que mangez-vous ?", kind=QuestionKind.CHOICE, choices="Tout\nVégé"),
        EventQuestion(locale=meeting.locale, label="Venez-vous en train ?", kind=QuestionKind.YES_NO),
    ]
    publish(meeting)
    text = client.get(URL).content.decode()
    assert "Que mangez-vous ?" in text
    assert "Végé" in text
    assert "Venez-vous en train ?" in text


def test_who_registers_is_told_by_letter_and_led_to_a_page_that_says_so(
    send, client, occurrence, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(places="2")
    assert answer.status_code == HTTPStatus.FOUND
    assert client.get(answer["Location"]).status_code == HTTPStatus.OK
    made = Registration.objects.get()
    assert (made.name, made.places, made.state, made.language) == ("Ada", 2, State.CONFIRMED, "fr")
    (mail,) = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.reply_to == ["jardin@example.org"]
    assert "/fr/compte/meetings/link/" in mail.body
    assert "Atelier compost" in mail.subject


def test_answers_are_kept_by_question(send, meeting):
    meeting.questions = [EventQuestion(locale=meeting.locale, label="Que mangez-vous ?", required=True)]
    publish(meeting)
    question = EventQuestion.objects.get()
    refused = send()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="ada@example.org"' in refused.content.decode()
    send(**{f"question_{question.translation_key.hex}": "Des noix"})
    assert Registration.objects.get().answers == {str(question.translation_key): "Des noix"}


@pytest.mark.parametrize("email", ["ADA@example.org", "ada+again@example.org"])
def test_registering_twice_answers_alike_and_makes_no_second_row(
    send, email, mailoutbox, django_capture_on_commit_callbacks
):
    first = send()
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        second = send(email=email)
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]


def test_a_double_click_makes_one_registration_and_one_letter(send, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(), send()
    assert Registration.objects.count() == len(mailoutbox) == 1


def test_full_without_a_waiting_list_says_the_same_to_who_is_registered_and_who_is_not(send, meeting):
    meeting.waiting_list = False
    publish(meeting)
    send(places="3")
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert send().status_code == send(email="zoe@example.org").status_code == HTTPStatus.CONFLICT


def test_more_than_is_free_is_said_at_the_field(send, meeting):
    meeting.waiting_list = False
    publish(meeting)
    send(places="2")
    answer = send(email="zoe@example.org", places="2")
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "1" in answer.context["form"].errors["places"][0]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"places": "4"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"places": "0"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"places": "²"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"email": "no address"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"name": "Ada\nBcc: x"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"name": ""}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"opened": "forged"}, HTTPStatus.UNPROCESSABLE_ENTITY),
        ({"email": "a@" + "x" * 70 + ".example"}, HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_what_cannot_be_taken_is_given_back(send, words, status):
    assert send(**words).status_code == status
    assert not Registration.objects.exists()


def test_what_is_no_text_is_taken_out_of_names_and_answers(send, meeting):
    meeting.questions = [EventQuestion(locale=meeting.locale, label="Que mangez-vous ?")]
    publish(meeting)
    question = EventQuestion.objects.get().translation_key
    send(name="A\u202ed\x07a\u2066 ", **{f"question_{question.hex}": "\u2067Des noix\ufeff"})
    made = Registration.objects.get()
    assert (made.name, made.answers) == ("Ada", {str(question): "Des noix"})
    assert send(email="zoe@example.org", name="\u202e \u2069").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_programs_that_fill_in_everything_are_thanked_and_forgotten(send):
    assert send(nickname="x").status_code == HTTPStatus.FOUND
    assert not Registration.objects.exists()


def test_one_visitor_registers_so_often_an_hour(send, settings, meeting):
    settings.SOLO_PAGES = {**settings.SOLO_PAGES, "REGISTRATIONS_PER_HOUR": 1}
    assert send().status_code == HTTPStatus.FOUND
    assert send(email="zoe@example.org").status_code == HTTPStatus.TOO_MANY_REQUESTS


@pytest.mark.parametrize(
    ("page", "row", "status"),
    [
        ({}, {"status": "cancelled"}, HTTPStatus.GONE),
        ({}, {"starts_at": -3, "ends_at": -2}, HTTPStatus.GONE),
        ({"registration_closes_hours": 3}, {"starts_at": 2, "ends_at": 4}, HTTPStatus.GONE),
        ({"registration_opens_days": 1}, {}, HTTPStatus.CONFLICT),
        ({"registration": "none"}, {}, HTTPStatus.NOT_FOUND),
        ({"registration": "elsewhere", "registration_url": "https://e.example/"}, {}, HTTPStatus.NOT_FOUND),
        ({"live": False}, {}, HTTPStatus.NOT_FOUND),
    ],
)
def test_what_cannot_be_registered_for_says_so_and_takes_nothing(send, meeting, page, row, status):
    type(meeting).objects.filter(pk=meeting.pk).update(**page)
    if row:
        now = timezone.now()
        Occurrence.objects.update(
            **{name: now + timedelta(hours=value) if isinstance(value, int) else value for name, value in row.items()}
        )
    assert Client().get(URL).status_code == send().status_code == status
    assert not Registration.objects.exists()


def test_a_date_among_several_has_a_form_of_its_own(client, site):
    page = EventPageFactory(
        parent=site.section, slug="marche", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=2"
    )
    second = Occurrence.objects.filter(series=page.translation_key).order_by("starts_at").last()
    assert client.get("/fr/annuaire/marche/register/")["Location"] == "/fr/annuaire/marche/2099-03-05/register/"
    url = "/fr/annuaire/marche/2099-03-12/register/"
    assert client.get(url).status_code == HTTPStatus.OK
    client.post(url, {"name": "Ada", "email": "ada@example.org", "opened": token(second)})
    assert Registration.objects.get().occurrence == second
    assert client.get("/fr/annuaire/marche/2099-03-06/register/").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/fr/annuaire/marche/2099-99-99/register/").status_code == HTTPStatus.NOT_FOUND


def test_an_account_fills_in_the_form_and_sees_at_once_what_became_of_it(
    client, send, occurrence, django_user_model, mailoutbox
):
    ada = django_user_model.objects.create_user(
        email="ada@example.org", password="armagnac", first_name="Ada", last_name="Bru"
    )
    client.force_login(ada)
    assert 'value="ada@example.org"' in client.get(URL).content.decode()
    answer = send()
    made = Registration.objects.get()
    assert made.person == ada
    assert answer["Location"] == f"/fr/compte/meetings/{made.pk}/"
    assert client.get(answer["Location"]).status_code == HTTPStatus.OK


def test_an_account_learns_of_no_other_address_whether_it_is_registered(send, client, come, django_user_model):
    come("Zoe")
    Registration.objects.update(created_at=timezone.now() - timedelta(hours=1))
    client.force_login(django_user_model.objects.create_user(email="camille@example.org", password="armagnac"))
    known, unknown = send(email="zoe@example.org"), send(email="eva@example.org")
    assert known["Location"] == unknown["Location"] == f"{URL}done/"
    made = Registration.objects.get(email="eva@example.org")
    assert made.person is None
    assert client.get(f"/fr/compte/meetings/{made.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_the_name_typed_with_somebody_elses_address_is_not_listed(send, client, meeting, marie, django_user_model):
    camille = django_user_model.objects.create_user(email="camille@example.org", password="armagnac")
    marie.owner = camille
    publish(marie)
    meeting.lists_participants = True
    publish(meeting)
    client.force_login(camille)
    send(name="Le maire", email="mairie@example.org", listed="on")
    assert "Le maire" not in Client().get("/fr/annuaire/compost/").content.decode()
    send(name="Camille", email="Camille@example.org", listed="on")
    assert "Camille</a>" in Client().get("/fr/annuaire/compost/").content.decode()


def test_the_form_works_without_cookies_of_a_session(occurrence, meeting):
    client = Client()
    assert client.get(URL).cookies.keys() <= {"csrftoken"}
