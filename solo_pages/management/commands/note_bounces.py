"""``manage.py note_bounces``: what a mail server says of letters that it could not deliver; for its own pipe."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from solo_pages.registration.bounces import failed_recipients, note_failed


class Command(BaseCommand):
    """Mark the registrations whose letters came back."""

    help = (
        "Reads a mail server's report (RFC 3464) and marks the registrations of the addresses that it could not reach: "
        "organisers see it in their list. Any other message changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="A message; standard input without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = sys.stdin.buffer.read() if options["file"] == "-" else Path(options["file"]).read_bytes()
        except OSError as error:
            raise CommandError(f"The message cannot be read: {error.strerror}.") from error
        addresses = failed_recipients(report)
        # Never the addresses: this is written to the log of the mail server.
        self.stdout.write(f"Addresses not reached: {len(addresses)}; registrations marked: {note_failed(addresses)}.")
