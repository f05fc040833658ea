"""Saying, before a meeting goes, how many are registered for it: where Wagtail asks whether one is sure."""

from collections.abc import Iterable, Iterator

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
    people, dates = people_losing([page, *_going_along(page, "delete")])
    if people:
        messages.warning(request, _lost(people, dates))


def warnings_before_unpublishing(pages: Iterable[Page]) -> Iterator[str]:
    """Tell how many people it is about when pages are unpublished; and when what may go along with them is, too."""
    going = [one for page in pages for one in (page, *_going_along(page, "unpublish"))]
    people, dates = people_losing(going, below=False)
    if people:
        yield _lost(people, dates)
    translations = [one for page in going for one in page.get_translations().filter(live=True, alias_of=None)]
    more, dates = people_losing([*going, *translations])
    if more > people:
        text = ngettext(
            "If subpages and translations are unpublished as well, %(people)d person who is registered (dates:"
            " %(dates)d) will be told that it is cancelled.",
            "If subpages and translations are unpublished as well, %(people)d people who are registered (dates:"
            " %(dates)d) will be told that it is cancelled.",
            more,
        )
        yield text % {"people": more, "dates": dates}


def _lost(people: int, dates: int) -> str:
    text = ngettext(
        "%(people)d person is registered for what is to come here (dates: %(dates)d). They will be told that it is"
        " cancelled; the registrations are kept.",
        "%(people)d people are registered for what is to come here (dates: %(dates)d). They will be told that it is"
        " cancelled; the registrations are kept.",
        people,
    )
    return text % {"people": people, "dates": dates}


def people_losing(pages: Iterable[Page], *, below: bool = True) -> tuple[int, int]:
    """
    Count the people, and their dates to come, whose meetings have no other public page than these and, with ``below``,
    those below them.
    """
    pages = list(pages)
    branches = Q(pk__in=[page.pk for page in pages])
    for page in pages if below else ():
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


def _going_along(page: Page, action: str) -> list[Page]:
    """Translations that a host has go along with their source."""
    found: list[Page] = []
    for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        for others in (hook([page], action) or {}).values():
            found.extend(others)
    return found
