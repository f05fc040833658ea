from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory_blocks.gazetteer.problems import GazetteerError
from directory_blocks.taxonomy.load import load_terms


class Command(BaseCommand):
    """Load terms of the taxonomy; see ``directory_blocks.taxonomy.load`` for the format of the file."""

    help = "Load terms in every language from a CSV file. Safe to repeat: what editors changed stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--overwrite", action="store_true", help="give existing terms the names and looks of the file"
        )

    def handle(self, *, file: Path, overwrite: bool, **options: Any) -> None:
        try:
            report = load_terms(file, overwrite=overwrite)
        except GazetteerError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{file}: {len(error.problems)} to put right; nothing was loaded.") from None
        counts = ", ".join(f"{report.counts[happened]} {happened}" for happened in ("created", "changed", "unchanged"))
        self.stdout.write(f"{file}: {counts}")
