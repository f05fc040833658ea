"""``manage.py send_translation_digest``: tell translators what there is to do; for cron, weekly."""

from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management import BaseCommand, CommandError

from guide.translation.digest import send_digests


class Command(BaseCommand):
    """Write to the translators; safe to repeat, nobody is written to twice a week."""

    help = (
        "Writes to each member of the translators' group what there is to translate in the languages that they may"
        " change, in their own language. Says nothing to whom nothing is due, nor twice a week."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--dry-run", action="store_true", help="say how many would be written to, and send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once."""
        if not apps.is_installed("wagtail_localize"):
            raise CommandError("There is nothing to translate without wagtail-localize.")
        run = send_digests(dry_run=options["dry_run"])
        self.stdout.write(
            f"{run.sent} told, {run.idle} with nothing to do, {run.early} told less than a week ago,"
            f" {run.failed} failed."
        )
        if options["dry_run"]:
            self.stdout.write("Nothing was sent.")
        if run.failed:
            raise CommandError("Letters that failed are sent by the next run.")
