"""A wrong composition is a system-check message, not a surprise on a page."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from wagtail.images import get_image_model

from .freshness.states import periods


@checks.register()
def needs_its_companions(**kwargs: Any) -> list[checks.CheckMessage]:
    """The apps that profiles and service points stand on are installed."""
    return [
        checks.Error(
            f"solo_pages needs {app} in INSTALLED_APPS.",
            hint=f'Add "{app}" below "solo_pages".',
            id=f"solo_pages.E{n:03}",
        )
        for n, app in enumerate(["directory_blocks", "wagtail.contrib.routable_page", "wagtail.images"], start=1)
        if not apps.is_installed(app)
    ]


@checks.register()
def pictures_can_be_described(**kwargs: Any) -> list[checks.CheckMessage]:
    """The image model can hold a description, which is read aloud where the picture is not seen."""
    if hasattr(get_image_model(), "default_alt_text"):
        return []
    return [
        checks.Warning(
            "The image model has no default_alt_text: portraits and photographs will have no description.",
            hint="Derive it from wagtail.images.models.AbstractImage.",
            obj=get_image_model(),
            id="solo_pages.W001",
        )
    ]


@checks.register()
def periods_are_months(**kwargs: Any) -> list[checks.CheckMessage]:
    """The periods after which pages need confirming are whole numbers, for types that there are."""
    try:
        periods()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), id="solo_pages.E004")]
    return []


@checks.register(deploy=True)
def rate_limits_count_for_all_processes(**kwargs: Any) -> list[checks.CheckMessage]:
    """Local memory is of one process: with several, everybody may do everything so many times more often."""
    backend = settings.CACHES.get("default", {}).get("BACKEND", "")
    if not backend.endswith("LocMemCache"):
        return []
    return [
        checks.Warning(
            "The default cache is the memory of each process: rate limits and the count of views hold for one process.",
            hint="Set CACHES['default'] to Redis or Memcached; where a single process serves, silence this check.",
            id="solo_pages.W003",
        )
    ]


@checks.register()
def rate_limits_are_counted(**kwargs: Any) -> list[checks.CheckMessage]:
    """The contact form counts messages in the default cache; a dummy cache counts nothing."""
    backend = settings.CACHES.get("default", {}).get("BACKEND", "")
    if not backend.endswith("DummyCache"):
        return []
    return [
        checks.Warning(
            "The default cache keeps nothing, so the contact forms of profiles are not rate-limited.",
            hint="Set CACHES['default'] to Redis, Memcached, a database table or local memory.",
            id="solo_pages.W002",
        )
    ]
