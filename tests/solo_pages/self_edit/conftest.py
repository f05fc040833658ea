import pytest

from tests.factories.solos import SoloPortal


@pytest.fixture
def portal(solo_portal: SoloPortal) -> SoloPortal:
    return solo_portal


@pytest.fixture
def page(portal):
    return portal.profile()
