"""Organisers add, change and cancel registrations, and write to all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from solo_pages.models import Letter, Occurrence, Registration
from solo_pages.registration import states
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory

from .organising import at, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def add(client, occurrence, **more):
    data = {"name": "Léo", "email": "", "places": 1, "language": "fr", "note": "", **more}
    return client.post(at("add", occurrence), data)


def of(registration, name="change"):
    return reverse(f"solo_organiser:{name}", args=[registration.occurrence.key, registration.pk])


def change(client, registration, **more):
    return client.post(of(registration), {"name": registration.name, "places": registration.places, "note": "", **more})


def test_who_called_is_added_without_an_address_and_sent_no_letter(client, occurrence, meeting):
    assert add(client, occurrence, note="a appelé").status_code == 302
    made = Registration.objects.get()
    assert (made.name, made.state, made.note) == ("Léo", "confirmed", "a appelé")
    assert not Letter.objects.exists()
    assert "sans courriel" in page_of(client, at("date", occurrence))
    assert PageLogEntry.objects.filter(page=meeting.pk, action="solo_pages.add_registration").count() == 1


def test_who_leaves_an_address_is_sent_the_confirmation(
    client, occurrence, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        add(client, occurrence, email="leo@example.org")
    assert [mail.to for mail in mailoutbox] == [["leo@example.org"]]


def test_nobody_is_added_beyond_the_places_but_on_the_waiting_list(client, occurrence, come):
    come("Ada", 2)
    response = add(client, occurrence, places=2)
    assert response.status_code == 409
    assert "1 libre" in response.content.decode()
    assert 'value="Léo"' in response.content.decode()
    assert Registration.objects.count() == 1
    assert add(client, occurrence, places=2, waits="on").status_code == 302
    assert Registration.objects.get(name="Léo").state == "waiting"
    occurrence.refresh_from_db()
    assert occurrence.taken == 2


def test_who_is_registered_is_not_added_twice(client, occurrence, come):
    come("Ada")
    assert add(client, occurrence, email="ADA@example.org").status_code == 302
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"places": 0}, {"places": "x"}, {"email": "x"}, {"email": f"a@{'é' * 64}.fr"}, {"language": "xx"}],
)
def test_what_cannot_be_is_told_and_kept(client, occurrence, wrong):
    response = add(client, occurrence, **{"note": "à garder", **wrong})
    assert response.status_code == 422
    assert "à garder" in response.content.decode()
    assert not Registration.objects.exists()


def test_nobody_is_added_to_a_cancelled_date(client, occurrence):
    Occurrence.objects.update(status="cancelled")
    assert add(client, occurrence).status_code == 409


def test_only_what_was_changed_is_written(client, occurrence, come):
    ada = come("Ada", 2)
    change(client, ada, note="fauteuil")
    states.change(ada, places=1)
    change(client, Registration.objects.get(), name="Ada L.", note="fauteuil")
    ada.refresh_from_db()
    assert (ada.name, ada.places, ada.note) == ("Ada L.", 1, "fauteuil")


def test_an_organiser_gives_more_than_one_may_take_but_not_more_than_there_is(client, meeting, occurrence, come):
    meeting.places_each = 1
    publish(meeting)
    ada = come("Ada")
    assert change(client, ada, places=3).status_code == 302
    assert change(client, Registration.objects.get(), places=4).status_code == 409
    occurrence.refresh_from_db()
    assert occurrence.taken == 3


def test_answers_are_changed_and_those_to_gone_questions_stay(client, site):
    page = EventPageFactory(parent=site.section, slug="repas", questions=[{"label": "Allergies ?", "required": True}])
    occurrence = Occurrence.objects.get(series=page.translation_key)
    question = page.questions.get()
    add(client, occurrence, **{f"question_{question.translation_key.hex}": "noix"})
    made = Registration.objects.get()
    assert made.answers == {str(question.translation_key): "noix"}
    Registration.objects.update(answers={**made.answers, "gone": "x"})
    change(client, made)
    made.refresh_from_db()
    assert made.answers == {"gone": "x"}


def test_cancelling_for_somebody_gives_their_place_to_the_next(client, occurrence, come, meeting):
    ada, zoe = come("Ada", 3), come("Zoe")
    assert "Ada" in page_of(client, of(ada, "cancel"))
    assert client.post(of(ada, "cancel")).status_code == 302
    ada.refresh_from_db(), zoe.refresh_from_db()
    assert (ada.state, zoe.state) == ("cancelled", "offered")
    client.post(of(ada, "cancel"))
    assert PageLogEntry.objects.filter(page=meeting.pk, action="solo_pages.cancel_registration").count() == 1
    assert client.post(of(zoe), {"accept": ""}).status_code == 302
    zoe.refresh_from_db()
    assert zoe.state == "confirmed"


def test_a_date_that_is_over_stays_readable_and_nothing_of_it_is_cancelled(client, occurrence, come):
    ada = come("Ada")
    past = timezone.now() - timedelta(days=2)
    Occurrence.objects.update(starts_at=past, ends_at=past)
    for address in (at("date", occurrence), at("sheet", occurrence), of(ada), of(ada, "cancel")):
        page_of(client, address)
    client.post(of(ada, "cancel"))
    ada.refresh_from_db()
    assert ada.state == "confirmed"
    assert change(client, ada, places=2).status_code == 409


def test_a_registration_of_another_date_is_nowhere(client, site, occurrence, come):
    ada = come("Ada")
    other = EventPageFactory(parent=site.section, slug="other")
    date = Occurrence.objects.get(series=other.translation_key)
    for name in ("change", "cancel"):
        address = reverse(f"solo_organiser:{name}", args=[date.key, ada.pk])
        assert client.get(address, follow=True).status_code == 404
        assert client.post(address).status_code in (302, 404)
    ada.refresh_from_db()
    assert ada.state == "confirmed"


# --- to all ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def everybody(come):
    """Two come, one of them written down without an address; one waits."""
    come("Ada", 2), come("Zoe", language="en"), come("Léo", email="leo@example.org")


def write(client, occurrence, button="send", **more):
    words = {"audience": "all", "subject": "Apportez des bottes", "text": "Le terrain est humide.", "key": str(uuid4())}
    return client.post(at("message", occurrence), {**words, button: "", **more})


def test_a_message_is_looked_at_and_then_sent_to_each_in_their_language(
    client, occurrence, everybody, mailoutbox, django_capture_on_commit_callbacks
):
    text = write(client, occurrence, button="preview").content.decode()
    assert "Envoyer à 3 personnes" in text
    assert not Letter.objects.filter(subject="Apportez des bottes").exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert write(client, occurrence).status_code == 302
    assert {mail.to[0] for mail in mailoutbox} == {"ada@example.org", "zoe@example.org", "leo@example.org"}
    assert all(len(mail.to) == 1 and mail.reply_to == ["jardin@example.org"] for mail in mailoutbox)
    english = next(mail for mail in mailoutbox if mail.to == ["zoe@example.org"])
    assert "Hello Zoe" in english.body
    assert "Le terrain est humide." in english.body
    assert "Apportez des bottes" in page_of(client, at("message", occurrence))


def test_a_message_goes_to_those_who_wait_alone_where_asked(client, occurrence, everybody):
    Letter.objects.all().delete()
    write(client, occurrence, audience="waiting")
    assert [letter.recipient for letter in Letter.objects.all()] == ["leo@example.org"]


def test_pressing_the_button_twice_sends_once(client, meeting, occurrence, everybody):
    Letter.objects.all().delete()
    key = str(uuid4())
    assert write(client, occurrence, key=key).status_code == 302
    assert write(client, occurrence, key=key).status_code == 302
    assert Letter.objects.count() == 3
    entry = PageLogEntry.objects.get(page=meeting.pk, action="solo_pages.write_to_registered")
    assert (entry.data["number"], entry.data["subject"], entry.user.email) == (
        3,
        "Apportez des bottes",
        "odile@example.org",
    )
    history = page_of(client, reverse("wagtailadmin_pages:history", args=[meeting.pk]))
    assert "Apportez des bottes" in history


def test_who_left_no_address_is_counted(client, occurrence):
    add(client, occurrence)
    assert write(client, occurrence).status_code == 422
    add(client, occurrence, name="Ada", email="ada@example.org")
    assert "1 personne n’a pas laissé de courriel" in write(client, occurrence, button="preview").content.decode()


def test_only_so_many_messages_are_sent_an_hour(client, occurrence, everybody, settings):
    settings.SOLO_PAGES = {**getattr(settings, "SOLO_PAGES", {}), "ORGANISER_MESSAGES_HOUR": 1}
    assert write(client, occurrence).status_code == 302
    response = write(client, occurrence)
    assert response.status_code == 429
    assert "Le terrain est humide." in response.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"subject": "a\nBcc: x@example.org"}, {"text": ""}, {"audience": "world"}, {"key": "1"}]
)
def test_a_message_that_cannot_be_is_refused(client, occurrence, everybody, wrong):
    Letter.objects.all().delete()
    assert write(client, occurrence, **wrong).status_code == 422
    assert not Letter.objects.exists()


def test_hundreds_of_letters_are_stored_in_one_go(client, occurrence, django_assert_max_num_queries):
    Registration.objects.bulk_create(
        Registration(
            occurrence=occurrence,
            state="confirmed",
            name=f"N{n}",
            email=f"n{n}@example.org",
            address_key=str(n),
            language="fr",
        )
        for n in range(400)
    )
    with django_assert_max_num_queries(60):
        write(client, occurrence)
    assert Letter.objects.count() == 400


def test_of_a_meeting_without_a_page_nobody_is_written_to(client, admin_user, meeting, occurrence, come):
    come("Ada")
    meeting.delete()
    client.force_login(admin_user)
    assert client.get(at("message", occurrence), follow=True).status_code == 404
