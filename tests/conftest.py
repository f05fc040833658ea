"""What every test may rely on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Nothing remembered from another test: keys repeat once a transaction was rolled back."""
    cache.clear()
