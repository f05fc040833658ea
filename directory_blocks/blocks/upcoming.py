"""What is next: the coming dates, of some kinds or in a commune."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from ..enums import Sort
from ..query import EntryQuery, Period
from .entry_list import directory_url
from .fields import PageBlock
from .selection import ListedSelectionBlock, SelectionValue, reading_locale


class AgendaValue(SelectionValue):
    """The dates to come, in order."""

    @property
    def order(self) -> Sort:
        """The next first."""
        return Sort.DATE

    def query(self, locale: Locale, **more: Any) -> EntryQuery:
        """The question as the engine asks it: of each thing its next date, unless every date is wanted."""
        period = Period(since=timezone.now(), next_only=not self.get("every_date"))
        return super().query(locale, **{"period": period, **more})


class AgendaBlock(ListedSelectionBlock):
    """Cards of the next dates."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    order = None
    every_date = blocks.BooleanBlock(
        required=False,
        label=_("Every date of a meeting"),
        help_text=_("Otherwise only the next one of what comes again and again."),
    )
    directory = PageBlock(
        page_type="directory_blocks.DirectoryPage",
        required=False,
        label=_("Agenda to continue in"),
        help_text=_("Linked below the list, filtered alike."),
    )

    class Meta:
        template = "directory_blocks/blocks/agenda.html"
        icon = "date"
        label = _("Next dates")
        description = _("Cards of what takes place next, always up to date.")
        value_class = AgendaValue
        form_layout = ["heading", "sources", "terms", "commune", "limit", "every_date", "directory"]

    def get_context(self, value: AgendaValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``entries`` and ``more_url``."""
        context = super().get_context(value, parent_context=parent_context)
        context["entries"] = value.entries(reading_locale(context))
        context["more_url"] = directory_url(value.get("directory"), value, context)
        return context
