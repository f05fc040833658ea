from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from directory_blocks.gazetteer.load import LoadReport, load_gazetteer
from directory_blocks.gazetteer.problems import GazetteerError


class Command(BaseCommand):
    """Load territories with their communes; see ``directory_blocks.gazetteer.parse`` for the format of the files."""

    help = "Load a territory and its communes from gazetteer.toml and the tables beside it. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", metavar="FILE", nargs="+", type=Path, help="gazetteer.toml, or the folder it is in"
        )

    def handle(self, *, files: list[Path], **options: Any) -> None:
        for path in files:
            try:
                report = load_gazetteer(path)
            except GazetteerError as error:
                for problem in error.problems:
                    self.stderr.write(str(problem))
                raise CommandError(f"{path}: {len(error.problems)} to put right; nothing was loaded.") from None
            self._print(path, report)

    def _print(self, path: Path, report: LoadReport) -> None:
        self.stdout.write(f"{path}:")
        for what in dict.fromkeys(what for what, _happened in report.counts):
            counts = (f"{count} {happened}" for (of, happened), count in report.counts.items() if of == what and count)
            self.stdout.write(f"  {what}: {', '.join(counts) or 'none'}")
        for line in report.merged:
            self.stdout.write(f"  merged: {line}")
        for line in report.kept:
            self.stdout.write(f"  kept, not in the files any more but still in use: {line} times")
        if report.changed:
            self.stdout.write("  The index may hold old places: run rebuild_entries.")
