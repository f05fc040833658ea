"""``manage.py send_reminders``: remind those who registered of dates that are near; for cron, every hour."""

from typing import Any

from django.core.management import BaseCommand

from solo_pages.registration.reminders import remind


class Command(BaseCommand):
    """Remind everybody once, as many days before as the meeting says."""

    help = "Reminds those who registered for a date of it, once, as many days before as its meeting says."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind()} reminded.")
