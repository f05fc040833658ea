"""``manage.py import_places FILE``: service points from a file."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from solo_pages.importing.adapters import PlaceFormat, detect_format, registered_formats
from solo_pages.importing.applying import Applier
from solo_pages.importing.checking import Checker
from solo_pages.importing.columns import column_table
from solo_pages.importing.decoding import MAX_BYTES, DecodedFile, decode
from solo_pages.importing.destination import find_parent
from solo_pages.importing.errors import UnreadableFile
from solo_pages.importing.planning import Planner
from solo_pages.importing.report import counted, report

EXPLANATION = """\
Reads service points from a file and says what it would do; --apply does it. A place is known again by its data_source
and external_id. A field that an editor has changed since the last import is kept, and said, unless --overwrite is
given; a place that is missing from the file is said, never deleted. With a rejected row nothing is written, unless
--skip-rejected is given. Exit code 1 where the file cannot be read or a row is rejected.
"""


class Command(BaseCommand):
    """Import service points; a dry run unless told otherwise."""

    help = "Import service points from a CSV, GeoJSON or France Services file. A dry run unless --apply is given."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the column table as they are."""
        parser = super().create_parser(prog_name, subcommand, epilog=f"{EXPLANATION}\n{column_table()}", **kwargs)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=list(registered_formats()), help="default: what the file evidently is")
        parser.add_argument("--parent", default="", help="id, path or slug; default: the directory of service points")
        parser.add_argument("--source", default="", help="data_source of the places whose rows name none")
        parser.add_argument("--apply", action="store_true", help="write; without it nothing is changed")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the file also where an editor changed a field"
        )
        parser.add_argument("--skip-rejected", action="store_true", help="write the other places all the same")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", default=True, help="publish what is written (default)")
        state.add_argument("--draft", action="store_false", dest="publish", help="leave what is written as drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._import(**options)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error

    def _import(self, *, file: Path, **options: Any) -> None:
        decoded = read(file)
        known = registered_formats()
        place_format = known[options["format"]] if options["format"] else detect_format(decoded)
        parent = find_parent(options["parent"])
        checker = Checker(
            data_source=options["source"] or place_format.data_source, data_licence=place_format.data_licence
        )
        places, rejections = checker.check(place_format.rows(decoded))
        plan = Planner(parent.locale, overwrite=options["overwrite"], publish=options["publish"]).plan(places)
        self._say_what_was_read(decoded, place_format, len(places) + len(rejections))
        self.stdout.write(f"Into “{parent.title}” ({parent.url_path}), language {parent.locale.language_code}.\n\n")
        # Said before it is done: applying a plan makes its steps pages.
        summary = report(plan, rejections)
        stopped = bool(rejections) and not options["skip_rejected"]
        if options["apply"] and not stopped:
            Applier(parent, checker, decoded.name).apply(plan)
        self.stdout.write(summary)
        self._say_what_was_done(written=options["apply"] and not stopped, asked=options["apply"])
        if stopped:
            raise CommandError(f"{counted(len(rejections), 'row')} rejected; nothing was written.")

    def _say_what_was_read(self, file: DecodedFile, place_format: PlaceFormat, count: int) -> None:
        self.stdout.write(f"{file.name}: {place_format.label}, {counted(count, 'place')}, read as {file.encoding}.")
        if file.guessed:
            self.stdout.write("The encoding is a guess: look whether accents are right, or save the file as UTF-8.")
        if unused := place_format.unused(file):
            self.stdout.write(f"Columns that are not used: {', '.join(name[:40] for name in unused[:30])}.")

    def _say_what_was_done(self, *, written: bool, asked: bool) -> None:
        if written:
            self.stdout.write("\nWritten.")
        elif not asked:
            self.stdout.write("\nA dry run: nothing was written. Repeat with --apply to write it.")


def read(file: Path) -> DecodedFile:
    """The text of a file. Raises UnreadableFile."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{file} has more than {MAX_BYTES:,} bytes, the most that is read.")
        return decode(file.read_bytes(), file.name)
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}.") from error
