"""The registry of what is measured."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from wagtail.models import Locale

from ..models import DirectoryPage


@dataclass
class Bench:
    """What a scenario works on: a directory over ``size`` entries a language, and an anonymous visitor."""

    size: int
    page: DirectoryPage
    locale: Locale
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        """Work out the address of the directory, which is no part of a request."""
        self.url = self.page.get_url()

    def get(self, path: str = "", query: str = "", **headers: Any) -> Any:
        """Ask for something below the directory; raises AssertionError for an answer that is no success."""
        response = self.client.get(f"{self.url}{path}{query}", **headers)
        assert response.status_code in (200, 304), f"{response.status_code}: {path}{query}"  # noqa: S101
        return response


# One call is one measurement; it gets the number of the round, and may give back a response, whose bytes count.
Step = Callable[[int], Any]
Setup = Callable[[Bench], Step]


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    Something to measure: ``setup`` prepares it (not measured) and gives the step. ``warm`` leaves the cache as the last
    round did; else every round starts with an empty one. ``rounds`` overrides the number of rounds.
    """

    name: str
    setup: Setup
    warm: bool = False
    rounds: int | None = None


SCENARIOS: dict[str, Scenario] = {}


def scenario(name: str, *, warm: bool = False, rounds: int | None = None) -> Callable[[Setup], Setup]:
    """Register a scenario under the name that its row in the table has."""

    def register(setup: Setup) -> Setup:
        SCENARIOS[name] = Scenario(name, setup, warm, rounds)
        return setup

    return register
