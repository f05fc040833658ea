"""What of a meeting cannot be, said beside the field where it is to be changed. Also writes its rule in one way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory_blocks.dates_in_words import day_words
from directory_blocks.opening_hours.times import time_label

from ..enums import ExceptionKind, QuestionKind, RegistrationMode
from ..registration.questions import MAX_ANSWER
from .recurrence import Changes, exists, rule_starts, start_of
from .rules import YEARS, Rule, UnreadableRule, days, read_rule
from .zones import zone_names

if TYPE_CHECKING:
    from ..models import EventException, EventPage, EventQuestion

Messages = dict[str, list[str]]

# As far as a first date is looked for.
FAR = timedelta(days=366 * 40)
HALF_DAY = timedelta(hours=12)


def check_event(event: "EventPage") -> None:
    """
    Raise ValidationError for fields that cannot be together; what is missing, in a draft, is not complained of. The
    rule is normalised.
    """
    messages: Messages = defaultdict(list)
    if event.registration == RegistrationMode.ELSEWHERE and not event.registration_url:
        messages["registration_url"].append(_("Give the address of the page where one registers."))
    _check_opening(event, messages)
    if event.starts_on:
        _check_span(event, messages)
        spanned_right = not messages.keys() & {"starts_on", "starts_time", "ends_on", "ends_time"}
        # What is no time zone is the field's own to say.
        if spanned_right and event.time_zone in zone_names():
            _check_rule(event, messages) if event.recurrence else _check_clock(event, messages)
    if messages:
        raise ValidationError(dict(messages))


def check_exceptions(
    event: "EventPage", exceptions: Sequence["EventException"]
) -> list[tuple["EventException", Messages]]:
    """Say what is wrong with dates that differ, of an event that is right in itself; only those that are not right."""
    usual = event.starts_time or time.min
    added = {start_of(one, usual) for one in exceptions if one.kind == ExceptionKind.ADDED and one.occurrence_on}
    changes = Changes((one for one in exceptions if one.occurrence_on), usual)
    checked = ((one, _wrong(event, one, added, changes)) for one in exceptions if one.occurrence_on)
    return [(one, messages) for one, messages in checked if messages]


def check_question(question: "EventQuestion") -> None:
    """Raise ValidationError for a choice between answers that there is none between."""
    if question.kind != QuestionKind.CHOICE:
        return
    answers = lines_of(question.choices)
    if repeated := sorted({one for one in answers if answers.count(one) > 1}):
        raise ValidationError({"choices": _("“%(answer)s” stands there twice.") % {"answer": repeated[0]}})
    if len(answers) < 2:
        raise ValidationError({"choices": _("Give at least two answers to choose from, one a line.")})
    if max(map(len, answers)) > MAX_ANSWER:
        text = _("An answer has at most %(most)d characters.")
        raise ValidationError({"choices": text % {"most": MAX_ANSWER}})


def lines_of(text: str) -> list[str]:
    """The lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def check_end(event: "EventPage", begins: time, until: time) -> None:
    """
    Raise ValidationError for an ``until`` before ``begins`` that can hardly mean the next day: a meeting goes on past
    midnight, but not for more than half a day, where it usually does not.
    """
    length = datetime.combine(date.min, until) - datetime.combine(date.min, begins)
    if timedelta() <= length or event.duration >= timedelta(days=1):
        return
    if length + timedelta(days=1) > max(HALF_DAY, event.duration):
        text = _("It would end on the next day, after more than twelve hours: is the end before the start?")
        raise ValidationError({"new_until": text})


# --- the meeting itself --------------------------------------------------------------------------------------------


def _check_opening(event: "EventPage", messages: Messages) -> None:
    """Where one registers here, there is a time to do so."""
    opens, closes = event.registration_opens_days, event.registration_closes_hours
    if event.registration == RegistrationMode.HERE and None not in (opens, closes) and opens * 24 <= closes:
        text = _("Registration would close before it opens: have it open more days before, or close later.")
        messages["registration_opens_days"].append(text)


def _check_span(event: "EventPage", messages: Messages) -> None:
    last = event.ends_on or event.starts_on
    if event.starts_on.year not in YEARS:
        messages["starts_on"].append(_("This year cannot be right."))
    elif last < event.starts_on:
        messages["ends_on"].append(_("The last day is before the first."))
    elif last - event.starts_on > timedelta(days=366):
        messages["ends_on"].append(_("A meeting lasts a year at most; say how it repeats instead."))
    elif event.ends_time and event.starts_time is None:
        messages["starts_time"].append(_("Say from when, or leave out until when: without times it is the whole day."))
    elif event.ends_time and last == event.starts_on and event.ends_time < event.starts_time:
        messages["ends_time"].append(_("It ends before it begins; past midnight, give the next day as its last day."))


