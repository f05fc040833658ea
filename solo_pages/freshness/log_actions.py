"""How confirmations stand in the history of a page."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

from .confirming import CONFIRM_ACTION


def register_confirm_action(actions: Any) -> None:
    """Make the action known; its datum is the day."""

    @actions.register_action(CONFIRM_ACTION)
    class ConfirmFormatter(LogFormatter):
        label = _("Confirm")

        def format_message(self, log_entry: Any) -> str:
            return gettext("Confirmed as still true")
