import pytest

from tests.factories.portal import Portal, make_portal


@pytest.fixture
def portal(db: None) -> Portal:
    return make_portal()
