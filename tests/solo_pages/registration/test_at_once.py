"""Fifty people at the very same moment, for the last five places."""

import time
from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core import signing
from django.test import Client

from solo_pages.contact.guarded import SALT
from solo_pages.models import EventPage, Occurrence, Registration
from tests.factories.site import publish
from tests.threads import database_of_threads, in_threads

PEOPLE, PLACES = 50, 5
State = Registration.State
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def wanted(transactional_db, meeting, settings) -> EventPage:
    """A meeting with five places, open to many from one address."""
    settings.SOLO_PAGES = {**settings.SOLO_PAGES, "REGISTRATIONS_PER_HOUR": 1000}
    meeting.capacity = PLACES
    publish(meeting)
    return meeting


@pytest.fixture
def real_database(wanted, tmp_path) -> Iterator[None]:
    with database_of_threads(tmp_path):
        yield


def test_five_get_the_places_and_the_others_wait_in_order(wanted, occurrence, real_database):
    opened = signing.dumps({"at": time.time() - 60, "on": str(occurrence.key)}, salt=SALT)

    def send(number: int) -> int:
        words = {"name": f"N{number}", "email": f"n{number}@example.org", "places": "1", "opened": opened}
        return Client().post("/fr/annuaire/compost/register/", words).status_code

    answers = in_threads([lambda number=number: send(number) for number in range(PEOPLE)])
    assert answers == [HTTPStatus.FOUND] * PEOPLE
    ((taken, rows),) = in_threads(
        [
            lambda: (
                Occurrence.objects.get(pk=occurrence.pk).taken,
                [(one.state, one.position) for one in Registration.objects.order_by("pk")],
            )
        ]
    )
    assert taken == PLACES
    waiting = [(State.WAITING, position) for position in range(1, PEOPLE - PLACES + 1)]
    assert rows == [(State.CONFIRMED, None)] * PLACES + waiting
