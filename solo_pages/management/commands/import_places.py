"""``manage.py import_places FILE``: service points from a file."""

import argparse
from typing import Any

from django.core.management.base import CommandParser

from solo_pages.importing.adapters import detect_format, registered_formats
from solo_pages.importing.applying import Applier
from solo_pages.importing.checking import Checker
from solo_pages.importing.columns import column_table
from solo_pages.importing.command import ImportCommand, read
from solo_pages.importing.destination import find_parent
from solo_pages.importing.planning import Planner
from solo_pages.importing.report import counted

EXPLANATION = """\
Reads service points from a file and says what it would do; --apply does it. A place is known again by its data_source
and external_id. A field that an editor has changed since the last import is kept, and said, unless --overwrite is
given; a place that is missing from the file is said, never deleted. With a rejected row nothing is written, unless
--skip-rejected is given. Exit code 1 where the file cannot be read or a row is rejected.
"""


class Command(ImportCommand):
    """Import service points; a dry run unless told otherwise."""

    help = "Import service points from a CSV, GeoJSON or France Services file. A dry run unless --apply is given."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the column table as they are."""
        parser = super().create_parser(prog_name, subcommand, epilog=f"{EXPLANATION}\n{column_table()}", **kwargs)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--format", choices=list(registered_formats()), help="default: what the file evidently is")

    def import_file(self, **options: Any) -> None:
        decoded = read(options["file"])
        known = registered_formats()
        place_format = known[options["format"]] if options["format"] else detect_format(decoded)
        parent = find_parent(options["parent"])
        checker = Checker(
            data_source=options["source"] or place_format.data_source, data_licence=place_format.data_licence
        )
        places, rejections = checker.check(place_format.rows(decoded))
        plan = Planner(parent.locale, overwrite=options["overwrite"], publish=options["publish"]).plan(places)
        count = counted(len(places) + len(rejections), "place")
        self.say_what_was_read(decoded, f"{place_format.label}, {count}")
        if unused := place_format.unused(decoded):
            self.stdout.write(f"Columns that are not used: {', '.join(name[:40] for name in unused[:30])}.")
        self.carry_out(plan, rejections, Applier(parent, checker, decoded.name), options)
