"""Before a meeting goes, whoever deletes it is told who is registered."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from solo_pages.models import EventPage, Letter, Occurrence, Registration
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(get_user_model().objects.create_superuser("chef@example.org", "armagnac"))
    return client


@pytest.fixture
def page(site):
    page = EventPageFactory(parent=site.section, starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=2")
    for occurrence in Occurrence.objects.all():
        for name in ("ana", "bea"):
            Registration.objects.create(
                occurrence=occurrence,
                state="confirmed",
                name=name,
                email=f"{name}@example.org",
                address_key=f"{name}@example.org",
                language="fr",
            )
    return page


def said(client, name, page):
    return [str(one) for one in client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).context["messages"]]


def test_who_is_registered_is_said_before_a_meeting_goes(admin, page):
    [message] = said(admin, "delete", page)
    assert message.startswith("2 personnes")


def test_it_is_said_before_a_section_goes(admin, page, site):
    [message] = said(admin, "delete", site.section)
    assert message.startswith("2 personnes")


def test_nothing_is_said_where_another_language_is_left(admin, page, site):
    english = site.translated(page)
    assert said(admin, "delete", english) == []
    EventPage.objects.get(pk=page.pk).unpublish()
    assert len(said(admin, "delete", english)) == 1


def test_deleting_keeps_the_registrations(admin, page):
    admin.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not EventPage.objects.exists()
    assert Registration.objects.count() == 4
    assert set(Occurrence.objects.values_list("status", flat=True)) == {"cancelled"}


# --- taken off the site


def unpublishing(*pages):
    if len(pages) == 1:
        return reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk])
    query = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?{query}"


def warned(client, *pages):
    html = client.get(unpublishing(*pages)).content.decode().replace("\xa0", " ")
    return "2 personnes sont inscrites" in html, "2 personnes inscrites (dates : 2) seront informées" in html


def test_who_is_registered_is_said_before_a_meeting_is_taken_off_the_site_and_told_then(admin, page, site):
    assert warned(admin, page) == (True, False)
    assert warned(admin, page, site.solo()) == (True, False)
    admin.post(unpublishing(page))
    assert sorted(Letter.objects.values_list("recipient", flat=True)) == [
        *["ana@example.org"] * 2,
        *["bea@example.org"] * 2,
    ]
    assert set(Occurrence.objects.values_list("status", flat=True)) == {"cancelled"}


def test_what_goes_along_only_if_it_is_ticked_is_said_as_such(admin, page, site):
    assert warned(admin, site.section) == (False, True)
    english = site.translated(page)
    assert warned(admin, page) == (False, True)
    assert warned(admin, page, english) == (True, False)
    admin.post(unpublishing(page), {"unpublish_translations": "on"})
    assert Letter.objects.count() == 4


def test_several_meetings_taken_off_at_once_tell_who_is_registered(admin, page, site):
    admin.post(unpublishing(page, site.solo()))
    assert Letter.objects.count() == 4


def test_nothing_is_said_of_a_meeting_that_nobody_registered_for(admin, page):
    Registration.objects.all().delete()
    assert warned(admin, page) == (False, False)
