"""``manage.py deliver_letters``: send what waits to be told or was not taken at first; for cron, every few minutes."""

from typing import Any

from django.core.management import BaseCommand

from solo_pages.letters.delivery import deliver_due
from solo_pages.moderation.drafts import tell_of_drafts


class Command(BaseCommand):
    """Write of drafts that editors left on profiles, try the letters that wait, and give up those past their time."""

    help = "Tells solos of editors' drafts, delivers the e-mails that wait, and deletes those past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        if told := tell_of_drafts():
            self.stdout.write(f"{told} told of an editor's draft.")
        delivered, failed, given_up = deliver_due()
        self.stdout.write(f"{delivered} delivered, {failed} to be tried again, {given_up} given up.")
