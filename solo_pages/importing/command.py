"""What the commands that import files have in common."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from .applying import Applier
from .checking import Rejection
from .decoding import MAX_BYTES, DecodedFile, decode
from .errors import UnreadableFile
from .planning import Plan
from .report import counted, report


class ImportCommand(BaseCommand):
    """Import a file; a dry run unless told otherwise. ``row_noun`` is what one of the things in a file is called."""

    row_noun = "row"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--parent", default="", help="id, path or slug of the page below which new ones are made")
        parser.add_argument("--source", default="", help="data_source of what names none in the file")
        parser.add_argument("--apply", action="store_true", help="write; without it nothing is changed")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the file also where an editor changed a field"
        )
        parser.add_argument("--skip-rejected", action="store_true", help="write the others all the same")
        state = parser.add_mutually_exclusive_group()
        state.add_argument("--publish", action="store_true", default=True, help="publish what is written (default)")
        state.add_argument("--draft", action="store_false", dest="publish", help="leave what is written as drafts")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.import_file(**options)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error

    def import_file(self, **options: Any) -> None:
        """Read, say what would be done, do it. Raises UnreadableFile."""
        raise NotImplementedError

    def say_what_was_read(self, file: DecodedFile, what: str) -> None:
        """Name the file, what is in it and how it was read."""
        self.stdout.write(f"{file.name}: {what}, read as {file.encoding}.")
        if file.guessed:
            self.stdout.write("The encoding is a guess: look whether accents are right, or save the file as UTF-8.")

    def carry_out(self, plan: Plan, rejections: list[Rejection], applier: Applier, options: dict[str, Any]) -> None:
        """Report a plan, and apply it where that was asked for. Raises CommandError where something was rejected."""
        parent = applier.parent
        self.stdout.write(f"Into “{parent.title}” ({parent.url_path}), language {parent.locale.language_code}.\n\n")
        # Said before it is done: applying a plan makes its steps pages.
        summary = report(plan, rejections)
        stopped = bool(rejections) and not options["skip_rejected"]
        if options["apply"] and not stopped:
            applier.apply(plan)
        self.stdout.write(summary)
        if options["apply"] and not stopped:
            self.stdout.write("\nWritten.")
        elif not options["apply"]:
            self.stdout.write("\nA dry run: nothing was written. Repeat with --apply to write it.")
        if stopped:
            raise CommandError(f"{counted(len(rejections), self.row_noun)} rejected; nothing was written.")


def read(file: Path) -> DecodedFile:
    """The text of a file. Raises UnreadableFile."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UnreadableFile(f"{file} has more than {MAX_BYTES:,} bytes, the most that is read.")
        return decode(file.read_bytes(), file.name)
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be read: {error.strerror}.") from error
