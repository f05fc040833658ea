"""The list of meetings in the admin."""

from datetime import date

import pytest
from django.urls import reverse

from solo_pages.models import Occurrence, Registration
from tests.factories.site import make_term
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings(site, auch):
    """One at Auch with four places taken and one waited for, one at a service point that is over."""
    coming = EventPageFactory(
        parent=site.section,
        title="Café des solos",
        slug="cafe",
        starts_on=date(2099, 3, 5),
        recurrence="FREQ=WEEKLY;COUNT=2",
        commune=auch,
        event_types=[make_term("Rencontre", "meetup", vocabulary="event_type")],
    )
    over = EventPageFactory(parent=site.section, title="Salon", slug="salon", starts_on=date(2020, 3, 5))
    first = Occurrence.objects.get(series=coming.translation_key, starts_at__day=5)
    for number, state in enumerate(["confirmed", "confirmed", "waiting", "cancelled"]):
        Registration.objects.create(
            occurrence=first, state=state, places=2 if state == "confirmed" else 1, name="A", email="a@example.org",
            address_key=f"{number}@example.org", language="fr",
        )  # fmt: skip
    return coming, over


def test_each_meeting_tells_its_next_date_kind_commune_and_who_comes(admin_client, meetings):
    text = admin_client.get(reverse("meetings:index")).content.decode().replace("\xa0", " ")
    for word in ("Café des solos", "Jeudi 5 mars 2099, de 18 h à 20 h", "Rencontre", "Auch", "4 sur 10, 1 en attente"):
        assert word in text, word


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dates=coming", ["Café des solos"]),
        ("dates=over", ["Salon"]),
        ("registration=here&live=true", ["Café des solos", "Salon"]),
        ("attendance=online", []),
    ],
)
def test_the_list_is_narrowed(admin_client, meetings, query, found):
    response = admin_client.get(f"{reverse('meetings:index')}?{query}")
    assert sorted(page.title for page in response.context["object_list"]) == found


@pytest.mark.parametrize(
    ("ordering", "found"),
    [
        ("", ["Vide-grenier", "Café des solos", "Salon"]),
        ("-next_starts_at", ["Café des solos", "Vide-grenier", "Salon"]),
    ],
)
def test_the_next_to_take_place_is_the_first_and_what_is_over_the_last(admin_client, meetings, site, ordering, found):
    EventPageFactory(parent=site.section, title="Vide-grenier", slug="vide-grenier", starts_on=date(2098, 3, 5))
    response = admin_client.get(reverse("meetings:index"), {"ordering": ordering} if ordering else {})
    assert [page.title for page in response.context["object_list"]] == found


def test_the_list_costs_as_much_for_many_as_for_few(admin_client, meetings, site, django_assert_max_num_queries):
    address = reverse("meetings:index")
    admin_client.get(address)
    with django_assert_max_num_queries(60) as few:
        admin_client.get(address)
    for number in range(4):
        EventPageFactory(parent=site.section, title=f"Atelier {number}", slug=f"atelier-{number}")
    with django_assert_max_num_queries(60) as many:
        admin_client.get(address)
    # The menu of each row asks what can be translated (two queries on Wagtail 8), and whose meeting it is.
    assert len(many) <= len(few) + 3 * 4
