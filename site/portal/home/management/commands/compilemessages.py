"""``compilemessages`` in plain Python: a machine needs no gettext to run the portal."""

from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

FOLDERS = ("site/portal", "directory_blocks", "solo_pages", "guide")


class Command(BaseCommand):
    """Compiles every catalogue that is newer than what was compiled of it."""

    help = "Compiles the catalogues of the portal and of the plugins."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in FOLDERS:
            for catalogue in sorted((settings.ROOT_DIR / folder / "locale").glob("*/LC_MESSAGES/*.po")):
                compiled = catalogue.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
                    polib.pofile(str(catalogue)).save_as_mofile(str(compiled))
                    self.stdout.write(f"Compiled {compiled.relative_to(settings.ROOT_DIR)}")
