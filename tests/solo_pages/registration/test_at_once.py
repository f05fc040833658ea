"""Fifty people at the very same moment, for the last five places."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Barrier
from typing import Any

import pytest
from django.core import signing
from django.db import connection, connections
from django.test import Client

from solo_pages.contact.guarded import SALT
from solo_pages.models import EventPage, Occurrence, Registration
from tests.factories.site import publish

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
    """
    The database as threads find it when the portal runs. Tests on SQLite have theirs in memory, where one connection
    does not wait for another: threads get a copy in a file.
    """
    if connection.vendor != "sqlite":
        yield
        return
    settings = connections.settings["default"]
    name = settings["NAME"]
    file = str(tmp_path / "portal.sqlite3")
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
    copy.close()
    settings["NAME"] = file
    yield
    settings["NAME"] = name


def in_threads(actions: list[Callable[[], Any]]) -> list[Any]:
    """Run each in a thread of its own, all at the same moment."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            barrier.wait(timeout=60)
            return action()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


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
