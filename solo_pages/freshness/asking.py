"""One run over all pages that are due: where they stand, and who is written to."""

import logging
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from directory_blocks.index.upkeep import batches, refresh
from directory_blocks.sources import registered_sources

from ..conf import solo_settings
from ..enums import Standing
from ..models import FreshnessRecord
from .deciding import Action, decide, leaves_on, note
from .finding import DuePage, due_pages, page_of
from .letters import post_digests, post_question
from .recipients import Recipient, recipient_of

logger = logging.getLogger(__name__)


@dataclass
class Run:
    """What a run did, or would do: pages by action, those left for the next run, and letters to editors."""

    due: int = 0
    actions: Counter = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    postponed: int = 0
    listed_again: int = 0
    digests: int = 0


def ask(*, dry_run: bool = False, limit: int | None = None) -> Run:
    """
    Bring every page where it belongs by now, and write about ``limit`` of them (FRESHNESS_LETTERS_PER_RUN), the
    longest unconfirmed first. Two runs at once write nothing twice; one that was interrupted is simply run again.
    """
    today = timezone.localdate()
    due = due_pages(today)
    run = Run(due=len(due), listed_again=_list_again(due, dry_run=dry_run))
    if not dry_run:
        _put_last(due)
    records = FreshnessRecord.objects.in_bulk(field_name="translation_key")
    open_questions = []
    for page in due:
        if action := decide(records.get(page.translation_key, FreshnessRecord()), page.overdue_on, today):
            open_questions.append((page, action))
    limit = solo_settings.FRESHNESS_LETTERS_PER_RUN if limit is None else limit
    run.postponed = max(0, len(open_questions) - limit)
    _go_through(open_questions[:limit], today, run, dry_run=dry_run)
    return run


def _list_again(due: Iterable[DuePage], *, dry_run: bool) -> int:
    """Forget what is no longer due: deleted, unpublished, confirmed past us, or the period was made longer."""
    keys = {page.translation_key for page in due}
    fresh = [record for record in FreshnessRecord.objects.all() if record.translation_key not in keys]
    known = registered_sources()
    for batch in batches([] if dry_run else fresh):
        with transaction.atomic():
            FreshnessRecord.objects.filter(pk__in=[record.pk for record in batch]).delete()
            for source, waiting in known.items():
                if again := [record.translation_key for record in batch if record.source == source]:
                    refresh({waiting: again})
    return len(fresh)


def _put_last(due: Iterable[DuePage]) -> None:
    """Have pages that have become due stand last in lists."""
    present = set(FreshnessRecord.objects.values_list("translation_key", flat=True))
    for batch in batches(page for page in due if page.translation_key not in present):
        with transaction.atomic():
            FreshnessRecord.objects.bulk_create(
                [FreshnessRecord(translation_key=page.translation_key, source=page.source.key) for page in batch],
                ignore_conflicts=True,
            )
            for source in {page.source for page in batch}:
                refresh({source: [page.translation_key for page in batch if page.source is source]})


def _go_through(questions: Iterable[tuple[DuePage, Action]], today: date, run: Run, *, dry_run: bool) -> None:
    for_editors = []
    for due, action in questions:
        if (page := page_of(due)) is None:
            continue
        recipient = recipient_of(page)
        run.actions[action] += 1
        run.lines.append(f"{action}: {page.title} ({due.since:%Y-%m-%d}), {'owner' if recipient else 'editors'}")
        if recipient is None:
            for_editors.append((page, action, due))
        elif not dry_run:
            _ask(page, recipient, action, due, today)
    if for_editors and not dry_run:
        run.digests = _tell_editors(for_editors, today)


def _ask(page: Any, recipient: Recipient, action: Action, due: DuePage, today: date) -> None:
    try:
        with transaction.atomic(), suppress(_MovedError):
            record = _take(due, action, today)
            post_question(page, recipient, action, due, leaves_on(record.warned_on or today, due.overdue_on))
    except UnicodeError:
        # No mail server can know this address; the editors see the page in their list.
        logger.warning("Page %s cannot be asked about: its address is not one.", page.pk)


@transaction.atomic
def _tell_editors(pages: Iterable[tuple[Any, Action, DuePage]], today: date) -> int:
    told = []
    for page, action, due in pages:
        with suppress(_MovedError):
            _take(due, action, today)
            told.append((page, action, due))
    return post_digests(told)


class _MovedError(Exception):
    """Somebody confirmed the page, or another run wrote about it, since it was looked at."""


def _take(due: DuePage, action: Action, today: date) -> FreshnessRecord:
    """Note that something is done about a page, and do what the index has to know of it. Raises _MovedError."""
    record = FreshnessRecord.objects.select_for_update().filter(translation_key=due.translation_key).first()
    still = due_pages(today, [due.translation_key])
    if record is None or not still or decide(record, still[0].overdue_on, today) != action:
        raise _MovedError
    note(record, action, today)
    record.save()
    if record.standing == Standing.UNLISTED:
        refresh({due.source: [due.translation_key]})
    return record
