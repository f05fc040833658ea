from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from directory_blocks.models import Entry
from solo_pages.freshness.states import add_months
from tests.factories.site import publish


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def months_ago(today) -> Callable[[int], date]:
    return lambda months: add_months(today, -months)


@pytest.fixture
def solo_user(db):
    return get_user_model().objects.create_user("marie@solo.example", "secret")


@pytest.fixture
def profile(site, auch, solo_user, months_ago):
    """A profile of a solo, last confirmed thirteen months ago, with its English translation."""
    page = site.solo("Marie Dupont", slug="marie", owner=solo_user, commune=auch, verified_on=months_ago(13))
    publish(page)
    site.translated(page, headline="She translates novels")
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def run_command(django_capture_on_commit_callbacks, capsys) -> Callable[..., str]:
    """Run ask_freshness as cron does; gives what it said."""

    def run(*arguments: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            call_command("ask_freshness", *arguments)
        return capsys.readouterr().out

    return run


@pytest.fixture
def listed() -> Callable[[], list[str]]:
    """The titles of the French list, in its default order."""
    return lambda: list(
        Entry.objects.filter(locale__language_code="fr", source__in=["solo", "service"])
        .order_by("sort_key")
        .values_list("title", flat=True)
    )
