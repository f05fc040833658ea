import pytest

from tests.factories.solos import SoloPortal, build_solo_portal


@pytest.fixture
def portal(db: None) -> SoloPortal:
    return build_solo_portal()


@pytest.fixture
def page(portal):
    return portal.profile()
