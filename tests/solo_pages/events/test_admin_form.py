"""The form of a meeting in the admin."""

import re
from datetime import date

import pytest
from django.urls import reverse

from solo_pages.enums import ExceptionKind
from solo_pages.models import AgendaPage, EventPage, Occurrence, Registration
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db

THURSDAY = date(2099, 3, 5)


@pytest.fixture
def meeting(site):
    return EventPageFactory(parent=site.section, slug="cafe", starts_on=THURSDAY, recurrence="FREQ=WEEKLY;COUNT=3")


def sent(page, **changes):
    """What the form of a page sends, with changes."""
    form_class = EventPage.get_edit_handler().get_form_class()
    form = form_class(instance=page)
    data = {}
    for bound in form:
        value = bound.value()
        if bound.name == "recurrence":
            continue
        data[bound.name] = [str(getattr(one, "pk", one)) for one in value] if isinstance(value, list) else value
    for prefix, formset in form.formsets.items():
        data |= {f"{prefix}-{name}": formset.management_form[name].value() for name in formset.management_form.fields}
        for one in formset.forms:
            data |= {bound.html_name: bound.value() for bound in one}
    data |= {"recurrence-kind": "week", "recurrence-interval": "1", "recurrence-ends": "count", "recurrence-count": "3"}
    return {name: "" if value is None else value for name, value in (data | changes).items() if value is not False}


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent(page, **changes))


def test_the_form_says_in_words_how_often_and_which_dates_come_next(admin_client, meeting):
    text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[meeting.pk])).content.decode().replace("\xa0", " ")
    assert '<option value="week" selected>' in text
    assert "chaque jeudi, 3 fois" in text
    for day in ("5 mars", "12 mars", "19 mars"):
        assert f"<li>Jeudi {day} 2099, de 18 h à 20 h</li>" in text
    assert f'data-preview-url="{reverse("solo_meetings:preview", args=[meeting.pk])}"' in text


def test_a_choice_becomes_a_rule_that_ends_in_the_time_of_the_meeting(admin_client, meeting):
    changes = {
        "recurrence-kind": "month_week",
        "recurrence-week": "1",
        "recurrence-weekday": "3",
        "recurrence-ends": "until",
        "recurrence-until": "2099-06-24",
    }
    response = edit(admin_client, meeting, **changes)
    assert response.status_code == 302, response.context["form"].errors
    saved = EventPage.objects.get(pk=meeting.pk).get_latest_revision_as_object()
    assert saved.recurrence == "FREQ=MONTHLY;UNTIL=20990624T215959Z;BYDAY=1TH"


def test_saving_without_a_change_leaves_a_rule_that_words_cannot_carry(admin_client, site):
    rule = "FREQ=MONTHLY;BYMONTHDAY=5,20"
    page = EventPageFactory(parent=site.section, starts_on=THURSDAY, recurrence=rule)
    text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert '<option value="other" selected>' in text
    assert f"<code>{rule}</code>" in text
    edit(admin_client, page, **{"recurrence-kind": "other", "recurrence-text": rule, "summary": "Autrement"})
    saved = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (saved.recurrence, saved.summary) == (rule, "Autrement")


def test_what_was_typed_is_kept_beside_what_is_wrong_with_it(admin_client, meeting):
    response = edit(admin_client, meeting, **{"recurrence-interval": "jamais"})
    text = response.content.decode()
    assert 'value="jamais"' in text
    assert "écrivez un nombre de 1 à 999" in text


def test_a_form_that_no_browser_sends_is_refused(admin_client, meeting):
    data = sent(meeting) | {"exceptions-TOTAL_FORMS": "1", "exceptions-INITIAL_FORMS": "1"}
    assert admin_client.post(reverse("solo_meetings:preview", args=[meeting.pk]), data).status_code == 400
    assert admin_client.post(reverse("solo_meetings:preview", args=[meeting.pk]), {}).status_code == 422


def next_dates(client, page, **changes):
    response = client.post(reverse("solo_meetings:preview", args=[page.pk]), sent(page, **changes))
    return response.status_code, re.sub(r"\s+", " ", response.content.decode().replace("\xa0", " "))


def test_the_next_dates_are_shown_before_anything_is_saved(admin_client, meeting):
    status, text = next_dates(admin_client, meeting, **{"recurrence-interval": "2", "recurrence-count": "20"})
    assert status == 200
    assert "un jeudi sur deux, 20 fois" in text
    assert text.count("<li>") == 8
    assert "<li>Jeudi 19 mars 2099, de 18 h à 20 h</li>" in text
    assert "Et ainsi de suite." in text
    assert EventPage.objects.get(pk=meeting.pk).recurrence == "FREQ=WEEKLY;COUNT=3"


def test_the_next_dates_know_what_differs(admin_client, meeting):
    meeting.exceptions.create(kind=ExceptionKind.CANCELLED, occurrence_on=date(2099, 3, 12))
    meeting.save_revision()
    status, text = next_dates(admin_client, meeting.get_latest_revision_as_object())
    assert status == 200
    assert "Jeudi 12 mars 2099, de 18 h à 20 h <strong>(Annulée)</strong>" in text


def test_what_is_wrong_with_the_dates_is_said_in_their_place(admin_client, meeting):
    status, text = next_dates(admin_client, meeting, **{"recurrence-interval": "0", "starts_on": "jamais"})
    assert status == 422
    assert "<strong>Jour</strong>" in text
    assert "écrivez un nombre de 1 à 999" in text


