"""The dates of a meeting in the admin: seen with who comes, cancelled, moved, restored."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from solo_pages.events.changing import Scope
from solo_pages.models import EventPage, Occurrence, Registration
from tests.factories.solo_pages import EventPageFactory
from tests.solo_pages.registration.organising import editor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(site):
    return EventPageFactory(
        parent=site.section, slug="cafe", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=3", capacity=5
    )


@pytest.fixture
def second(meeting):
    """The second date, for which four places are taken and one is waited for."""
    occurrence = Occurrence.objects.get(series=meeting.translation_key, starts_at__day=12)
    for number, state in enumerate(["confirmed", "confirmed", "waiting"]):
        Registration.objects.create(
            occurrence=occurrence, state=state, places=2 if state == "confirmed" else 1, name="A",
            email=f"{number}@example.org", address_key=f"{number}@example.org", language="fr",
        )  # fmt: skip
    Occurrence.objects.filter(pk=occurrence.pk).update(taken=4)
    return Occurrence.objects.get(pk=occurrence.pk)


@pytest.fixture
def organiser_elsewhere(site):
    """May change what stands in the English section."""
    return editor_of(site.english_section, "odile@example.org")


def listed(client, meeting):
    text = client.get(reverse("solo_meetings:dates", args=[meeting.pk])).content.decode().replace("\xa0", " ")
    return [
        re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)).strip()
        for row in re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", text, re.S)
    ]


def address(action, meeting, occurrence):
    return reverse(f"solo_meetings:{action}", args=[meeting.pk, occurrence.key])


def asked(client, action, meeting, occurrence):
    """The form's text, and what it is based on."""
    text = client.get(address(action, meeting, occurrence)).content.decode().replace("\xa0", " ")
    return text, re.search(r'name="based_on" value="(\w+)"', text)[1]


def send(client, action, meeting, occurrence, **values):
    basis = values.pop("based_on", None) or asked(client, action, meeting, occurrence)[1]
    data = {"scope": Scope.ONE, "words": "", "based_on": basis, **values}
    return client.post(address(action, meeting, occurrence), data)


def test_all_dates_to_come_stand_there_with_who_comes(admin_client, meeting, second):
    rows = listed(admin_client, meeting)
    assert [row.split(",")[0] for row in rows] == ["Jeudi 5 mars 2099", "Jeudi 12 mars 2099", "Jeudi 19 mars 2099"]
    assert rows[1].startswith("Jeudi 12 mars 2099, de 18 h à 20 h 4 1 1")


def test_a_date_is_cancelled_after_it_was_said_how_many_are_told(admin_client, meeting, second):
    text, _basis = asked(admin_client, "cancel", meeting, second)
    assert "Cette date seulement (3 personnes sont averties)" in re.sub(r"\s+", " ", text)
    response = send(admin_client, "cancel", meeting, second, words="La salle est inondée.")
    assert response.status_code == 302, response.content.decode()
    assert Occurrence.objects.get(pk=second.pk).is_cancelled
    assert "Annulée" in listed(admin_client, meeting)[1]
    assert Occurrence.objects.filter(status="cancelled").count() == 1


def test_a_cancelled_date_is_restored(admin_client, meeting, second):
    send(admin_client, "cancel", meeting, second)
    second.refresh_from_db()
    assert send(admin_client, "restore", meeting, second).status_code == 302
    assert not Occurrence.objects.get(pk=second.pk).is_cancelled


def test_a_date_and_all_that_follow_are_moved(admin_client, meeting, second):
    values = {"new_on": "2099-03-13", "new_from": "09:00", "new_until": "11:00", "scope": Scope.FOLLOWING}
    response = send(admin_client, "move", meeting, second, **values)
    assert response.status_code == 302, response.content.decode()
    rows = listed(admin_client, meeting)
    assert [row.split(" 2099")[0] for row in rows] == ["Jeudi 5 mars", "Vendredi 13 mars", "Vendredi 20 mars"]
    assert "de 9 h à 11 h" in rows[2]


def test_the_form_speaks_the_language_of_who_reads_it(admin_client, admin_user, meeting, second):
    for language, words in (("fr", "Choisir un point de services"), ("en", "Choose a service point")):
        UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
        assert words in asked(admin_client, "move", meeting, second)[0]


def test_moving_nothing_is_refused(admin_client, meeting, second):
    response = send(admin_client, "move", meeting, second, new_on="2099-03-12", new_from="18:00", new_until="20:00")
    assert response.status_code == 422
    assert "Rien ne change" in response.content.decode()


def test_times_are_moved_to_what_the_form_shows(admin_client, meeting, second):
    values = {"new_on": "2099-03-12", "new_from": "17:00", "new_until": "20:00"}
    assert send(admin_client, "move", meeting, second, **values).status_code == 302
    assert "Jeudi 12 mars 2099, de 17 h à 20 h" in listed(admin_client, meeting)[1]


@pytest.mark.parametrize("scope", Scope)
def test_an_end_before_the_start_is_refused_before_anybody_is_told(admin_client, meeting, second, scope):
    values = {"new_on": "2099-03-12", "new_from": "10:00", "new_until": "09:00", "scope": scope}
    response = send(admin_client, "move", meeting, second, **values)
    assert "La fin précède-t-elle le début ?" in response.content.decode().replace("\xa0", " ")
    assert Occurrence.objects.get(pk=second.pk).starts_at == second.starts_at


