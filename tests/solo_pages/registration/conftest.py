from collections.abc import Callable
from datetime import date

import pytest

from portal.accounts.models import User
from solo_pages.models import EventPage, Occurrence, Registration
from solo_pages.registration.states import Applicant, register
from tests.factories.solo_pages import EventPageFactory

from .organising import editor_of

Register = Callable[..., Registration]


@pytest.fixture
def meeting(site) -> EventPage:
    """A workshop of three places, far in the future."""
    return EventPageFactory(
        parent=site.section,
        title="Atelier compost",
        slug="compost",
        starts_on=date(2099, 3, 5),
        capacity=3,
        places_each=3,
        organiser_email="jardin@example.org",
    )


@pytest.fixture
def occurrence(meeting) -> Occurrence:
    return Occurrence.objects.get(series=meeting.translation_key)


@pytest.fixture
def come(occurrence) -> Register:
    """Register somebody by name."""

    def come(name: str, places: int = 1, **more: object) -> Registration:
        words = {"name": name, "email": f"{name.lower()}@example.org", "places": places, "language": "fr", **more}
        return register(occurrence, Applicant(**words)).registration

    return come


@pytest.fixture
def organiser(site, client) -> User:
    """May change what stands in the section of the meeting, and nothing else; logged in."""
    user = editor_of(site.section, "odile@example.org")
    client.force_login(user)
    return user
