"""What is done about a page that is due, on a given day. Writes nothing."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..conf import solo_settings
from ..enums import Standing
from ..models import FreshnessRecord


class Action(models.TextChoices):
    """What a run does about one page."""

    NOTHING = "", _("nothing to do")
    ASK = "ask", _("to be confirmed")
    WARN = "warn", _("leaves the lists soon, unless it is confirmed")
    UNLIST = "unlist", _("taken out of the lists")


def decide(record: FreshnessRecord, overdue_on: date, today: date) -> Action:
    """
    Say what to do today about a page whose second period ends on ``overdue_on``.

    Nothing is unlisted before FRESHNESS_NOTICE_DAYS have passed since the notice, however long nobody ran the command.
    """
    if record.standing == Standing.UNLISTED:
        return Action.NOTHING
    if record.warned_on is not None:
        return Action.UNLIST if today >= leaves_on(record.warned_on, overdue_on) else Action.NOTHING
    if today >= overdue_on - timedelta(days=solo_settings.FRESHNESS_NOTICE_DAYS):
        return Action.WARN
    if record.asked_on is None or today >= record.asked_on + timedelta(days=solo_settings.FRESHNESS_REMIND_DAYS):
        return Action.ASK
    return Action.NOTHING


def leaves_on(warned_on: date, overdue_on: date) -> date:
    """The day on which a page leaves the lists whose owner was told of it on ``warned_on``."""
    return max(overdue_on, warned_on + timedelta(days=solo_settings.FRESHNESS_NOTICE_DAYS))


def note(record: FreshnessRecord, action: Action, today: date) -> None:
    """Set on a record, without saving it, that something was done today."""
    if action == Action.UNLIST:
        record.standing = Standing.UNLISTED
    elif action == Action.WARN:
        record.warned_on = record.asked_on = today
    elif action == Action.ASK:
        record.asked_on = today
