"""``manage.py deliver_letters``: send what the mail server did not take at first; for cron, every few minutes."""

from typing import Any

from django.core.management import BaseCommand

from solo_pages.letters.delivery import deliver_due


class Command(BaseCommand):
    """Try the letters that wait, and give up those past their time."""

    help = "Delivers the e-mails that wait, and deletes those that could not be delivered in time."

    def handle(self, *args: Any, **options: Any) -> None:
        delivered, failed, given_up = deliver_due()
        self.stdout.write(f"{delivered} delivered, {failed} to be tried again, {given_up} given up.")