def test_a_date_may_be_moved_to_go_on_past_midnight(admin_client, meeting, second):
    values = {"new_on": "2099-03-12", "new_from": "20:00", "new_until": "01:00"}
    assert send(admin_client, "move", meeting, second, **values).status_code == 302
    moved = Occurrence.objects.get(pk=second.pk)
    assert (moved.ends_at - moved.starts_at).total_seconds() == 5 * 3600


def test_what_was_typed_is_kept_beside_what_is_wrong(admin_client, meeting, second):
    response = send(admin_client, "move", meeting, second, new_on="demain", words="Désolés")
    assert response.status_code == 422
    text = response.content.decode()
    assert "Désolés" in text
    assert 'value="demain"' in text


def test_who_asked_before_somebody_elses_change_is_told(admin_client, meeting, second):
    _text, basis = asked(admin_client, "cancel", meeting, second)
    page = EventPage.objects.get(pk=meeting.pk)
    page.notice = "Autre chose"
    page.save_revision().publish()
    response = send(admin_client, "cancel", meeting, second, based_on=basis, words="La salle est inondée.")
    assert response.status_code == 409
    assert "La salle est inondée." in response.content.decode()
    assert not Occurrence.objects.get(pk=second.pk).is_cancelled
    basis = re.search(r'name="based_on" value="(\w+)"', response.content.decode())[1]
    assert send(admin_client, "cancel", meeting, second, based_on=basis).status_code == 302


def test_who_may_change_the_meeting_sees_its_dates_and_who_may_publish_it_changes_them(
    client, django_user_model, meeting, second, site
):
    user = django_user_model.objects.create_user("edith@example.org", "secret")
    group = Group.objects.get(name="Editors")
    user.groups.add(group)
    GroupPagePermission.objects.create(group=group, page=site.section, permission_type="change")
    client.force_login(user)
    button = reverse("solo_meetings:dates", args=[meeting.pk])
    assert button in client.get(reverse("wagtailadmin_pages:edit", args=[meeting.pk])).content.decode()
    text = client.get(button).content.decode()
    assert reverse("solo_organiser:date", args=[second.key]) in text
    assert "est publié aussitôt" in text
    assert address("cancel", meeting, second) not in text
    assert client.get(address("cancel", meeting, second)).status_code in {302, 403}
    assert client.post(address("cancel", meeting, second), {}).status_code in {302, 403}
    assert not Occurrence.objects.get(pk=second.pk).is_cancelled
    GroupPagePermission.objects.create(group=group, page=site.section, permission_type="publish")
    text = client.get(button).content.decode()
    assert "est publié aussitôt" not in text
    assert address("cancel", meeting, second) in text


def test_who_may_not_change_the_meeting_is_not_shown_the_way_to_its_dates(client, organiser_elsewhere, meeting, site):
    client.force_login(organiser_elsewhere)
    dates = reverse("solo_meetings:dates", args=[meeting.pk])
    assert dates not in client.get(reverse("wagtailadmin_explore", args=[site.section.pk])).content.decode()
    assert client.get(dates).status_code in {302, 403}


def test_who_publishes_a_translation_alone_does_not_change_the_dates_of_all(client, meeting, site):
    english = site.translated(meeting, title="Coffee")
    user = editor_of(english, "edith@example.org")
    group = user.groups.get()
    GroupPagePermission.objects.create(group=group, page=english, permission_type="publish")
    client.force_login(user)
    first = Occurrence.objects.filter(series=meeting.translation_key).first()
    assert client.post(address("cancel", english, first), {}).status_code in {302, 403}
    dates = reverse("solo_meetings:dates", args=[english.pk])
    text = client.get(dates).content.decode()
    assert address("cancel", english, first) not in text
    assert reverse("solo_organiser:date", args=[first.key]) not in text
    GroupPagePermission.objects.create(group=group, page=meeting, permission_type="publish")
    assert address("cancel", english, first) in client.get(dates).content.decode()


def test_a_date_of_another_meeting_is_not_there(admin_client, meeting, site):
    other = EventPageFactory(parent=site.section, slug="autre", starts_on=date(2099, 4, 5))
    occurrence = Occurrence.objects.get(series=other.translation_key)
    assert admin_client.get(address("cancel", meeting, occurrence), follow=True).status_code == 404


def test_a_draft_has_no_dates_to_change(admin_client, meeting):
    meeting.unpublish()
    text = admin_client.get(reverse("solo_meetings:dates", args=[meeting.pk])).content.decode()
    assert "une fois publiée" in text


def test_a_meeting_that_takes_place_once_is_changed_without_a_choice(admin_client, site):
    page = EventPageFactory(parent=site.section, slug="salon", starts_on=date(2099, 4, 5))
    occurrence = Occurrence.objects.get(series=page.translation_key)
    text, _basis = asked(admin_client, "cancel", page, occurrence)
    assert text.count('name="scope"') == 1
    assert "personne n’est averti" in text


@pytest.mark.parametrize("scope", Scope)
def test_a_date_is_not_moved_to_where_it_would_be_over(admin_client, meeting, second, scope):
    response = send(admin_client, "move", meeting, second, new_on="2020-01-01", scope=scope)
    assert response.status_code == 422
    assert "donnez un jour et une heure à venir" in str(response.context["form"].errors["new_on"]).replace("\xa0", " ")
    assert Occurrence.objects.get(pk=second.pk).starts_at == second.starts_at


@pytest.mark.parametrize("rest", ["{}/dates/", "{}/next-dates/", "below/{}/next-dates/"])
def test_a_key_that_no_database_holds_is_not_found(admin_client, rest):
    address = "/admin/solo-pages/meetings/" + rest.format("9" * 23)
    assert admin_client.post(address, {}, follow=True).status_code == 404
