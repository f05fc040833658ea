"""How often a meeting takes place, as a form sends it: raw texts, read into a rule or into messages."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..plain_rules import LAST, NAMED_WEEKS, PlainRule, plain_rule
from ..rules import LONGEST_INTERVAL, MOST_DATES, YEARS

MONTH_DAYS = (*range(1, 32), LAST)


class Kind(models.TextChoices):
    """What somebody may choose; each but the first and the last is a frequency."""

    ONCE = "once", gettext_lazy("Once")
    DAY = "day", gettext_lazy("Every day, or every few days")
    WEEK = "week", gettext_lazy("Every week, or every few weeks")
    MONTH_DAY = "month_day", gettext_lazy("Every month on a day, such as the 3rd")
    MONTH_WEEK = "month_week", gettext_lazy("Every month on a weekday, such as the first Thursday")
    YEAR = "year", gettext_lazy("Every year")
    OTHER = "other", gettext_lazy("Otherwise, as it stands")


FREQUENCIES = {
    Kind.DAY: "DAILY",
    Kind.WEEK: "WEEKLY",
    Kind.MONTH_DAY: "MONTHLY",
    Kind.MONTH_WEEK: "MONTHLY",
    Kind.YEAR: "YEARLY",
}


class Ends(models.TextChoices):
    """When it stops."""

    NEVER = "never", gettext_lazy("Without end")
    UNTIL = "until", gettext_lazy("Until a day")
    COUNT = "count", gettext_lazy("After a number of dates")


@dataclass(slots=True)
class RecurrenceInput:
    """What was entered; ``text`` is the rule that only OTHER keeps."""

    kind: str = Kind.ONCE
    interval: str = "1"
    weekdays: list[int] = field(default_factory=list)
    month_day: str = ""
    week: str = "1"
    weekday: str = "0"
    ends: str = Ends.NEVER
    until: str = ""
    count: str = ""
    text: str = ""

    @classmethod
    def from_recurrence(cls, text: str, zone: ZoneInfo, begins: time) -> "RecurrenceInput":
        """Fill in the form for the value of an RRULE of a meeting that begins at a wall time."""
        if not text:
            return cls()
        rule = plain_rule(text, zone, begins)
        if rule is None:
            return cls(kind=Kind.OTHER, text=text)
        return cls(
            kind=_kind(rule),
            interval=str(rule.interval),
            weekdays=[] if rule.week else list(rule.weekdays),
            month_day=str(rule.month_day or ""),
            week=str(rule.week or 1),
            weekday=str(rule.weekdays[0] if rule.week else 0),
            ends=Ends.UNTIL if rule.until else Ends.COUNT if rule.count else Ends.NEVER,
            until=rule.until.isoformat() if rule.until else "",
            count=str(rule.count or ""),
        )

    @classmethod
    def from_data(cls, data: Any, name: str) -> "RecurrenceInput":
        """Collect what a form sent under ``name-…``."""
        names = ("kind", "interval", "month_day", "week", "weekday", "ends", "until", "count", "text")
        sent = {one: data.get(f"{name}-{one}", "") for one in names}
        return cls(**sent, weekdays=[day for day in range(7) if f"{name}-on-{day}" in data])

    def recurrence(self) -> str:
        """
        Give the value of an RRULE, its end as a day; nothing for a meeting that takes place once. Raises
        ValidationError.
        """
        if self.kind == Kind.ONCE:
            return ""
        if self.kind == Kind.OTHER:
            return self.text.strip()
        if self.kind not in FREQUENCIES:
            raise ValidationError(_("Choose how often it takes place."))
        return self.rule().written(ZoneInfo("UTC"), whole_days=True)

    def rule(self) -> PlainRule:
        """Give the rule. Raises ValidationError with everything that is wrong."""
        messages: list[str] = []
        rule = PlainRule(
            FREQUENCIES[Kind(self.kind)],
            _number(self.interval or "1", LONGEST_INTERVAL, _("Every: write a number from 1 to %(most)d."), messages),
            **self._which(messages),
            until=self._until(messages),
            count=self._count(messages),
        )
        if messages:
            raise ValidationError(messages)
        return rule

    def _which(self, messages: list[str]) -> dict[str, Any]:
        """Days of the week or of the month."""
        if self.kind == Kind.WEEK:
            return {"weekdays": tuple(self.weekdays)}
        if self.kind == Kind.MONTH_DAY and self.month_day:
            if self.month_day in map(str, MONTH_DAYS):
                return {"month_day": int(self.month_day)}
            messages.append(_("Choose a day of the month."))
        if self.kind == Kind.MONTH_WEEK:
            if self.week in map(str, NAMED_WEEKS) and self.weekday in map(str, range(7)):
                return {"week": int(self.week), "weekdays": (int(self.weekday),)}
            messages.append(_("Choose a weekday of the month."))
        return {}

    def _until(self, messages: list[str]) -> date | None:
        if self.ends != Ends.UNTIL:
            return None
        try:
            until = date.fromisoformat(self.until.strip())
        except ValueError:
            messages.append(_("Write the day until which it repeats, as 2027-06-24."))
            return None
        if until.year < YEARS.start:
            messages.append(_("The day until which it repeats is in a year that cannot be right."))
        return until

    def _count(self, messages: list[str]) -> int | None:
        if self.ends != Ends.COUNT:
            return None
        return _number(self.count, MOST_DATES, _("Number of dates: write a number from 1 to %(most)d."), messages)


def _number(text: str, most: int, message: str, messages: list[str]) -> int:
    text = text.strip()
    # Python refuses to read numbers of thousands of digits.
    if len(text) < 10 and text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    messages.append(message % {"most": most})
    return 1


def _kind(rule: PlainRule) -> Kind:
    if rule.frequency == "MONTHLY":
        return Kind.MONTH_WEEK if rule.week else Kind.MONTH_DAY
    return next(kind for kind, frequency in FREQUENCIES.items() if frequency == rule.frequency)
