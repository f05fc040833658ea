"""A calendar file taken apart: its events, each property with the line that it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from ..importing.decoding import DecodedFile
from ..importing.errors import UnreadableFile

SKIPPED_INSIDE = ("VALARM",)


@dataclass(frozen=True, slots=True)
class Property:
    """One property: ``value`` as it stands in the file, escapes and all; parameters by name in capitals."""

    line: int
    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """Where it stands, as reports say it."""
        return f"line {self.line} ({self.name})"


@dataclass(slots=True)
class Component:
    """An event, or a zone; ``problem`` says why nothing can be taken from it."""

    line: int
    properties: list[Property] = field(default_factory=list)
    problem: str = ""

    def all(self, name: str) -> list[Property]:
        """Give every property of a name."""
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        """Give the first property of a name."""
        return next((one for one in self.properties if one.name == name), None)


@dataclass(slots=True)
class CalendarFile:
    """What is in a file: its events in their order, its zones, and the properties of the calendar itself."""

    events: list[Component]
    zones: list[Component]
    head: Component


def read_calendar(file: DecodedFile) -> CalendarFile:
    """Take a file apart. Raises UnreadableFile where it is no calendar, or ends too early."""
    lines = list(unfolded(file.text))
    if not any(text.strip().upper() == "BEGIN:VCALENDAR" for _number, text in lines):
        raise UnreadableFile(
            "This is no calendar: it has no line BEGIN:VCALENDAR. A file of iCalendar (.ics) is expected."
        )
    found = CalendarFile([], [], Component(1))
    opened: list[tuple[str, Component]] = []
    for number, text in lines:
        keyword, _colon, value = text.strip().partition(":")
        keyword, name = keyword.upper(), value.strip().upper()
        if keyword == "BEGIN":
            _begin(found, opened, number, name)
        elif keyword == "END":
            _end(opened, number, name)
        elif opened and opened[-1][0] not in SKIPPED_INSIDE:
            _add(opened[-1][1], number, text)
    if opened:
        name, component = opened[-1]
        raise UnreadableFile(
            f"The file ends inside {name}, begun on line {component.line}: it is truncated. Get it again."
        )
    return found


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Give the content lines (3.1), each with the number of the line that it begins on; empty ones are left out."""
    current, begun = "", 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line[:1] in (" ", "\t") and current:
            current += line[1:]
            continue
        if current.strip():
            yield begun, current
        current, begun = line, number
    if current.strip():
        yield begun, current


def _begin(found: CalendarFile, opened: list[tuple[str, Component]], number: int, name: str) -> None:
    if opened and opened[-1][0] == "VEVENT" and name == "VEVENT":
        opened.pop()[1].problem = "has no END:VEVENT before the next event begins"
    component = found.head if name == "VCALENDAR" else Component(number)
    if name == "VEVENT":
        found.events.append(component)
    elif name == "VTIMEZONE":
        found.zones.append(component)
    opened.append((name, component))


def _end(opened: list[tuple[str, Component]], number: int, name: str) -> None:
    if opened and opened[-1][0] == name:
        opened.pop()
    elif any(known == name for known, _component in opened):
        while opened[-1][0] != name:
            inner, component = opened.pop()
            component.problem = component.problem or f"has no END:{inner} before END:{name} on line {number}"
        opened.pop()


def _add(component: Component, number: int, text: str) -> None:
    try:
        name, parameters, value = Contentline(text).parts()
    except ValueError:
        component.problem = component.problem or f"line {number} cannot be read: “{text[:60]}”"
        return
    plain = {key.upper(): one if isinstance(one, str) else ",".join(map(str, one)) for key, one in parameters.items()}
    component.properties.append(Property(number, name.upper(), value, plain))
