"""Calendars that are broken, absurd or hostile: a reason and a line for each thing, never a traceback."""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solo_pages.event_import.checking import MeetingChecker
from solo_pages.event_import.reading import read_calendar
from solo_pages.importing.decoding import DecodedFile
from solo_pages.importing.errors import UnreadableFile
from solo_pages.models import EventPage

pytestmark = pytest.mark.django_db
GOOD = ["UID:good", "DTSTART:20990305T170000Z", "SUMMARY:Bon"]
START = "DTSTART;TZID=Europe/Paris:20990305T180000"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The file is empty."),
        (b"title,starts_at\r\nA,2099\r\n", "This is no calendar: it has no line BEGIN:VCALENDAR."),
        (b"<html><body>Not found</body></html>", "This is no calendar"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTST", "inside VEVENT, begun on line 3"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "inside VCALENDAR, begun on line 1: it is truncated"),
        (b"BEGIN:VCALENDAR\x00END:VCALENDAR", "null bytes"),
    ],
)
def test_what_is_no_calendar_is_refused(fails, write, raw, message):
    assert message in fails(write(raw=raw))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ([START, "SUMMARY:A"], "line 5: has no UID"),
        (["UID:1", START], "line 5: has no SUMMARY"),
        (["UID:1", "SUMMARY:A"], "line 5: has no DTSTART"),
        (["UID:1", START, "DTEND;TZID=Europe/Paris:20990305T170000", "SUMMARY:A"], "line 8 (DTEND): it ends before"),
        (["UID:1", START, "DURATION:-PT1H", "SUMMARY:A"], "line 8 (DURATION): it ends before it begins"),
        (["UID:1", START, "DURATION:soon", "SUMMARY:A"], "line 8 (DURATION): “soon” is no duration"),
        (["UID:1", START, "DTEND;VALUE=DATE:20990306", "SUMMARY:A"], "line 8 (DTEND) is a day and DTSTART a time"),
        (["UID:1", "DTSTART:00010101T000000Z", "SUMMARY:A"], "This year cannot be right."),
        (["UID:1", "DTSTART:00000101T000000Z", "SUMMARY:A"], "line 7 (DTSTART): “00000101T000000Z” is no date"),
        (["UID:1", "DTSTART:20990230", "SUMMARY:A"], "line 7 (DTSTART): “20990230” is no date"),
        (["UID:1", "DTSTART:99991231T235900", "DURATION:P5W", "SUMMARY:A"], "ends beyond the year 9999"),
        (["UID:1", "DTSTART:99991231T235959Z", "SUMMARY:A"], "“9999-12-31 23:59” is at the end of all dates"),
        (["UID:1", "DTSTART;TZID=Nowhere/Land:20990305T180000", "SUMMARY:A"], "there is no time zone “Nowhere/Land”"),
        (["UID:1", START, "SUMMARY:A", "CLASS:CONFIDENTIAL"], "line 9 (CLASS) is CONFIDENTIAL: not for the public"),
        (["UID:1", START, "SUMMARY:A", "CLASS:Private"], "line 9 (CLASS) is Private: not for the public"),
        (["UID:1", START, "SUMMARY:A", "CLASS:X-OURS"], "line 9 (CLASS) is X-OURS: not for the public"),
        (["UID:1", START, "RDATE;VALUE=PERIOD:20990410T160000Z/-PT5H", "SUMMARY:A"], "line 8 (RDATE): “20990410T16"),
        (["UID:1", START, "RRULE:FREQ=SECONDLY", "SUMMARY:A"], "line 8 (RRULE) “FREQ=SECONDLY”: A meeting repeats at"),
        (["UID:1", START, "RRULE:FREQ=DAILY;BYEASTER=1", "SUMMARY:A"], "BYEASTER is not supported"),
        (["UID:1", START, "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "SUMMARY:A"], "The rule never has a date."),
        (["UID:1", START, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY", "SUMMARY:A"], "line 9 (RRULE): a meeting has one"),
        (["UID:1", "no colon here", "SUMMARY:A"], "line 7 cannot be read: “no colon here”"),
        (["UID:1", "RECURRENCE-ID:20990305T170000Z", START, "SUMMARY:A"], "“1”, which is not in the file"),
    ],
)
def test_what_cannot_be_a_meeting_is_rejected_with_its_line_and_reason(fails, write, event, reason):
    said = fails(write(event, GOOD))
    assert reason in said
    assert "1 event rejected; nothing was written." in said


def test_the_others_are_written_where_that_is_asked_for(run, write):
    assert "Rejected: 1" in run(write(["SUMMARY:A"], GOOD), "--skip-rejected", "--apply")
    assert EventPage.objects.get().external_id == "good"


def test_the_same_identifier_twice_is_said(fails, write):
    assert "line 10: has the same UID “good” as line 5, which was taken" in fails(write(GOOD, GOOD))


def test_an_event_that_never_ends_does_not_swallow_the_next(fails, write):
    raw = "\r\n".join(
        ["BEGIN:VCALENDAR", "X-WR-CALNAME:A", "BEGIN:VEVENT", *GOOD, "BEGIN:VEVENT", "UID:2", START, "SUMMARY:B",
         "END:VEVENT", "END:VCALENDAR"]
    )  # fmt: skip
    said = fails(write(raw=raw.encode()))
    assert "line 3: has no END:VEVENT before the next event begins" in said
    assert "+ 2 “B”" in said


def test_a_file_without_a_name_needs_a_source(fails, run, write):
    file = write(GOOD, head=())
    assert "comes from no source: the calendar has no name, give --source" in fails(file)
    assert "Created: 1" in run(file, "--source", "CCI")


def test_a_file_in_another_encoding_is_read_and_the_guess_is_said(run, write):
    raw = "\r\n".join(["BEGIN:VCALENDAR", "X-WR-CALNAME:A", "BEGIN:VEVENT", *GOOD[:2], "SUMMARY:Été", "END:VEVENT",
                       "END:VCALENDAR"]).encode("cp1252")  # fmt: skip
    said = run(write(raw=raw))
    assert "read as Windows-1252" in said
    assert "“Été”" in said


def test_dates_that_do_not_fit_are_left_out_and_said(run, write):
    event = ["UID:1", START, "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20990310T170000Z", "SUMMARY:A"]
    said = run(write(event), "--apply")
    assert "excluded 2099-03-10T18:00:00" in said
    assert not EventPage.objects.get().exceptions.exists()


def test_alarms_and_hostile_text_harm_nothing(run, write):
    event = [
        "UID:1\x1b[31m", START, "SUMMARY:A\x07\\n<script>alert(1)</script>B", "BEGIN:VALARM", "TRIGGER:-PT5M",
        "SUMMARY:Réveil", "END:VALARM", "DESCRIPTION:" + "é" * 900 + "\\;\\, <b>gras</b>",
    ]  # fmt: skip
    said = run(write(event), "--apply")
    assert "\x1b" not in said
    page = EventPage.objects.get()
    assert page.title == "A alert(1)B"
    assert page.description.endswith(";, gras")


def test_ten_thousand_events_are_checked_in_little_time(agenda, write):
    events = [[f"UID:{n}", START, "RRULE:FREQ=WEEKLY;COUNT=10", f"SUMMARY:{n}"] for n in range(10_000)]
    text = write(*events).read_text()
    begin = time.perf_counter()
    places, rejections = MeetingChecker(read_calendar(DecodedFile("a", text, "UTF-8"))).check()
    assert (len(places), rejections) == (10_000, [])
    assert time.perf_counter() - begin < 60


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VALARM", *GOOD, START, "RRULE:FREQ=DAILY;COUNT=2",
             "RECURRENCE-ID:20990305T170000Z", "EXDATE:20990305T170000Z", "GEO:a;b", "LOCATION:Auch", " folded"]
        ),
        st.builds(
            "{}:{}".format,
            st.sampled_from(["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "UID", "GEO", "CATEGORIES"]),
            st.text(max_size=20),
        ),
        st.text(max_size=30),
    ),
    max_size=14,
)  # fmt: skip


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_no_file_whatever_is_a_traceback(agenda, lines):
    text = "\n".join(["BEGIN:VCALENDAR", "X-WR-CALNAME:A", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    with suppress(UnreadableFile):
        MeetingChecker(read_calendar(DecodedFile("a.ics", text, "UTF-8"))).check()
