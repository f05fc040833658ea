"""The organiser's side: who may see a list, what it says, and who came."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from solo_pages.models import EventPage, Occurrence, Registration
from solo_pages.registration import states
from solo_pages.registration.states import Applicant, add_by_hand
from tests.factories.solo_pages import EventPageFactory

from .organising import at, editor_of, page_of

pytestmark = pytest.mark.django_db


def test_the_list_says_who_comes_and_who_waits_in_order(client, organiser, occurrence, come):
    come("Zoé", 2), come("Ada", 1)
    come("Max", 1), come("Léo", 1)
    states.cancel(Registration.objects.get(name="Zoé"))
    text = page_of(client, at("date", occurrence))
    assert [text.index(name) for name in ("Ada", "Max", "Léo", "Zoé")] == sorted(
        text.index(name) for name in ("Ada", "Max", "Léo", "Zoé")
    )
    assert text.count("organiser-mark--offered") == 2
    assert "ada@example.org" in text


def test_a_mail_that_did_not_arrive_is_marked(client, organiser, occurrence, come):
    come("Ada")
    Registration.objects.update(mail_failed_at=timezone.now())
    text = page_of(client, at("date", occurrence))
    assert "Courriel non distribué" in text
    assert "organiser-warning" in text


@pytest.mark.parametrize(
    ("typed", "found"), [("zoe", True), ("ZOÉ", True), ("example.org zo", True), ("nobody", False), ("", True)]
)
@pytest.mark.usefixtures("organiser")
def test_the_list_is_searched_blind_to_accents(client, occurrence, come, typed, found):
    come("Zoé", email="zo@example.org")
    assert ("mailto:zo@example.org" in page_of(client, f"{at('date', occurrence)}?q={typed}")) is found


def test_the_list_is_narrowed_to_a_state(client, organiser, occurrence, come):
    come("Ada", 3), come("Zoe")
    text = page_of(client, f"{at('date', occurrence)}?show=waiting")
    assert "zoe@" in text
    assert "ada@" not in text
    assert page_of(client, f"{at('date', occurrence)}?show=%00&p=x").count("example.org")


def test_a_meeting_leads_to_its_next_date(client, organiser, site):
    page = EventPageFactory(
        parent=site.section, starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=3", slug="weekly"
    )
    first, second, _third = Occurrence.objects.filter(series=page.translation_key)
    Occurrence.objects.filter(pk=first.pk).update(status="cancelled")
    response = client.get(reverse("solo_organiser:meeting", args=[page.pk]))
    assert response["Location"] == at("date", second)
    assert page_of(client, response["Location"]).count("<option") == 3
    assert client.get(reverse("solo_organiser:go"), {"date": first.key})["Location"] == at("date", first)
    past = timezone.now() - timedelta(days=9)
    Occurrence.objects.update(starts_at=past, ends_at=past)
    assert client.get(reverse("solo_organiser:meeting", args=[page.pk])).status_code == 302


def test_a_meeting_that_was_never_published_says_that_it_has_no_dates(client, organiser, site):
    page = EventPage(title="Brouillon", slug="brouillon", locale=site.french, starts_on=date(2099, 1, 1), live=False)
    site.section.add_child(instance=page)
    assert "Brouillon" in page_of(client, reverse("solo_organiser:meeting", args=[page.pk]))


@pytest.mark.parametrize("date", ["forged", "", "00000000-0000-0000-0000-000000000000\x00"])
def test_a_forged_date_is_nowhere(client, organiser, date):
    assert client.get(reverse("solo_organiser:go"), {"date": date}, follow=True).status_code == 404


def test_what_is_not_there_is_not_found(client, organiser, occurrence):
    for name in ("date", "csv", "sheet", "qr", "door", "check_in"):
        address = reverse(f"solo_organiser:{name}", args=["8b1f3a52-2d6d-4f0e-9a53-6d6c0a4f0000"])
        assert client.get(address, follow=True).status_code == 404
    assert client.get(reverse("solo_organiser:meeting", args=[10**17]), follow=True).status_code == 404


def test_editors_of_another_section_see_nothing(client, site, meeting, occurrence, come):
    ada = come("Ada")
    other = editor_of(site.english_section, "eve@example.org")
    site.translated(meeting, parent=site.english_section)
    client.force_login(other)
    addresses = [at(name, occurrence) for name in ("date", "csv", "sheet", "qr", "door")]
    addresses += [reverse("solo_organiser:check_in", args=[ada.key])]
    addresses += [
        reverse("solo_organiser:meeting", args=[page.pk])
        for page in EventPage.objects.filter(translation_key=meeting.translation_key)
    ]
    for address in addresses:
        for response in (client.get(address), client.post(address, {"came": ada.pk})):
            assert response.status_code == 302, address
            assert response["Location"] == reverse("wagtailadmin_home")
    ada.refresh_from_db()
    assert ada.attended is None
    assert "Vos prochaines rencontres" not in page_of(client, reverse("wagtailadmin_home"))


def test_the_list_outlives_the_page_for_those_who_may_change_every_page(client, organiser, meeting, occurrence, come):
    come("Ada")
    meeting.delete()
    assert client.get(at("date", occurrence)).status_code == 302
    client.force_login(editor_of(Page.get_first_root_node(), "root@example.org"))
    assert "Ada" in page_of(client, at("date", occurrence))
    assert "Ada" in page_of(client, at("sheet", occurrence))
    assert "Ada" in b"".join(client.get(at("csv", occurrence)).streaming_content).decode()


def test_a_meeting_has_a_button_to_its_registrations(client, organiser, meeting):
    address = reverse("solo_organiser:meeting", args=[meeting.pk])
    assert address in page_of(client, reverse("wagtailadmin_pages:edit", args=[meeting.pk]))
    assert address in page_of(client, reverse("wagtailadmin_explore", args=[meeting.get_parent().pk]))


def test_the_first_page_says_how_many_come_to_the_next_dates(client, organiser, meeting, come):
    come("Ada", 3), come("Zoe"), come("Léo")
    text = page_of(client, reverse("wagtailadmin_home"))
    assert "Atelier compost" in text
    assert "3 places prises sur 3" in text
    assert "2 en attente" in text


# --- who came -------------------------------------------------------------------------------------------------------


def came(client, occurrence, ticked=(), before=()):
    data = {"came": [one.pk for one in ticked], "before": ",".join(str(one.pk) for one in before)}
    return client.post(at("date", occurrence), data)


def attended(occurrence):
    return set(Registration.objects.filter(occurrence=occurrence, attended=True).values_list("name", flat=True))


def test_ticks_are_written(client, organiser, occurrence, come):
    ada, zoe, eva = come("Ada"), come("Zoe"), come("Eva")
    assert came(client, occurrence, ticked=[ada, zoe]).status_code == 302
    assert attended(occurrence) == {"Ada", "Zoe"}
    came(client, occurrence, ticked=[zoe, eva], before=[ada, zoe])
    assert attended(occurrence) == {"Zoe", "Eva"}


def test_two_organisers_do_not_undo_each_other(client, organiser, occurrence, come):
    ada, zoe = come("Ada"), come("Zoe")
    came(client, occurrence, ticked=[ada])
    came(client, occurrence, ticked=[zoe])  # her form was opened before Ada was ticked
    assert attended(occurrence) == {"Ada", "Zoe"}


def test_only_who_is_confirmed_at_this_date_is_ticked(client, organiser, site, occurrence, come):
    come("Ada", 3)
    waiting = come("Zoe")
    other = EventPageFactory(parent=site.section, slug="other", starts_on=date(2099, 5, 5))
    elsewhere = add_by_hand(
        Occurrence.objects.get(series=other.translation_key), Applicant(name="Max", email="", language="fr")
    ).registration
    came(client, occurrence, ticked=[waiting, elsewhere])
    assert not Registration.objects.filter(attended=True).exists()


@pytest.mark.parametrize("data", [{"came": "x"}, {"before": "1,²"}, {"came": "9" * 19}, {"came": ["1"] * 201}])
def test_what_no_form_sends_is_refused(client, organiser, occurrence, data):
    assert client.post(at("date", occurrence), data).status_code == 400


# --- to take away ---------------------------------------------------------------------------------------------------


def table(client, occurrence):
    response = client.get(at("csv", occurrence))
    data = b"".join(response.streaming_content)
    assert data.startswith(b"\xef\xbb\xbf")
    return response, list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_the_table_has_everybody_and_their_answers_and_no_formula(client, organiser, site):
    page = EventPageFactory(
        parent=site.section, slug="repas", starts_on=date(2099, 3, 5), questions=[{"label": "Allergies ?"}]
    )
    occurrence = Occurrence.objects.get(series=page.translation_key)
    key = str(page.questions.get().translation_key)
    applicant = Applicant(name='=HYPERLINK("x")', email="a@example.org", answers={key: "+noix"}, language="fr")
    add_by_hand(occurrence, applicant)
    response, rows = table(client, occurrence)
    assert response["Content-Disposition"] == 'attachment; filename="repas-2099-03-05.csv"'
    assert rows[0]["Nom"] == '\'=HYPERLINK("x")'
    assert rows[0]["Allergies ?"] == "'+noix"
    assert rows[0]["État"] == "Confirmée"


def test_the_sheet_has_the_names_in_order_and_the_code_of_the_check_in(client, organiser, occurrence, come):
    come("Zoé"), come("Émile"), come("Fanny"), come("Late")
    text = page_of(client, at("sheet", occurrence))
    places = [text.index(name) for name in ("Émile", "Fanny", "Zoé", "Late")]
    assert places == sorted(places)
    assert at("door", occurrence) in text
    assert client.get(at("qr", occurrence)).content.startswith(b"<?xml")


# --- at the door ----------------------------------------------------------------------------------------------------


def today(occurrence):
    hour = timedelta(hours=1)
    Occurrence.objects.filter(pk=occurrence.pk).update(starts_at=timezone.now() - hour, ends_at=timezone.now() + hour)


def check_in(registration):
    return reverse("solo_organiser:check_in", args=[registration.key])


def test_one_button_says_that_somebody_has_come_and_takes_it_back(client, organiser, occurrence, come):
    ada = come("Ada", 2)
    today(occurrence)
    assert "organiser-warning" not in page_of(client, check_in(ada))
    assert client.post(check_in(ada)).status_code == 302
    assert client.post(check_in(ada)).status_code == 302
    assert attended(occurrence) == {"Ada"}
    assert "organiser-done" in page_of(client, check_in(ada))
    client.post(check_in(ada), {"undo": ""})
    assert attended(occurrence) == set()


def test_who_comes_on_the_wrong_day_or_was_cancelled_is_told_kindly(client, organiser, occurrence, come):
    ada = come("Ada")
    assert "pour une autre date" in page_of(client, check_in(ada))
    states.cancel(ada)
    text = page_of(client, check_in(ada))
    assert "organiser-huge" not in text
    client.post(check_in(ada))
    assert attended(occurrence) == set()
    Occurrence.objects.update(status="cancelled")
    assert "Cette date a été annulée" in page_of(client, check_in(ada))


def test_who_is_offered_a_place_accepts_it_at_the_door(client, organiser, occurrence, come):
    ada, zoe = come("Ada", 3), come("Zoe")
    states.cancel(ada)
    client.post(check_in(zoe))
    zoe.refresh_from_db()
    assert (zoe.state, zoe.attended) == ("confirmed", True)


def test_who_waited_is_let_in_where_there_is_room_once_registration_is_closed(client, organiser, occurrence, come):
    ada, zoe = come("Ada", 3), come("Zoe")
    client.post(check_in(zoe))
    zoe.refresh_from_db()
    assert (zoe.state, zoe.attended) == ("waiting", None)
    EventPage.objects.update(registration_closes_hours=24)
    Occurrence.objects.update(
        starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=3)
    )
    assert "organiser-huge" not in page_of(client, check_in(zoe))
    states.cancel(ada)
    assert "organiser-huge" in page_of(client, check_in(zoe))
    client.post(check_in(zoe))
    zoe.refresh_from_db()
    assert (zoe.state, zoe.attended) == ("confirmed", True)
    assert Occurrence.objects.get().taken == 1


def test_who_has_no_code_is_found_by_name(client, organiser, occurrence, come):
    ada = come("Adélaïde")
    assert check_in(ada) in page_of(client, f"{at('door', occurrence)}?q=adelai")
    assert check_in(ada) not in page_of(client, f"{at('door', occurrence)}?q=")
    assert check_in(ada) not in page_of(client, f"{at('door', occurrence)}?q=zzz")


# --- a thousand -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("organiser")
def test_a_thousand_registrations_cost_no_more_queries(client, occurrence, django_assert_max_num_queries):
    Occurrence.objects.update(capacity=2000, ceiling=2000)
    Registration.objects.bulk_create(
        Registration(
            occurrence=occurrence, state="confirmed", name=f"N {n}", email="", address_key=str(n), language="fr"
        )
        for n in range(1000)
    )
    for address in [at(name, occurrence) for name in ("date", "sheet", "door")] + [reverse("wagtailadmin_home")]:
        page_of(client, address)
        with django_assert_max_num_queries(25):
            page_of(client, address)
    with django_assert_max_num_queries(12):
        b"".join(client.get(at("csv", occurrence)).streaming_content)
    text = page_of(client, f"{at('date', occurrence)}?p=5")
    assert text.count('name="came"') == 200


def test_the_way_from_each_row_of_the_explorer_costs_one_query_for_all(site, organiser, client):
    def asked(number):
        for _one in range(number):
            EventPageFactory(parent=site.section, starts_on=date(2099, 3, 5))
        with CaptureQueriesContext(connection) as queries:
            text = page_of(client, reverse("wagtailadmin_explore", args=[site.section.pk]))
        rows = EventPage.objects.count()
        assert text.count("/registrations/of/") == rows
        return [one["sql"] for one in queries if '"solo_pages_eventpage"' in one["sql"]]

    asked(1)
    few, many = asked(1), asked(4)
    assert len(few) == len(many), many
