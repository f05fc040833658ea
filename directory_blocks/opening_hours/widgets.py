"""Opening hours per weekday: plain inputs without script, comfortable with it."""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from ..widgets import TemplateWidgetMixin
from .table import weekly_table
from .week import HOLIDAY, parse_weekly
from .week_input import MAX_NOTE, MAX_RANGES, WeekInput, day_name

SHOWN_RANGES = 2


class OpeningHoursWidget(TemplateWidgetMixin, forms.Widget):
    """
    A row for each weekday and for public holidays, two ranges a day (more with script), and a note.

    An expression that says more than a plain week is kept as it is: it is shown as this week's table with the text to
    change it, never turned into rows that would lose something. Names: ``<name>-<day>-<n>-start``, ``-end``,
    ``<name>-<day>-all``, ``-holidays``, ``-note``, ``-mode``, ``-text``; days count from Monday, 0, to 7, holidays.
    """

    template_name = "directory_blocks/forms/opening_hours.html"
    use_fieldset = True

    @cached_property
    def media(self) -> forms.Media:
        """The script only adds comfort."""
        return forms.Media(
            css={"all": ["directory_blocks/admin/opening-hours.css"]},
            js=[forms.Script("directory_blocks/admin/opening-hours.js", type="module")],
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-mode-week" if id_ else ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> WeekInput | str | None:
        return WeekInput.from_data(data, name) if f"{name}-mode" in data else data.get(name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-mode" not in data

    def format_value(self, value: Any) -> WeekInput:
        """The entered week, or that of an expression; one that is no plain week comes as text."""
        if isinstance(value, WeekInput):
            return value
        hours = parse_weekly(str(value or ""))
        if hours is not None and (week := WeekInput.from_hours(hours)).says(hours):
            return week
        return WeekInput(mode="text", text=str(value))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        week = self.format_value(value)
        context["widget"] |= {
            "id": context["widget"]["attrs"].get("id") or f"id_{name}",
            "days": [self._day(day, week) for day in range(HOLIDAY)],
            "public_holidays": self._day(HOLIDAY, week),
            "week": week,
            "text": week.text or ("" if isinstance(value, WeekInput) else str(value or "")),
            "table": weekly_table(week.text) if week.mode == "text" else None,
            "max_note": MAX_NOTE,
        }
        return context

    @staticmethod
    def _day(day: int, week: WeekInput) -> dict[str, Any]:
        entered = week.days[day]
        shown = max(SHOWN_RANGES, min(len(entered.ranges), MAX_RANGES))
        ranges = [*entered.ranges, *[("", "")] * shown][:shown]
        return {"number": day, "name": day_name(day), "ranges": ranges, "all_day": entered.all_day}
