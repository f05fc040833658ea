"""``manage.py apply_retention``: erase what is past its time; for cron, once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from solo_pages.personal_data.retention import Outcome, apply_retention


class Command(BaseCommand):
    """Apply the retention periods to everything that is known of people."""

    help = "Erases personal data past its time: closed accounts, sign-ups never confirmed, old sessions, old mails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be erased")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        outcomes = apply_retention(lambda outcome: self._tell(outcome, dry_run=dry_run), dry_run=dry_run)
        if failed := sum(outcome.failed for outcome in outcomes):
            raise CommandError(f"{failed} could not be erased; the log says why.")

    def _tell(self, outcome: Outcome, *, dry_run: bool) -> None:
        done = f"{outcome.due} to erase" if dry_run else f"{outcome.forgotten} erased"
        self.stdout.write(f"{outcome.label}: {done}" + (f", {outcome.failed} failed" if outcome.failed else "") + ".")
