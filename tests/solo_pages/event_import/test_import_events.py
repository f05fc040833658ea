"""What an operator sees of an import of meetings, and what it does to the pages."""

from datetime import date, time

import pytest
from django.test import Client
from wagtail.models import PageLogEntry

from solo_pages.enums import Attendance, ExceptionKind, RegistrationMode
from solo_pages.models import EventPage, EventSeries, Occurrence
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory

pytestmark = pytest.mark.django_db

CAFE = [
    "UID:cafe@cci.example",
    "DTSTART;TZID=Europe/Paris:20990305T180000",
    "DTEND;TZID=Europe/Paris:20990305T200000",
    "SUMMARY:Café des créateurs\\, à Auch",
    "DESCRIPTION:<p>Venez &amp; parlez.</p><p>Entrée libre</p>",
    "LOCATION:Maison de l’économie\\, 3 rue des Lilas\\, 32000 Auch",
    "URL:https://cci.example/cafe",
    "CATEGORIES:Atelier,Inconnu",
    "ORGANIZER;CN=CCI du Gers:mailto:somebody@cci.example",
]
WEEKLY = [
    "UID:weekly@cci.example",
    "DTSTART;TZID=Romance Standard Time:20990305T180000",
    "DURATION:PT2H",
    "RRULE:FREQ=WEEKLY;COUNT=5",
    "EXDATE;TZID=Romance Standard Time:20990312T180000",
    "RDATE;TZID=Romance Standard Time:20990410T180000",
    "SUMMARY:Permanence",
]
MOVED = [
    "UID:weekly@cci.example",
    "RECURRENCE-ID;TZID=Romance Standard Time:20990319T180000",
    "DTSTART;TZID=Romance Standard Time:20990320T090000",
    "DTEND;TZID=Romance Standard Time:20990320T103000",
    "SUMMARY:Permanence",
    "LOCATION:À la mairie",
]
OFF = [
    "UID:weekly@cci.example",
    "RECURRENCE-ID;TZID=Romance Standard Time:20990326T180000",
    "DTSTART;TZID=Romance Standard Time:20990326T180000",
    "STATUS:CANCELLED",
]


def page(uid="cafe@cci.example"):
    return EventPage.objects.get(external_id=uid)


def changed(event, name, line):
    return [line if old.startswith(name) else old for old in event]


def edit(uid="cafe@cci.example", **fields):
    """What an editor does in the admin."""
    edited = page(uid).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(edited, name, value)
    publish(edited)


def test_a_dry_run_says_what_would_be_created_and_writes_nothing(run, write):
    said = run(write(CAFE, WEEKLY, MOVED, OFF))
    assert "partner.ics: iCalendar, 4 events, read as UTF-8." in said
    assert "Source: CCI du Gers." in said
    assert "Created: 2" in said
    assert "+ cafe@cci.example “Café des créateurs, à Auch” (32000 Auch) 2099-03-05 18:00:00" in said
    assert "line 13 (CATEGORIES): “Inconnu” is no event_type; known: workshop: left out" in said
    assert "nothing was written. Repeat with --apply" in said
    assert not EventPage.objects.exists()


def test_an_applied_event_is_a_published_meeting(run, write, agenda):
    run(write(CAFE), "--apply")
    cafe = page()
    assert cafe.live
    assert cafe.get_parent().specific == agenda
    assert (cafe.title, cafe.description) == ("Café des créateurs, à Auch", "Venez & parlez.\nEntrée libre")
    assert (cafe.starts_on, cafe.starts_time, cafe.ends_time) == (date(2099, 3, 5), time(18), time(20))
    assert (cafe.place_name, cafe.street_address) == ("Maison de l’économie", "3 rue des Lilas")
    assert (cafe.postcode, cafe.commune.name) == ("32000", "Auch")
    assert [term.slug for term in cafe.event_types.all()] == ["workshop"]
    assert (cafe.registration, cafe.registration_url) == (RegistrationMode.ELSEWHERE, "https://cci.example/cafe")
    assert (cafe.data_source, cafe.data_source_url) == ("CCI du Gers", "https://cci.example/cafe")
    assert cafe.organiser_name == "CCI du Gers"
    assert cafe.organiser_email == ""
    assert EventSeries.objects.get().uid == "cafe@cci.example"
    assert "partner.ics" in PageLogEntry.objects.get(page=cafe.pk, action="solo_pages.import").message


