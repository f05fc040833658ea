"""Events to meetings: what is wrong with an event rejects it, what is doubtful is left out and said."""

import re
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation

from ..enums import Attendance, RegistrationMode
from ..events.checking import check_event, check_exceptions
from ..importing.checking import CheckedPlace, Rejection
from ..importing.errors import RejectedRow
from ..importing.gazetteer import CommuneFinder
from ..importing.terms import TermFinder
from ..importing.values import Values, one_line
from ..models import EventPage, EventSeries
from .exceptions import ChangedDates
from .moments import Zones
from .places import find_place, online_address
from .reading import CalendarFile, Component
from .schedule import schedule_of
from .status import doubts, is_cancelled, withheld
from .texts import LEFT_OUT, line_of, text_of, unescaped
from .values import exception_text, write_values

VOCABULARY = "event_type"
_CATEGORY = re.compile(r"(?:\\.|[^,\\])+")


class MeetingChecker:
    """Checks the events of one file against the gazetteer, the taxonomy and the page type."""

    def __init__(self, file: CalendarFile, *, data_source: str = "") -> None:
        name = file.head.first("X-WR-CALNAME") or file.head.first("NAME")
        self.data_source = one_line(data_source or (unescaped(name.value) if name else ""))[:200]
        self.file = file
        self.zones = Zones(file)
        self.communes = CommuneFinder()
        self.terms = TermFinder([VOCABULARY])

    def check(self) -> tuple[list[CheckedPlace], list[Rejection]]:
        """Meetings and rejections, each in the order of the file."""
        places, rejections = [], []
        masters, changes = self._sorted(rejections)
        ours = self._known_otherwise(masters)
        # What is wrong with a meeting is said in the language of the report.
        with translation.override("en"):
            for uid, event in masters.items():
                try:
                    if uid in ours:
                        raise RejectedRow(f"UID “{uid[:60]}” is that of a meeting which did not come from this source")
                    places.append(self._meeting(uid, event, changes.pop(uid, [])))
                except RejectedRow as error:
                    rejections.append(Rejection(f"line {event.line}", str(error)))
        for uid, left in changes.items():
            if uid not in masters:
                text = f"changes a date (RECURRENCE-ID) of “{uid[:60]}”, which is not in the file"
                rejections += [Rejection(f"line {one.line}", text) for one in left]
        return places, sorted(rejections, key=lambda one: int(one.where.split()[1]))

    def _sorted(self, rejections: list[Rejection]) -> tuple[dict[str, Component], dict[str, list[Component]]]:
        """Events by their UID: those that stand for a meeting, and those that change a date of one."""
        masters: dict[str, Component] = {}
        changes: dict[str, list[Component]] = defaultdict(list)
        for event in self.file.events:
            uid = one_line(unescaped(found.value)) if (found := event.first("UID")) else ""
            problem = event.problem or self._problem(uid)
            if not problem and event.first("RECURRENCE-ID"):
                changes[uid].append(event)
            elif not problem and uid in masters:
                problem = f"has the same UID “{uid[:60]}” as line {masters[uid].line}, which was taken"
            elif not problem:
                masters[uid] = event
            if problem:
                rejections.append(Rejection(f"line {event.line}", problem))
        return masters, changes

    def _problem(self, uid: str) -> str:
        if not uid:
            return "has no UID: it could not be known again"
        if len(uid) > EventPage._meta.get_field("external_id").max_length:
            return f"has a UID of {len(uid)} characters, more than are kept"
        return "" if self.data_source else "comes from no source: the calendar has no name, give --source"

    def _known_otherwise(self, masters: dict[str, Component]) -> set[str]:
        """The UIDs that meetings carry which editors made, or which came from another source."""
        known = dict(EventSeries.objects.filter(uid__in=list(masters)).values_list("key", "uid"))
        pages = EventPage.objects.filter(translation_key__in=known)
        return {
            known[key]
            for key, source, external_id in pages.values_list("translation_key", "data_source", "external_id")
            if source != self.data_source or external_id != known[key]
        }

    def _meeting(self, uid: str, event: Component, changes: list[Component]) -> CheckedPlace:
        if reason := withheld(event):
            raise RejectedRow(reason)
        place = CheckedPlace(f"line {event.line}", self.data_source, uid, {}, doubts(event))
        title = line_of(event, "SUMMARY", place.warnings)
        if not title:
            raise RejectedRow("has no SUMMARY")
        place.values["title"] = title[:255]
        schedule = schedule_of(event, self.zones)
        place.warnings += schedule.notes
        place.values |= schedule.values
        place.values |= self._words(event, place.warnings)
        self._where(event, place)
        self._kinds(event, place)
        differing = ChangedDates(event, schedule, self.zones, self.communes, place.warnings)
        self._check(place, differing.texts(changes))
        return place

    def _words(self, event: Component, notes: list[str]) -> Values:
        """Texts, state and addresses."""
        url = address_of(event)
        return {
            "description": text_of(event, "DESCRIPTION", notes),
            "is_cancelled": is_cancelled(event),
            "organiser_name": self._organiser(event, notes)[:140],
            "registration": RegistrationMode.ELSEWHERE.value if url else RegistrationMode.NONE.value,
            "registration_url": url,
            "data_source_url": url,
        }

    def _organiser(self, event: Component, notes: list[str]) -> str:
        """A name, never an address."""
        organiser = event.first("ORGANIZER")
        named = one_line(organiser.parameters.get("CN", "").strip('"')) if organiser else ""
        return named if named and "@" not in named else line_of(event, "CONTACT", notes).strip(f" {LEFT_OUT},;")

    def _where(self, event: Component, place: CheckedPlace) -> None:
        location, geo = text_of(event, "LOCATION", place.warnings), event.first("GEO")
        conference = event.first("CONFERENCE")
        found = find_place(location, geo.value if geo else "", self.communes)
        online = online_address(location, conference.value if conference else "")
        place.values |= found.values
        place.warnings += found.notes
        place.commune_name = found.commune_name
        there = found.values["place_name"] or found.values["commune"]
        place.values["online_url"] = online[:200]
        mode = (Attendance.MIXED if there else Attendance.ONLINE) if online else Attendance.ON_SITE
        place.values["attendance"] = mode.value

    def _kinds(self, event: Component, place: CheckedPlace) -> None:
        slugs = set()
        for one in event.all("CATEGORIES"):
            for name in map(unescaped, _CATEGORY.findall(one.value)):
                try:
                    slugs.update(self.terms.slugs(VOCABULARY, [name]))
                except RejectedRow as error:
                    place.warnings.append(f"{one.where}: {error}: left out")
        place.values["event_types"] = sorted(slugs)

    def _check(self, place: CheckedPlace, exceptions: list[str]) -> None:
        """Ask what checks an editor's meeting; what it has against a date that differs leaves that out."""
        page = EventPage()
        write_values(page, place.values | {"exceptions": exceptions}, self.communes.by_code, self.terms.terms)
        try:
            check_event(page)
        except ValidationError as error:
            reasons = (f"{name}: {' '.join(found)}" for name, found in error.message_dict.items())
            raise RejectedRow("; ".join(reasons)) from error
        place.values["recurrence"] = page.recurrence
        differing = list(page.exceptions.all())
        wrong = check_exceptions(page, differing)
        for one, messages in wrong:
            reasons = " ".join(text for found in messages.values() for text in found)
            place.warnings.append(f"{exception_text(one, page.starts_time)}: {reasons} Left out")
        left_out = {id(one) for one, _messages in wrong}
        kept = (exception_text(one, page.starts_time) for one in differing if id(one) not in left_out)
        place.values["exceptions"] = sorted(set(kept))


def address_of(event: Component) -> str:
    """The page of an event on the web, where it names one."""
    found = event.first("URL")
    url = found.value.strip() if found else ""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= 200 else ""
