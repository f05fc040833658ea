"""How often a meeting takes place, in plain words: ordinary inputs, and the next dates below them."""

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.functional import cached_property
from django.utils.text import capfirst

from directory_blocks.widgets import TemplateWidgetMixin

from ..plain_rules import NAMED_WEEKS
from ..wording import month_day_word, week_word, weekday_word
from .recurrence_input import MONTH_DAYS, Ends, Kind, RecurrenceInput


class RecurrenceWidget(TemplateWidgetMixin, forms.Widget):
    """
    Shows and takes the value of an RRULE in the choices of ``RecurrenceInput``; names ``<name>-kind`` and so on. A rule
    that these cannot say is kept as it is, until something else is chosen.

    ``zone`` and ``begins`` are those of the meeting. With ``preview_url`` a script asks there for the next dates
    whenever something of the form changes; ``preview`` is what is shown of them from the start.
    """

    template_name = "solo_pages/forms/recurrence.html"
    use_fieldset = True
    zone = ZoneInfo("UTC")
    begins = time.min
    preview_url = ""
    preview: Any = None

    @cached_property
    def media(self) -> forms.Media:
        """The script only asks for the dates; what matters is shown by the stylesheet."""
        return forms.Media(
            css={"all": ["solo_pages/admin/meeting.css"]},
            js=[forms.Script("solo_pages/admin/recurrence.js", type="module")],
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-kind" if id_ else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> RecurrenceInput | str | None:
        return RecurrenceInput.from_data(data, name) if f"{name}-kind" in data else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-kind" not in data

    def format_value(self, value: Any) -> RecurrenceInput:
        """What was entered, or what says a rule."""
        if isinstance(value, RecurrenceInput):
            return value
        return RecurrenceInput.from_recurrence(str(value or ""), self.zone, self.begins)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        entered = self.format_value(value)
        context["widget"] |= {
            "id": context["widget"]["attrs"].get("id") or f"id_{name}",
            "entered": entered,
            "kinds": [(key, label) for key, label in Kind.choices if key != Kind.OTHER or entered.text],
            "ends": Ends.choices,
            "weekdays": [(day, capfirst(weekday_word(day)), day in entered.weekdays) for day in range(7)],
            "month_days": [(str(day), month_day_word(day)) for day in MONTH_DAYS],
            "weeks": [(str(week), week_word(week)) for week in NAMED_WEEKS],
            "weekday_choices": [(str(day), weekday_word(day)) for day in range(7)],
            "preview_url": self.preview_url,
            "preview": self.preview,
        }
        return context


class RecurrenceFormField(forms.Field):
    """Gives the value of an RRULE or ""; accepts what the widget collected, or a rule as text."""

    widget = RecurrenceWidget
    empty_values = [None, ""]

    def to_python(self, value: Any) -> str:
        return value.recurrence() if isinstance(value, RecurrenceInput) else str(value or "").strip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether it says something else; the same rule may be written in several ways."""
        before = self.widget.format_value(initial)
        return not self.disabled and self.widget.format_value(data) != before