def test_rules_and_their_changes_become_dates(run, write):
    run(write(WEEKLY, MOVED, OFF), "--apply")
    weekly = page("weekly@cci.example")
    assert weekly.time_zone == "Europe/Paris"
    dates = Occurrence.objects.scheduled().order_by("starts_at")
    assert [f"{one.starts_at:%d.%m. %H:%M}–{one.ends_at:%H:%M}" for one in dates] == [
        "05.03. 17:00–19:00", "20.03. 08:00–09:30", "02.04. 16:00–18:00", "10.04. 16:00–18:00",
    ]  # fmt: skip
    assert weekly.exceptions.get(kind=ExceptionKind.MOVED).new_place == "À la mairie"
    assert weekly.exceptions.get(kind=ExceptionKind.CANCELLED).occurrence_on == date(2099, 3, 26)


def test_the_same_file_again_changes_nothing(run, write):
    file = write(CAFE, WEEKLY, MOVED, OFF)
    run(file, "--apply")
    revisions = list(EventPage.objects.values_list("latest_revision_id", flat=True))
    said = run(file, "--apply")
    assert "Created: 0\nChanged: 0\nUnchanged: 2" in said
    assert list(EventPage.objects.values_list("latest_revision_id", flat=True)) == revisions


def test_a_change_at_the_source_changes_the_page_and_keeps_the_series(run, write):
    run(write(CAFE), "--apply")
    later = changed(CAFE, "DTSTART", "DTSTART;TZID=Europe/Paris:20990305T173000")
    said = run(write(later), "--apply")
    assert "starts_time: “18:00:00” → “17:30:00”" in said
    assert page().starts_time == time(17, 30)
    assert EventSeries.objects.get().uid == "cafe@cci.example"


def test_what_an_editor_changed_is_kept_and_said_unless_told_otherwise(run, write):
    run(write(CAFE), "--apply")
    edit(title="Le café")
    file = write(changed(CAFE, "SUMMARY", "SUMMARY:Café nouveau"))
    said = run(file, "--apply")
    assert "Kept back: 1" in said
    assert "title: “Le café” stays; the file says “Café nouveau”" in said
    assert page().title == "Le café"
    run(file, "--apply", "--overwrite")
    assert page().title == "Café nouveau"


def test_a_meeting_that_is_missing_from_the_file_is_said_and_stays(run, write):
    run(write(CAFE, WEEKLY), "--apply")
    said = run(write(CAFE), "--apply")
    assert "Missing from the file: 1 (left as they are)" in said
    assert page("weekly@cci.example").live


def test_whole_days_end_on_the_day_before_dtend(run, write):
    event = ["UID:1", "DTSTART;VALUE=DATE:20990606", "DTEND;VALUE=DATE:20990608", "SUMMARY:Foire"]
    run(write(event), "--apply")
    fair = page("1")
    assert (fair.starts_on, fair.ends_on, fair.starts_time) == (date(2099, 6, 6), date(2099, 6, 7), None)


def test_a_time_in_utc_or_without_a_zone_is_read_as_local(run, write):
    run(write(["UID:1", "DTSTART:20990305T170000Z", "SUMMARY:A"], ["UID:2", "DTSTART:20990305T180000", "SUMMARY:B"]),
        "--apply")  # fmt: skip
    assert {(one.starts_time, one.time_zone) for one in EventPage.objects.all()} == {(time(18), "Europe/Paris")}


