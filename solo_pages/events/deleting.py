"""Saying, before a meeting goes, who is registered for it: on Wagtail's own page that asks whether one is sure."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

from ..models import EventPage, Occurrence, Registration


def warn_before_deletion(request: HttpRequest, page: Page) -> None:
    """Tell how many people the deletion of a page, with all below it, is about."""
    if request.method != "GET":
        return
    people, dates = people_losing([page, *_going_along(page)])
    if people:
        text = ngettext(
            "%(people)d person is registered for what is to come here (dates: %(dates)d). They will be told that it is"
            " cancelled; the registrations are kept.",
            "%(people)d people are registered for what is to come here (dates: %(dates)d). They will be told that it is"
            " cancelled; the registrations are kept.",
            people,
        )
        messages.warning(request, text % {"people": people, "dates": dates})


def people_losing(pages: Iterable[Page]) -> tuple[int, int]:
    """Count the people, and their dates to come, whose meetings have no other page than these and those below them."""
    branches = Q(pk__in=[])
    for page in pages:
        branches |= Q(path__startswith=page.path)
    live = EventPage.objects.filter(live=True, alias_of=None)
    going = set(live.filter(branches).order_by().values_list("translation_key", flat=True))
    if not going:
        return 0, 0
    staying = live.filter(translation_key__in=going).exclude(branches).order_by().values("translation_key")
    dates = Occurrence.objects.upcoming().scheduled().filter(series__in=going).exclude(series__in=staying)
    active = Registration.objects.filter(occurrence__in=dates.order_by().values("pk"), state__in=Registration.ACTIVE)
    active = active.order_by()
    return active.values("address_key").distinct().count(), active.values("occurrence").distinct().count()


def _going_along(page: Page) -> list[Page]:
    """Translations that a host has go along with their source."""
    found: list[Page] = []
    for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        for others in (hook([page], "delete") or {}).values():
            found.extend(others)
    return found
