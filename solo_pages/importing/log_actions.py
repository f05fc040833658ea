"""How imports stand in the history of a page."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter


def register_import_action(actions: Any) -> None:
    """Make the action ``solo_pages.import`` known; its data are the file and the fields it changed."""

    @actions.register_action("solo_pages.import")
    class ImportFormatter(LogFormatter):
        label = _("Import")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Imported from %(file)s") % {"file": (log_entry.data or {}).get("file", "?")}