def test_a_meeting_at_an_address_of_the_web_is_online(run, write):
    run(write(["UID:1", "DTSTART:20990305T170000Z", "SUMMARY:A", "LOCATION:https://visio.example/a"]), "--apply")
    assert (page("1").attendance, page("1").online_url) == (Attendance.ONLINE, "https://visio.example/a")


def test_a_point_finds_its_commune(run, write):
    run(write(["UID:1", "DTSTART:20990305T170000Z", "SUMMARY:A", "GEO:43.95;0.38", "LOCATION:Halle"]), "--apply")
    assert page("1").commune.name == "Condom"
    assert (page("1").latitude, page("1").longitude) == (43.95, 0.38)


def test_a_meeting_of_our_own_is_not_overwritten_by_its_copy(fails, write, agenda):
    EventPageFactory(parent=agenda, starts_on=date(2099, 3, 5))
    uid = EventSeries.objects.get().uid
    said = fails(write([f"UID:{uid}", "DTSTART:20990305T170000Z", "SUMMARY:A"]))
    assert "is that of a meeting which did not come from this source" in said


def test_a_meeting_that_was_deleted_here_comes_again_as_the_same_series(run, write):
    run(write(CAFE), "--apply")
    key = page().translation_key
    page().delete()
    run(write(CAFE), "--apply")
    assert page().translation_key == key


def test_an_agenda_that_is_exported_comes_back_as_the_same_meetings(run, write, agenda):
    EventPageFactory(
        parent=agenda, slug="weekly", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=6",
        place_name="Salle des fêtes", exceptions=[
            {"kind": ExceptionKind.EXCLUDED, "occurrence_on": date(2099, 3, 12)},
            {"kind": ExceptionKind.ADDED, "occurrence_on": date(2099, 5, 1), "occurrence_time": time(10)},
            {"kind": ExceptionKind.MOVED, "occurrence_on": date(2099, 3, 19), "new_on": date(2099, 3, 21),
             "new_from": time(9)},
            {"kind": ExceptionKind.CANCELLED, "occurrence_on": date(2099, 3, 26)},
        ],
    )  # fmt: skip
    EventPageFactory(parent=agenda, slug="once", starts_on=date(2099, 4, 1))
    EventPageFactory(
        parent=agenda, slug="days", starts_on=date(2099, 5, 1), ends_on=date(2099, 5, 2), starts_time=None,
        ends_time=None, recurrence="FREQ=MONTHLY;BYDAY=1FR;UNTIL=20990901",
    )  # fmt: skip
    before = meetings()
    exported = Client().get(f"{agenda.url}entries.ics").getvalue()
    for one in EventPage.objects.all():
        one.delete()
    EventSeries.objects.all().delete()

    said = run(write(raw=exported), "--apply")

    assert "Created: 3" in said
    assert meetings() == before
    assert "Unchanged: 3" in run(write(raw=exported))


def meetings():
    """What there is of meetings: title and place of each, with its dates."""
    titles = {one.translation_key: (one.title, one.place_name) for one in EventPage.objects.all()}
    return sorted(
        (*titles[one.series_id], one.series.uid, one.recurrence_id, one.starts_at, one.ends_at, one.status)
        for one in Occurrence.objects.select_related("series")
    )


def test_a_series_that_ends_in_the_year_9999_goes_on(run, write):
    run(
        write(["UID:1", "SUMMARY:Café", "DTSTART:20990305T170000Z", "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z"]),
        "--apply",
    )
    assert EventPage.objects.get().recurrence == "FREQ=WEEKLY"


def test_what_is_said_to_be_public_is_taken_and_what_is_not_certain_is_said(run, write):
    said = run(write([*CAFE, "CLASS:PUBLIC", "STATUS:TENTATIVE"]), "--apply")
    assert "line 16 (STATUS) is TENTATIVE: the page does not say that it is not certain" in said
    assert page().live


