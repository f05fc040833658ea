"""What every test may rely on."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

from .factories.portal import Portal, make_portal
from .factories.site import BilingualSite, build_site_alone
from .factories.solos import SoloPortal, build_solo_portal
from .worlds import standing, world, world_of


@world
def small_portal() -> Portal:
    return make_portal()


@world
def bilingual_site() -> BilingualSite:
    return build_site_alone()


@world
def solo_portal() -> SoloPortal:
    return build_solo_portal()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have the tests that begin in one world run one after the other."""
    if name := world_of(metafunc):
        metafunc.parametrize("standing_world", [name], indirect=True, scope="session", ids=[pytest.HIDDEN_PARAM])


@pytest.fixture(scope="session", autouse=True)
def standing_world(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """The objects of the world around a test, by its name: renewed where the next begins in another or in none."""
    if name := getattr(request, "param", ""):
        request.getfixturevalue("django_db_setup")
        with standing(name, request.getfixturevalue("django_db_blocker")) as objects:
            yield {name: objects}
    else:
        yield {}


def pytest_collection_finish() -> None:
    """Let garbage collection pass over what was imported, which stays; to look through it takes a tenth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing remembered from another test: keys repeat once a transaction was rolled back."""
    cache.clear()


@pytest.fixture(autouse=True)
def language_of_the_settings() -> Iterator[None]:
    """The language of the settings, whatever the last request of another test was in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
