"""``manage.py write_dates``: write the dates of recurring meetings that have come into sight; for cron, daily."""

from typing import Any

from django.core.management import BaseCommand

from solo_pages.events.following import reconcile
from solo_pages.events.series import leading_pages
from solo_pages.events.upkeep import write_occurrences
from solo_pages.models import EventPage

BATCH = 100


class Command(BaseCommand):
    """Each meeting in a transaction of its own; safe to repeat and to interrupt."""

    help = (
        "Writes the dates of recurring meetings for as many days ahead as OCCURRENCES_DAYS says, and brings to date"
        " those meetings whose pages were hidden or shown without anybody saving them. Nothing is deleted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once."""
        live = EventPage.objects.filter(live=True, alias_of=None).order_by("pk")
        keys = list(dict.fromkeys(live.values_list("translation_key", flat=True)))
        meetings = made = changed = 0
        for begin in range(0, len(keys), BATCH):
            batch = keys[begin : begin + BATCH]
            changed += len(reconcile(live.filter(translation_key__in=batch)))
            for page in leading_pages(batch).values():
                if page.recurrence:
                    meetings += 1
                    made += write_occurrences(page).made
        self.stdout.write(f"{meetings} recurring meetings: {made} dates written; {changed} meetings hidden or shown.")