def test_a_date_that_is_private_is_not_shown_at_all(run, write):
    said = run(write(WEEKLY, [*MOVED, "CLASS:PRIVATE"]), "--apply")
    assert "line 21 (CLASS) is PRIVATE: not for the public: the date is not shown" in said
    days = {f"{one.starts_at:%d.%m.}" for one in Occurrence.objects.scheduled()}
    assert days == {"05.03.", "26.03.", "02.04.", "10.04."}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("écrire à bob@example.org.", "écrire à …."),
        ("Bob <mailto:bob@example.org>\\, ou venez", "Bob …, ou venez"),
        ("<p>Par <a href=mailto:bob@example.org>courriel</a></p>", "Par courriel"),
        ("<p>bob&#64;example.org</p>", "…"),
    ],
)
def test_nobodys_mail_address_is_published(run, write, written, shown):
    said = run(write(changed(CAFE, "DESCRIPTION", f"DESCRIPTION:{written}")), "--apply")
    assert page().description == shown
    assert "line 10 (DESCRIPTION): “bob@example.org” is a mail address: left out" in said


def test_what_only_looks_a_little_like_a_mail_address_stays(run, write):
    words = "à 10 € @ la mairie, https://m.example/@bob"
    said = run(write(changed(CAFE, "DESCRIPTION", "DESCRIPTION:" + words.replace(",", "\\,"))), "--apply")
    assert page().description == words
    assert "mail address" not in said


def test_no_text_of_an_event_carries_a_mail_address_into_its_page(run, write):
    event = [
        "UID:1", "DTSTART:20990305T170000Z", "SUMMARY:Café (bob@example.org)", "CONTACT:Bob\\, bob@example.org",
        "LOCATION:Chez bob@example.org\\, Auch",
    ]  # fmt: skip
    run(write(event), "--apply")
    assert page("1").organiser_name == "Bob"
    assert "bob@example.org" not in Client().get(page("1").url).content.decode()


def test_the_place_of_one_date_is_read_as_that_of_the_meeting(run, write):
    place = "LOCATION:<b>Salle</b> des fêtes\\, 1 place d’Armes\\, 32100 Condom"
    run(write(WEEKLY, changed(MOVED, "LOCATION", place)), "--apply")
    (one,) = page("weekly@cci.example").exceptions.filter(kind=ExceptionKind.MOVED)
    assert (one.new_place, one.new_commune.name) == ("Salle des fêtes, 1 place d’Armes", "Condom")
    assert "Unchanged: 1" in run(write(WEEKLY, changed(MOVED, "LOCATION", place)))


def test_a_place_of_one_date_that_is_in_no_known_commune_is_said(run, write):
    said = run(write(WEEKLY, MOVED))
    assert "line 14, a changed date: LOCATION “À la mairie” names no commune that is known" in said


@pytest.mark.parametrize("period", ["20990410T160000Z/PT5H", "20990410T160000Z/20990410T210000Z"])
def test_an_added_date_lasts_as_long_as_its_period_says(run, write, period):
    file = write(changed(WEEKLY, "RDATE", f"RDATE;VALUE=PERIOD:{period}"))
    run(file, "--apply")
    added = Occurrence.objects.get(starts_at__month=4, starts_at__day=10)
    assert f"{added.starts_at:%H:%M}–{added.ends_at:%H:%M}" == "16:00–21:00"
    assert "Unchanged: 1" in run(file)


def test_a_period_that_no_date_can_say_is_taken_with_the_usual_length_and_said(run, write):
    said = run(write(changed(WEEKLY, "RDATE", "RDATE;VALUE=PERIOD:20990410T160000Z/P2D")), "--apply")
    assert "line 11 (RDATE): lasts other days than the meeting does: it lasts as long as the others" in said
    added = Occurrence.objects.get(starts_at__month=4, starts_at__day=10)
    assert f"{added.ends_at:%H:%M}" == "18:00"
