"""What becomes of the dates of meetings when pages come, go, or are hidden, and when a service point changes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from directory_blocks.signal_handlers import BOOKKEEPING

from ..models import EventPage, EventSeries, Occurrence, ServicePointPage
from .series import leading_pages
from .upkeep import follow_place, index_series, write_occurrences


def hold_series(sender: type[EventPage], instance: EventPage, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """Hold the series of a meeting before the page and the index are written: whoever writes dates does so first."""
    if not raw and not (update_fields is not None and set(update_fields) <= BOOKKEEPING):
        list(EventSeries.objects.select_for_update().filter(pk=instance.translation_key).values_list("pk"))


def write_published_dates(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """The dates of a meeting follow its publication, in the same transaction."""
    if isinstance(instance, EventPage) and not kwargs.get("alias"):
        write_occurrences(instance)


def withdraw_unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """A meeting is no longer published in one language, or at all."""
    if isinstance(instance, EventPage):
        _page_is_gone(instance)


def withdraw_deleted(sender: type[Page], instance: EventPage, **kwargs: Any) -> None:
    """A meeting was deleted, perhaps with all that was around it."""
    _page_is_gone(instance)


def _page_is_gone(page: EventPage) -> None:
    if page.alias_of_id is None and EventSeries.objects.filter(pk=page.translation_key).exists():
        write_occurrences(page, gone=True)


def follow_move(sender: type[Page], *, instance: Page, **kwargs: Any) -> None:
    """A branch was moved, perhaps out of the site or under something private, or back."""
    follow_branch(instance.path)


def follow_privacy(
    sender: type[PageViewRestriction],
    instance: PageViewRestriction,
    raw: bool = False,
    origin: Any = None,
    **kwargs: Any,
) -> None:
    """A branch was made private or public. A restriction that goes with its page shows nothing."""
    goes_along = origin is not None and getattr(origin, "model", type(origin)) is not sender
    page = None if raw or goes_along else Page.objects.filter(pk=instance.page_id).first()
    if page:
        follow_branch(page.path)


def follow_branch(path: str) -> None:
    """Withdraw the meetings at and below a tree path that nobody sees any more, and restore those that can be seen."""
    pages = EventPage.objects.filter(path__startswith=path, live=True, alias_of=None)
    reconcile(pages.order_by("pk"))


def reconcile(pages: Iterable[EventPage]) -> list[UUID]:
    """Write the dates of those meetings for which it changed whether the public sees a page. Gives their keys."""
    by_key = {page.translation_key: page for page in pages}
    public = leading_pages(by_key)
    withdrawn = dict(EventSeries.objects.filter(pk__in=by_key).values_list("key", "withdrawn_at"))
    changed = []
    for key, page in by_key.items():
        was_public = key in withdrawn and withdrawn[key] is None
        if was_public != (key in public):
            write_occurrences(page)
            changed.append(key)
    return changed


# --- service points ------------------------------------------------------------------------------------------------


def follow_venue(
    sender: type[ServicePointPage],
    instance: ServicePointPage,
    created: bool,
    raw: bool,
    update_fields: Any,
    **kwargs: Any,
) -> None:
    """A service point was renamed, moved, published or withdrawn: so is the place of the meetings there."""
    if not created and not raw and not (update_fields is not None and set(update_fields) <= BOOKKEEPING):
        _place_changed(_at_venue(instance.pk))


def note_venue(sender: type[ServicePointPage], instance: ServicePointPage, **kwargs: Any) -> None:
    """Remember which meetings are at a service point while it is there."""
    instance._solo_meetings = _at_venue(instance.pk)


def forget_venue(sender: type[ServicePointPage], instance: ServicePointPage, **kwargs: Any) -> None:
    """A service point was deleted."""
    _place_changed(instance.__dict__.pop("_solo_meetings", []))


def _at_venue(pk: int) -> list[UUID]:
    own = EventPage.objects.filter(venue=pk).values_list("translation_key", flat=True)
    once = Occurrence.objects.filter(venue=pk).order_by().values_list("series", flat=True)
    return list(dict.fromkeys([*own, *once]))


def _place_changed(keys: list[UUID]) -> None:
    if keys:
        for page in leading_pages(keys).values():
            follow_place(page)
        index_series(keys)


def connect() -> None:
    """Start listening."""
    uid = "solo_pages.events"
    pre_save.connect(hold_series, sender=EventPage, dispatch_uid=uid)
    page_published.connect(write_published_dates, dispatch_uid=uid)
    page_unpublished.connect(withdraw_unpublished, dispatch_uid=uid)
    post_page_move.connect(follow_move, dispatch_uid=uid)
    post_delete.connect(withdraw_deleted, sender=EventPage, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        signal.connect(follow_privacy, sender=PageViewRestriction, dispatch_uid=uid)
    post_save.connect(follow_venue, sender=ServicePointPage, dispatch_uid=uid)
    pre_delete.connect(note_venue, sender=ServicePointPage, dispatch_uid=uid)
    post_delete.connect(forget_venue, sender=ServicePointPage, dispatch_uid=uid)
