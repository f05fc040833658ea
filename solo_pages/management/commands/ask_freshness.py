"""``manage.py ask_freshness``: ask whether pages are still true, and unlist what nobody confirms; for cron, daily."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.urls import NoReverseMatch, reverse

from solo_pages.freshness.asking import Run, ask
from solo_pages.freshness.deciding import Action


class Command(BaseCommand):
    """Write to whoever answers for pages whose period has passed; safe to repeat and to interrupt."""

    help = (
        "Asks by e-mail whether pages that nobody confirmed for long are still true, puts them last in lists, and takes"
        " them out of the lists after a second period and a notice. Nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--limit", type=int, metavar="N", help="write about N pages at most in this run")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once."""
        if options["limit"] is not None and options["limit"] < 0:
            raise CommandError("--limit is a number of pages, 0 or more.")
        try:
            reverse("solo_freshness:confirm", args=["token"])
        except NoReverseMatch as error:
            raise CommandError('Letters need a place to confirm: include "solo_pages.freshness.urls".') from error
        run = ask(dry_run=options["dry_run"], limit=options["limit"])
        self.report(run, verbosity=options["verbosity"], dry_run=options["dry_run"])

    def report(self, run: Run, *, verbosity: int, dry_run: bool) -> None:
        """Say what was done, in words without anybody's address."""
        if dry_run or verbosity > 1:
            for line in run.lines:
                self.stdout.write(f"  {line}")
        counts = ", ".join(f"{run.actions[action]} {word}" for action, word in WORDS.items())
        self.stdout.write(f"{run.due} due: {counts}; {run.listed_again} listed again, {run.digests} editors told.")
        if run.postponed:
            self.stdout.write(f"{run.postponed} more wait for the next run.")
        if dry_run:
            self.stdout.write("Nothing was written.")


WORDS = {Action.ASK: "asked", Action.WARN: "warned", Action.UNLIST: "unlisted"}
