"""``manage.py pass_on_offers``: offer freed places to the next on the waiting lists. For cron, every few minutes."""

from typing import Any

from django.core.management import BaseCommand

from solo_pages.models import Registration
from solo_pages.registration.closing import follow_closings
from solo_pages.registration.states import pass_on, waiting_dates


class Command(BaseCommand):
    """Let offers pass whose time is over, offer what is free to whoever is first, and notice what has closed."""

    help = (
        "Ends the offers of places whose time is over, offers what is free to the next on the waiting lists, and takes"
        " dates whose registration is over from those with free places."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        before = self._counts()
        for pk in list(waiting_dates().values_list("pk", flat=True)):
            pass_on(pk)
        follow_closings()
        lapsed, offered = (after - known for after, known in zip(self._counts(), before, strict=True))
        self.stdout.write(f"Offers ended: {lapsed}; made: {offered + lapsed}.")

    def _counts(self) -> tuple[int, int]:
        states = Registration.State
        counted = Registration.objects.order_by()
        return counted.filter(state=states.LAPSED).count(), counted.filter(state=states.OFFERED).count()
