"""``manage.py import_events FILE``: meetings from the calendar of a partner."""

from typing import Any

from solo_pages.event_import.checking import MeetingChecker
from solo_pages.event_import.planning import MeetingApplier, MeetingPlanner
from solo_pages.event_import.reading import read_calendar
from solo_pages.importing.command import ImportCommand, read
from solo_pages.importing.destination import find_parent
from solo_pages.importing.report import counted
from solo_pages.models import EventPage


class Command(ImportCommand):
    """Import meetings; a dry run unless told otherwise."""

    help = (
        "Import meetings from an iCalendar file (.ics); save a feed to a file. A dry run unless --apply is given. "
        "A meeting is known again by its source (--source, else the name of the calendar) and its UID. A field that an "
        "editor has changed since the last import is kept, and said, unless --overwrite is given; a meeting that is "
        "missing from the file is said, never deleted. With a rejected event nothing is written, unless "
        "--skip-rejected is given. Exit code 1 where the file cannot be read or an event is rejected."
    )
    row_noun = "event"

    def import_file(self, **options: Any) -> None:
        decoded = read(options["file"])
        parent = find_parent(options["parent"], EventPage)
        calendar = read_calendar(decoded)
        checker = MeetingChecker(calendar, data_source=options["source"])
        meetings, rejections = checker.check()
        plan = MeetingPlanner(parent.locale, overwrite=options["overwrite"], publish=options["publish"]).plan(meetings)
        self.say_what_was_read(decoded, f"iCalendar, {counted(len(calendar.events), 'event')}")
        if checker.data_source:
            self.stdout.write(f"Source: {checker.data_source}.")
        self.carry_out(plan, rejections, MeetingApplier(parent, checker, decoded.name), options)
