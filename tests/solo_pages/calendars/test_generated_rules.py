"""Whatever rule and changes a meeting has: another library finds in its file the dates that are in the database."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import RequestFactory
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from solo_pages.calendars.views import event_ics
from solo_pages.enums import ExceptionKind
from solo_pages.events.rules import days, read_rule
from solo_pages.models import Occurrence
from tests.factories.solo_pages import EventPageFactory

from .conftest import expanded

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The clocks change on 29 March and 25 October 2099.
FIRST_DAYS = st.dates(date(2099, 3, 1), date(2099, 11, 30))
ENDS = st.one_of(
    st.integers(1, 12).map(lambda count: f";COUNT={count}"),
    st.integers(0, 90).map(lambda days: f";UNTIL={date(2099, 12, 1) + timedelta(days=days):%Y%m%d}T170000Z"),
)
RULES = st.one_of(
    st.just(""),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}{}".format,
        st.integers(1, 3),
        st.sets(st.sampled_from(DAYS), min_size=1, max_size=3).map(lambda days: ",".join(sorted(days))),
        ENDS,
    ),
    st.builds("FREQ=DAILY;INTERVAL={}{}".format, st.integers(5, 20), ENDS),
    st.builds("FREQ=MONTHLY;BYDAY={}{}{}".format, st.sampled_from((1, 2, -1)), st.sampled_from(DAYS), ENDS),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}{}".format, st.integers(1, 31), ENDS),
    st.just("FREQ=YEARLY;COUNT=3"),
)
CHANGES = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(ExceptionKind.values), "date": st.integers(0, 5), "days": st.integers(-2, 3)},
        optional={"new_from": st.times().map(lambda t: t.replace(second=0, microsecond=0, fold=0))},
    ),
    max_size=3,
    unique_by=lambda change: change["date"],
)


@pytest.mark.django_db
@settings(deadline=None, max_examples=12)
@given(first=FIRST_DAYS, rule=RULES, clock=st.sampled_from((None, time(8), time(18), time(23, 30))), changes=CHANGES)
def test_another_library_finds_the_dates_of_the_database(first, rule, clock, changes) -> None:
    with transaction.atomic():
        check(first, rule, clock, changes)
        transaction.set_rollback(True)


def check(first, rule, clock, changes):
    ends = clock and (datetime.combine(first, clock) + timedelta(minutes=20)).time()
    if clock is None:
        rule = rule.replace("T170000Z", "")
    if rule:
        # A meeting begins with the first day of its rule.
        first = next(days(read_rule(rule), first, first, date(2100, 12, 31)), None)
        assume(first is not None)
    page = EventPageFactory(starts_on=first, starts_time=clock, ends_time=ends, recurrence=rule, slug="generated")
    planned = list(Occurrence.objects.order_by("recurrence_id"))
    for change in changes:
        page.exceptions.add(_exception(page, planned, change, timed=clock is not None))
    try:
        page.save_revision().publish()
    except ValidationError:
        # Not every change can be made of every date.
        reject()
    page.get_url = lambda request=None: "/fr/agenda/generated/"
    # Dates are written so far ahead; calendars go on.
    horizon = datetime.combine(first + timedelta(days=390), time.min, page.zone)
    rows = Occurrence.objects.scheduled().filter(starts_at__lt=horizon)
    wanted = sorted(rows.values_list("starts_at", "ends_at"))
    if not Occurrence.objects.exists():
        return
    text = event_ics(page, RequestFactory().get("/")).content.decode()
    assert [one for one in expanded(text) if one[0] < horizon] == wanted, (text, changes)


def _exception(page, planned, change, *, timed):
    kind, clock = change["kind"], change.get("new_from") if timed else None
    local = planned[change["date"] % len(planned)].recurrence_id.astimezone(page.zone) if planned else None
    day = local.date() if local else page.starts_on
    if kind == ExceptionKind.ADDED:
        return page.exceptions.model(kind=kind, occurrence_on=day + timedelta(days=1), occurrence_time=clock)
    if kind == ExceptionKind.MOVED:
        new_on = max(day + timedelta(days=change["days"]), date(2099, 1, 1))
        return page.exceptions.model(kind=kind, occurrence_on=day, new_on=new_on, new_from=clock)
    return page.exceptions.model(kind=kind, occurrence_on=day)
