"""``manage.py export_places``: service points to a file that ``import_places`` reads back."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Locale

from solo_pages.importing.adapters import registered_formats
from solo_pages.importing.columns import column_table
from solo_pages.importing.exporting import export


class Command(BaseCommand):
    """Export the published service points of one language."""

    help = "Write the published service points of one language, as CSV or GeoJSON, to a file or to standard output."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the column table as they are."""
        parser = super().create_parser(prog_name, subcommand, epilog=column_table(), **kwargs)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        formats = [key for key, place_format in registered_formats().items() if place_format.writes]
        parser.add_argument("--format", choices=formats, default="csv")
        parser.add_argument("--language", default="", help="code of the language; default: the site's")
        parser.add_argument("--output", type=Path, help="file to write; default: standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        text = export(registered_formats()[options["format"]], self._locale(options["language"]))
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["output"].write_bytes(text.encode())
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error

    def _locale(self, language: str) -> Locale:
        if not language:
            return Locale.get_default()
        try:
            return Locale.objects.get(language_code=language)
        except Locale.DoesNotExist as error:
            known = ", ".join(Locale.objects.values_list("language_code", flat=True))
            raise CommandError(f"The site has no language “{language}”; it has {known}.") from error