def _check_clock(event: "EventPage", messages: Messages) -> None:
    """A meeting that takes place once begins and ends at times that clocks show."""
    start = event.local_start
    for field, wall in (("starts_time", start), ("ends_time", start + event.duration)):
        if getattr(event, field) and not exists(wall, event.zone):
            messages[field].append(_no_such_time(wall))


def _no_such_time(wall: datetime) -> str:
    text = _("On %(day)s there is no %(time)s: the clocks are put forward over it.")
    return text % {"day": _day(wall.date()), "time": time_label(wall.time())}


def _check_rule(event: "EventPage", messages: Messages) -> None:
    try:
        rule = read_rule(event.recurrence)
    except UnreadableRule as error:
        messages["recurrence"].append(str(error))
        return
    start = event.local_start
    last = rule.last_day(event.zone, start.time())
    if last and last < start.date():
        messages["recurrence"].append(_("The rule ends before the first date."))
    elif first := next(days(rule, start.date(), start.date(), start.date() + FAR), None):
        if first != start.date():
            text = _("By the rule the first date is %(day)s: begin then, or change how it repeats.")
            messages["starts_on"].append(text % {"day": _day(first)})
    else:
        messages["recurrence"].append(_("The rule never has a date."))
    if not messages:
        event.recurrence = str(_with_written_end(rule, last, event))


def _with_written_end(rule: Rule, last: date | None, event: "EventPage") -> Rule:
    return rule.ending(last, event.zone, whole_days=event.is_all_day) if last else replace(rule, until=None)


# --- dates that differ ---------------------------------------------------------------------------------------------


def _wrong(event: "EventPage", one: "EventException", added: Iterable[datetime], changes: Changes) -> Messages:
    messages: Messages = defaultdict(list)
    _check_kind(event, one, messages)
    usual = event.starts_time or time.min
    start = start_of(one, usual)
    if one.kind == ExceptionKind.ADDED:
        if start.year not in YEARS:
            messages["occurrence_on"].append(_("This year cannot be right."))
        elif not event.is_all_day and not exists(start, event.zone):
            messages["occurrence_time"].append(_no_such_time(start))
    elif start not in added:
        _check_named(event, start, added, messages)
    if not messages and not event.is_all_day and not one.following:
        _check_clock_of(event, one, changes.wall_times(event, start), messages)
    return dict(messages)


def _check_clock_of(
    event: "EventPage", one: "EventException", when: tuple[datetime, timedelta], messages: Messages
) -> None:
    """
    A date that is given a day or times of its own is at times that clocks show. Of one that goes on, as of a rule, one
    night is but one of many.
    """
    begins, length = when
    starting = next((name for name in ("new_from", "new_on") if getattr(one, name)), None)
    ending = next((name for name in ("new_until", "new_from", "new_on") if getattr(one, name)), None)
    if starting and not exists(begins, event.zone):
        messages[starting].append(_no_such_time(begins))
    elif ending and not exists(begins + length, event.zone):
        messages[ending].append(_no_such_time(begins + length))


def _check_kind(event: "EventPage", one: "EventException", messages: Messages) -> None:
    if one.following and one.kind in (ExceptionKind.ADDED, ExceptionKind.EXCLUDED):
        messages["following"].append(_("This goes with dates that are moved or cancelled; end the rule instead."))
    if one.kind == ExceptionKind.MOVED and not one.has_changes:
        messages["new_on"].append(_("Say what is different: the day, the times or the place."))
    if event.is_all_day:
        for name in ("occurrence_time", "new_from", "new_until"):
            if getattr(one, name) is not None:
                messages[name].append(_("The meeting lasts whole days: it has no times."))
    elif one.new_until and one.kind in (ExceptionKind.MOVED, ExceptionKind.ADDED):
        _check_end(event, one, messages)
    if one.new_on and one.new_on.year not in YEARS:
        messages["new_on"].append(_("This year cannot be right."))


def _check_end(event: "EventPage", one: "EventException", messages: Messages) -> None:
    try:
        check_end(event, one.new_from or one.occurrence_time or event.starts_time, one.new_until)
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            messages[name].extend(texts)


def _check_named(event: "EventPage", start: datetime, added: Iterable[datetime], messages: Messages) -> None:
    """Anything but an added date is about a date that there is."""
    of_day = {*rule_starts(event, start.date(), start.date()), *(one for one in added if one.date() == start.date())}
    if start in of_day:
        return
    if of_day:
        times = ", ".join(time_label(one.time()) for one in sorted(of_day))
        messages["occurrence_time"].append(_("On this day the meeting begins at %(times)s.") % {"times": times})
    elif following := next(rule_starts(event, start.date()), None):
        text = _("The meeting has no date on this day; the next one is %(day)s.")
        messages["occurrence_on"].append(text % {"day": _day(following.date())})
    else:
        messages["occurrence_on"].append(_("The meeting has no date on this day, nor after it."))


def _day(day: date) -> str:
    return day_words(day, weekday=False)
