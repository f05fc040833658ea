"""
Small sites that many tests begin in, each built once for all of them instead of once for each.

A world stands in a transaction around the tests that ask for its fixture, which pytest puts one after the other, as it
does with every parameter of a session. Each test has its own transaction inside of that one, and its own copy of the
objects: it sees nothing of another. The hooks are in ``conftest``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import translation

_builders: dict[str, Callable[[], Any]] = {}


def world(build: Callable[[], Any]) -> Any:
    """
    Make a fixture out of a function that builds a site and gives its objects.

    The name of the function is the name of the fixture, and has to be the only one of its kind among all tests.
    """
    name = build.__name__
    _builders[name] = build

    @pytest.fixture(name=name)
    def fixture(standing_world: dict[str, Any], db: None) -> Any:
        # A test that commits has no world around it, and builds what it needs.
        return deepcopy(standing_world[name]) if name in standing_world else build()

    fixture.__doc__ = build.__doc__
    return fixture


def world_of(test: pytest.Metafunc) -> str:
    """Name the world that a test begins in; empty for none, and for a test that commits."""
    marker = test.definition.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"}.intersection(test.fixturenames)
    if commits or (marker and marker.kwargs.get("transaction")):
        return ""
    return next((name for name in _builders if name in test.fixturenames), "")


@contextmanager
def standing(name: str, blocker: Any) -> Iterator[Any]:
    """
    Build a world and take it back in the end; gives its objects.

    ``blocker`` is pytest-django's, which keeps the database from whatever did not ask for it.
    """
    with blocker.unblock(), transaction.atomic():
        # Addresses of the site before this one.
        cache.clear()
        with translation.override(settings.LANGUAGE_CODE):
            objects = _builders[name]()
        with blocker.block():
            yield objects
        transaction.set_rollback(True)
