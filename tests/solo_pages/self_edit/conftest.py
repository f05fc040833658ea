import pytest
from django.core.cache import cache

from tests.factories.solos import SoloPortal, build_solo_portal


@pytest.fixture
def portal(db: None) -> SoloPortal:
    # Limits of an hour count on from one test to the next, whose people have the same keys.
    cache.clear()
    return build_solo_portal()


@pytest.fixture
def page(portal):
    return portal.profile()
