"""``makemessages`` for this layout: a plugin's templates stand at the root, its catalogue in the plugin."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages

PLUGINS = ("directory_blocks", "solo_pages", "guide")


class Command(makemessages.Command):
    """Collects every string of the repository, each into the catalogue of the room that it belongs to."""

    # Places of strings and line wraps would change with every edit and hide what did change.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-wrap", "--no-fuzzy-matching"]
    msguniq_options = [*makemessages.Command.msguniq_options, "--no-wrap"]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--no-wrap"]
    xgettext_options = [*makemessages.Command.xgettext_options, "--no-wrap"]

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="Fail where a catalogue was out of date.")
        parser.set_defaults(no_location=True, no_obsolete=True, locale=["fr"])

    def handle(self, *args: Any, **options: Any) -> None:
        os.chdir(settings.ROOT_DIR)
        options["ignore_patterns"] = [*options["ignore_patterns"], "tests/*", "var/*", ".venv*", "build/*", "dist/*"]
        before = self._catalogues()
        super().handle(*args, **options)
        if options["check"] and (
            stale := [path for path, text in self._catalogues().items() if before.get(path) != text]
        ):
            raise CommandError(f"Brought up to date, translate and commit: {', '.join(map(str, sorted(stale)))}")

    def _catalogues(self) -> dict[Path, str]:
        folders = [Path(plugin) for plugin in PLUGINS] + [settings.PORTAL_DIR]
        catalogues = (path for folder in folders for path in folder.glob("locale/*/LC_MESSAGES/*.po"))
        return {path: path.read_text(encoding="utf-8") for path in catalogues}

    def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
        """Every source file, its catalogue decided by the folder it stands in."""
        files = super().find_files(root)
        for file in files:
            file.locale_dir = str(self._locale_dir(Path(file.dirpath)))
        self.locale_paths = sorted({file.locale_dir for file in files})
        return files

    def _locale_dir(self, folder: Path) -> Path:
        parts = folder.resolve().relative_to(settings.ROOT_DIR).parts
        room = parts[1:2] if parts[:1] == ("templates",) else parts[:1]
        if room and room[0] in PLUGINS:
            return settings.ROOT_DIR / room[0] / "locale"
        return settings.PORTAL_DIR / "locale"

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Write the catalogue without its date, so that it changes only when a string does."""
        super().write_po_file(potfile, locale)
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        lines = catalogue.read_text(encoding="utf-8").splitlines(keepends=True)
        catalogue.write_text(
            "".join(line for line in lines if not line.startswith('"POT-Creation-Date')), encoding="utf-8"
        )