def test_the_next_dates_of_a_meeting_to_be_are_shown_to_who_may_add_it(admin_client, site, django_user_model, client):
    page = EventPage(title="", starts_on=THURSDAY, locale=site.french)
    address = reverse("solo_meetings:preview_new", args=[site.section.pk])
    response = admin_client.post(address, sent(page, starts_time="18:00"))
    assert response.status_code == 200, response.content
    assert "Jeudi 12 mars 2099" in response.content.decode()
    client.force_login(django_user_model.objects.create_user("nobody@example.org", "secret"))
    assert client.post(address, {}).status_code == 302
    assert admin_client.get(address).status_code == 405


def test_a_new_meeting_can_be_begun(admin_client, site):
    agenda = site.home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=site.french))
    address = reverse("wagtailadmin_pages:add", args=["solo_pages", "eventpage", agenda.pk])
    response = admin_client.get(address)
    assert response.status_code == 200
    assert 'name="recurrence-kind"' in response.content.decode()


@pytest.mark.parametrize("name", ["Europe/Pariss", "../etc", "Europe", "localtime", "Factory"])
def test_what_is_no_time_zone_is_said_beside_the_field(admin_client, meeting, name):
    response = edit(admin_client, meeting, time_zone=name)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["time_zone"]
    text = response.content.decode().replace("\xa0", " ")
    assert f"Il n’existe pas de fuseau horaire « {name} »." in text
    assert "<li>Jeudi 12 mars 2099, de 18 h à 20 h</li>" in text


def test_a_draft_is_not_saved_without_a_time_zone(admin_client, meeting):
    response = edit(admin_client, meeting, time_zone="")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["time_zone"]
    assert not meeting.revisions.exclude(pk=meeting.live_revision_id).exists()


def test_a_draft_that_has_no_time_zone_opens_in_that_of_the_site(admin_client, meeting):
    meeting.time_zone = ""
    meeting.save_revision(clean=False)
    for address in ("wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft"):
        response = admin_client.get(reverse(address, args=[meeting.pk]))
        assert response.status_code == 200
        assert "12 mars 2099, de 18 h à 20 h" in response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("name", ["interval", "count"])
def test_a_number_that_goes_on_for_ever_is_refused(admin_client, meeting, name):
    response = edit(admin_client, meeting, **{f"recurrence-{name}": "9" * 5000})
    assert response.status_code == 200
    assert "écrivez un nombre de 1 à" in response.content.decode().replace("\xa0", " ")


def test_an_end_in_a_year_that_cannot_be_is_refused_in_plain_words(admin_client, meeting):
    response = edit(admin_client, meeting, **{"recurrence-ends": "until", "recurrence-until": "0001-01-01"})
    [said] = response.context["form"].errors["recurrence"]
    assert said == "Le jour jusqu’auquel elle se répète est d’une année qui ne peut pas être juste."


def question(**fields):
    """What the form sends of one new question."""
    one = {"label": "Quel repas ?", "kind": "choice", "required": "on", "choices": "", "id": "", "ORDER": "1"} | fields
    return {f"questions-0-{name}": value for name, value in one.items()} | {"questions-TOTAL_FORMS": "1"}


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ("", "au moins deux réponses"),
        ("\n Végétarien \n\n", "au moins deux réponses"),
        ("Végétarien\nVégétarien ", "« Végétarien » s’y trouve deux fois"),
        ("Végétarien\nTous\nVégétarien", "« Végétarien » s’y trouve deux fois"),
        ("Végétarien\n" + "T" * 501, "500 caractères"),
    ],
)
def test_a_choice_is_between_answers(admin_client, meeting, choices, said):
    response = edit(admin_client, meeting, **question(choices=choices))
    assert response.status_code == 200
    [form] = response.context["form"].formsets["questions"].forms
    assert said in form.errors["choices"][0].replace("\xa0", " ")


@pytest.mark.parametrize("fields", [{"choices": "Végétarien\nTous"}, {"kind": "text"}, {"kind": "yes_no"}])
def test_only_a_choice_needs_answers_to_choose_from(admin_client, meeting, fields):
    response = edit(admin_client, meeting, **question(**fields))
    assert response.status_code == 302, response.context["form"].formsets["questions"].errors


def explorer_of(page):
    """Where publishing leads."""
    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])


@pytest.mark.parametrize(("registration", "is_said"), [("here", False), ("none", True), ("elsewhere", True)])
def test_whoever_ends_registration_here_hears_that_those_registered_are_not_told(
    admin_client, meeting, registration, is_said
):
    first, second, _third = Occurrence.objects.filter(series=meeting.translation_key).order_by("starts_at")
    for occurrence, name, state in (
        (first, "ada", "confirmed"),
        (second, "ada", "confirmed"),
        (second, "zoe", "waiting"),
    ):
        address = f"{name}@example.org"
        Registration.objects.create(
            occurrence=occurrence, state=state, name=name, email=address, address_key=address, language="fr"
        )
    values = {"registration": registration, "registration_url": "https://example.org/", "action-publish": "1"}
    edit(admin_client, meeting, **values)
    text = admin_client.get(explorer_of(meeting)).content.decode().replace("\xa0", " ")
    assert ("2 personnes sont inscrites à des dates à venir" in text) is is_said
    assert ("écrivez-leur depuis « Inscriptions »" in text) is is_said


def test_whoever_ends_registration_that_nobody_used_hears_nothing(admin_client, meeting):
    edit(admin_client, meeting, **{"registration": "none", "action-publish": "1"})
    assert EventPage.objects.get(pk=meeting.pk).registration == "none"
    assert "écrivez-leur" not in admin_client.get(explorer_of(meeting)).content.decode().replace("\xa0", " ")
