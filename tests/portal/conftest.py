import pytest

from tests.factories.portal import Portal


@pytest.fixture
def portal(small_portal: Portal) -> Portal:
    return small_portal
