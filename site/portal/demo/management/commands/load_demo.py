from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.loading.accounts import ACCOUNTS, PASSWORD
from portal.demo.loading.run import load_demo


class Command(BaseCommand):
    """Load the demonstration; see ``portal.demo.loading``."""

    help = (
        "Load the demonstration: the Gers, invented solos and service points, pages, accounts. "
        "Safe to repeat: what was changed or deleted since stays so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="even where DEBUG is off, as in production")
        parser.add_argument(
            "--base-url",
            default=settings.WAGTAILADMIN_BASE_URL,
            help="where the demo is served: its links and letters begin so; BASE_URL of the environment by default",
        )

    def handle(self, *, force: bool, base_url: str, **options: Any) -> None:
        if not settings.DEBUG and not force:
            raise CommandError(
                "These are not development settings, and the demo's accounts have a password that everybody knows. "
                "Give --force if you mean it."
            )
        base_url = base_url.rstrip("/")
        load_demo(self.stdout.write, base_url)
        self._print_addresses(base_url)

    def _print_addresses(self, base: str) -> None:
        self.stdout.write("\nAddresses")
        for what, path in (
            ("French", "/fr/"),
            ("English", "/en/"),
            ("solos", "/fr/annuaire/"),
            ("services", "/fr/services/"),
            ("agenda", "/fr/agenda/"),
            ("account", "/fr/compte/"),
            ("admin", "/admin/"),
        ):
            self.stdout.write(f"  {what:<10} {base}{path}")
        self.stdout.write(f"\nAccounts (password of all: {PASSWORD})")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<28} {account.what}")
        if folder := getattr(settings, "EMAIL_FILE_PATH", ""):
            self.stdout.write(f"\nMails are not sent but written to {folder}, one file each.")
        self.stdout.write("")
