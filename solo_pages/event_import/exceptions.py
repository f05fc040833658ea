"""Dates of an event that differ from its rule: EXDATE, RDATE, and events that change one date (RECURRENCE-ID)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ..enums import ExceptionKind
from ..importing.errors import RejectedRow
from ..importing.gazetteer import CommuneFinder
from .moments import Moment, Zones, moment, moments
from .places import find_place, online_address
from .reading import Component
from .schedule import DAY, Schedule, length_of
from .status import doubts, is_cancelled, withheld
from .texts import text_of
from .values import differences_text

# Nothing differs, but for words perhaps.
AS_EVER = differences_text(None, None, None, "", "")


class ChangedDates:
    """The dates of one event that differ from its rule; what cannot be taken is added to the warnings."""

    def __init__(
        self, event: Component, schedule: Schedule, zones: Zones, communes: CommuneFinder, warnings: list[str]
    ) -> None:
        self.event = event
        self.schedule = schedule
        self.zones = zones
        self.communes = communes
        self.warnings = warnings

    def texts(self, changes: list[Component]) -> list[str]:
        """Give the dates that differ, as ``values`` writes them."""
        found = {*self._excluded(), *self._added()}
        for change in changes:
            try:
                if text := self._changed(change):
                    found.add(text)
                else:
                    self.warnings.append(f"line {change.line}: only words of this date differ, which are not kept")
            except RejectedRow as error:
                self._warn(change, f"{error}: left out")
        return sorted(found)

    def _warn(self, change: Component, text: str) -> None:
        self.warnings.append(f"line {change.line}, a changed date: {text}")

    def _excluded(self) -> Iterator[str]:
        for one in self.event.all("EXDATE"):
            for value, _length in moments(one, self.zones):
                yield f"{ExceptionKind.EXCLUDED.value} {self._start(value).isoformat()}"

    def _added(self) -> Iterator[str]:
        for one in self.event.all("RDATE"):
            for value, length in moments(one, self.zones):
                start, until = self._start(value), None
                try:
                    if length is not None:
                        until = self._until(start, length)
                except RejectedRow as error:
                    self.warnings.append(f"{one.where}: {error}: it lasts as long as the others")
                # The start of a series is a date of it anyway.
                kind = ExceptionKind.ADDED if start != self.schedule.start else ExceptionKind.MOVED
                news = differences_text(None, None, until, "", "")
                if until is not None:
                    yield f"{kind.value} {start.isoformat()} {news}"
                elif kind == ExceptionKind.ADDED:
                    yield f"{kind.value} {start.isoformat()}"

    def _start(self, value: Moment) -> date | datetime:
        """Which start a value names; a day stands for its usual time, a time for its day where days are meant."""
        wall = value.within(self.schedule.zone)
        if self.schedule.is_all_day:
            return wall.date() if isinstance(wall, datetime) else wall
        return wall if isinstance(wall, datetime) else datetime.combine(wall, self.schedule.start.time())

    def _changed(self, change: Component) -> str:
        named = change.first("RECURRENCE-ID")
        start = self._start(moment(named, self.zones))
        onward = "+" if named.parameters.get("RANGE", "").upper() == "THISANDFUTURE" else ""
        if reason := withheld(change):
            # At its usual time it does not take place as everybody may know.
            self._warn(change, f"{reason}: the date is not shown")
            return f"{ExceptionKind.EXCLUDED.value}{onward} {start.isoformat()}"
        if is_cancelled(change):
            return f"{ExceptionKind.CANCELLED.value}{onward} {start.isoformat()}"
        found = change.first("DTSTART")
        if found is None:
            raise RejectedRow("has no DTSTART")
        begin = moment(found, self.zones)
        if begin.is_day != self.schedule.is_all_day:
            raise RejectedRow("whole days and times cannot be mixed in one meeting")
        length = length_of(change, begin, self.zones, self.schedule.length)
        news = self._news(start, begin.within(self.schedule.zone), length)
        differs = differences_text(*news, *self._place(change))
        for doubt in doubts(change):
            self._warn(change, doubt)
        return "" if differs == AS_EVER else f"{ExceptionKind.MOVED.value}{onward} {start.isoformat()} {differs}"

    def _news(
        self, start: date | datetime, begin: date | datetime, length: timedelta
    ) -> tuple[date | None, time | None, time | None]:
        """New day, start and end, each None where it is as ever."""
        until = self._until(begin, length)
        if not isinstance(begin, datetime) or not isinstance(start, datetime):
            return (begin if begin != start else None, None, None)
        day = begin.date() if begin.date() != start.date() else None
        return (day, begin.time() if begin.time() != start.time() else None, until)

    def _until(self, begin: date | datetime, length: timedelta) -> time | None:
        """When a date of another length ends; None for the usual one. Raises RejectedRow where a time cannot say it."""
        usual = self.schedule
        if length == usual.length:
            return None
        if not isinstance(begin, datetime):
            raise RejectedRow("lasts other days than the meeting does")
        try:
            end = begin + length
        except OverflowError as error:
            raise RejectedRow("ends beyond the year 9999") from error
        nights = (usual.start + usual.length).date() - usual.start.date() if usual.length >= DAY else timedelta()
        read = datetime.combine(begin.date(), end.time()) + nights
        if end != (read if read >= begin else read + DAY):
            raise RejectedRow("lasts other days than the meeting does")
        return end.time()

    def _place(self, change: Component) -> tuple[str, str]:
        """Code of the commune and name of the place, both empty where it is as ever."""
        if change.first("LOCATION") is None:
            return "", ""
        notes: list[str] = []
        now, usual = text_of(change, "LOCATION", notes), text_of(self.event, "LOCATION", [])
        if now == usual:
            return "", ""
        found = find_place(now, "", self.communes)
        if online_address(now, "") not in ("", online_address(usual, "")):
            notes.append("LOCATION has another address of the web, which is not kept")
        for note in [*notes, *found.notes]:
            self._warn(change, note)
        name = ", ".join(filter(None, (found.values["place_name"], found.values["street_address"])))
        return found.values["commune"], name[:200]
