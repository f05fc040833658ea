"""What every test may rely on."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing remembered from another test: keys repeat once a transaction was rolled back."""
    cache.clear()


@pytest.fixture(autouse=True)
def language_of_the_settings() -> Iterator[None]:
    """The language of the settings, whatever the last request of another test was in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
