"""Build the entry index anew."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...index.rebuild import index_text, rebuild_source, remove_unknown
from ...index.sync import Changes
from ...index.tallies import recount
from ...sources.base import Source
from ...sources.registry import registered_sources


class Command(BaseCommand):
    """Compare every row with its source, correct it, and report what differed; safe to repeat and to interrupt."""

    help = "Builds the entry index anew from its sources and reports what differed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--source", action="append", metavar="KEY", help="only this source; may be repeated")
        parser.add_argument("--dry-run", action="store_true", help="report only; thumbnails that lack are still made")
        parser.add_argument("--text", action="store_true", help="write the full text of unchanged rows, too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild the sources asked for."""
        known = registered_sources()
        keys = options["source"] or list(known)
        if unknown := set(keys) - set(known):
            raise CommandError(
                f"No such source: {', '.join(sorted(unknown))}. There are: {', '.join(known) or 'none'}."
            )
        self.verbosity, dry_run = options["verbosity"], options["dry_run"]
        total = Changes()
        for key in keys:
            started = time.perf_counter()
            changes = rebuild_source(known[key], dry_run=dry_run, progress=self.progress)
            texts = 0 if dry_run else index_text(known[key], everything=options["text"])
            self.report(key, changes, time.perf_counter() - started, texts)
            total.add(changes)
        if not options["source"]:
            orphans = remove_unknown(dry_run=dry_run)
            if orphans:
                self.report("(no longer registered)", orphans, 0, 0)
            total.add(orphans)
        if wrong := recount(dry_run=dry_run):
            self.stdout.write(f"facets: {wrong} changed")
            total.counts["tallies"] += wrong
        if not total:
            self.stdout.write(self.style.SUCCESS("The index was true."))
        elif dry_run:
            self.stdout.write("Nothing was written.")

    def progress(self, source: Source, done: int, total: int) -> None:
        """Say how far it is, on a terminal."""
        if self.verbosity > 1 or (self.verbosity and self.stdout.isatty()):
            self.stdout.write(f"{source.key}: {done} of {total} …")

    def report(self, key: str, changes: Changes, seconds: float, texts: int) -> None:
        """Say what differed in one source."""
        counts = ", ".join(f"{changes.counts[kind]} {kind}" for kind in ("added", "changed", "removed"))
        text = f", {texts} texts written" if texts else ""
        self.stdout.write(f"{key}: {counts}{text} ({seconds:.1f} s)")
        for kind, titles in changes.examples.items():
            if titles and self.verbosity:
                self.stdout.write(f"  {kind}: {'; '.join(titles)}")
