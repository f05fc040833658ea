"""A moderator reviews a profile with the keyboard alone, on a phone, with and without script."""

from functools import partial
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page

from directory_blocks.models import DirectoryPage
from portal.accounts.models import User
from solo_pages.models import SoloProfilePage
from solo_pages.moderation.proposals import propose_terms
from solo_pages.moderation.workflow import workflow_for
from tests.factories.solo_pages import SoloProfilePageFactory

from .sessions import session_of, storage_of
from .sites import build_directory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def profile(transactional_db) -> SoloProfilePage:
    """A change that waits, with a proposed term."""
    build_directory()
    section = Page.objects.type(DirectoryPage).get(slug="annuaire")
    call_command("setup_groups", stdout=StringIO())
    solo = User.objects.create_user("marie@example.org", first_name="Marie")
    page = SoloProfilePageFactory(parent=section, title="Marie Dupont", slug="marie", owner=solo)
    page.save_revision().publish()
    page = SoloProfilePage.objects.get(pk=page.pk)
    page.headline = "Elle traduit des romans gascons"
    page.save_revision(user=solo)
    propose_terms(page, solo, "skill", ["Vannerie"])
    workflow_for(page).start(SoloProfilePage.objects.get(pk=page.pk), solo)
    return page


@pytest.fixture
def session(profile) -> str:
    """The key of a moderator's session."""
    moderator = User.objects.create_user("maud@example.org", "secret", first_name="Maud")
    moderator.groups.add(Group.objects.get(name="Moderators"))
    return session_of(moderator)


@pytest.fixture
def addresses(profile):
    return reverse("solo_reviews:list"), reverse("solo_reviews:review", args=[profile.pk])


@pytest.fixture
def moderate(live_server, session, visit):
    """Open an address as a moderator."""
    return partial(visit, storage_state=storage_of(session, live_server))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_in_the_way_of_anybody(moderate, addresses, axe, width, scheme):
    for address in addresses:
        page = moderate(address, width=width, scheme=scheme)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", [True, False])
def test_a_profile_is_approved_with_the_keyboard_alone(moderate, addresses, script):
    page = moderate(addresses[0], script=script)
    page.get_by_role("link", name="Marie Dupont").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{addresses[1]}")
    assert page.locator(".review-table--compared ins").inner_text() == "gascons"
    page.locator("#id_comment").focus()
    page.keyboard.type("Merci !")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{addresses[0]}")
    page.locator(".review-empty").wait_for()
