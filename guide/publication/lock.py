"""What stands above the form of a page whose translations are being looked at."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class TranslationCheckLock(WorkflowLock):
    """Keeps the reviewed text from changes, and leads those who check its translations to what is missing."""

    def get_message(self, user: Any) -> str | None:
        """Say to a checker where to look; to others what Wagtail says."""
        if not self.task.get_actions(self.object, user):
            return super().get_message(user)
        waiting = self.task.waiting_for(self.object)
        said = _("This page waits for its translations:") if waiting else _("The translations of this page are ready.")
        return format_html(
            '{} {} <a href="{}">{}</a>',
            said,
            format_html_join(", ", "{}", ((language.locale.get_display_name(),) for language in waiting)),
            reverse("guide_publication:check", args=[self.object.pk]),
            _("See the translations"),
        )
