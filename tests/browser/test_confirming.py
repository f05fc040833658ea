"""The letter's link in a browser: one button, on a phone and without script, in both languages."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, Site

from portal.accounts.models import User
from solo_pages.freshness.links import confirm_token
from solo_pages.freshness.recipients import recipient_of
from solo_pages.freshness.states import add_months
from solo_pages.models import FreshnessRecord, SoloProfilePage
from tests.factories.site import build_site, publish

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def profile(transactional_db):
    """A profile that has left the lists."""
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    owner = User.objects.create_user("marie@solo.example", "secret")
    long_ago = add_months(timezone.localdate(), -30)
    page = build_site().solo("Marie Dupont", slug="marie", owner=owner, verified_on=long_ago)
    FreshnessRecord.objects.create(translation_key=page.translation_key, source="solo", standing="unlisted")
    publish(page)
    return SoloProfilePage.objects.get(pk=page.pk)


@pytest.fixture
def token(profile) -> str:
    return confirm_token(profile, recipient_of(profile))


@pytest.mark.parametrize(("path", "thanks"), [("/fr/compte/", "Merci"), ("/en/account/", "Thank you")])
def test_pressing_the_button_confirms_on_a_phone_without_script(token, visit, profile, path, thanks):
    page = visit(f"{path}still-true/{token}/", width=320, script=False)
    page.locator("main form button").click()
    assert thanks in page.locator("main h1").inner_text()

    def read():
        try:
            return SoloProfilePage.objects.get(pk=profile.pk).verified_on
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(read).result() == timezone.localdate()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(token, visit, axe, scheme):
    for path in (f"/fr/compte/still-true/{token}/", f"/en/account/still-true/{token}/", "/fr/annuaire/marie/"):
        page = visit(path, width=360, scheme=scheme)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
