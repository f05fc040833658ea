"""The closed choices of the plugin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wheelchair(models.TextChoices):
    """Access in a wheelchair, with the values of OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:wheelchair)."""

    YES = "yes", _("Yes")
    LIMITED = "limited", _("Limited")
    NO = "no", _("No")


class Freshness(models.TextChoices):
    """How long ago somebody confirmed what a page says, in periods of its type."""

    FRESH = "fresh", _("Confirmed lately")
    DUE = "due", _("To be confirmed")
    OVERDUE = "overdue", _("Long unconfirmed")


class Standing(models.TextChoices):
    """Where a page stands in lists."""

    LAST = "last", _("Last in lists")
    UNLISTED = "unlisted", _("In no list")


class Attendance(models.TextChoices):
    """How one takes part in a meeting, with schema.org's modes (https://schema.org/EventAttendanceModeEnumeration)."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    MIXED = "mixed", _("On site and online")


class RegistrationMode(models.TextChoices):
    """Where one registers for a meeting."""

    NONE = "none", _("No registration needed")
    HERE = "here", _("On this site")
    ELSEWHERE = "elsewhere", _("On another site")


class ExceptionKind(models.TextChoices):
    """How a date of a meeting differs from what its rule says (RFC 5545: RDATE, EXDATE, RECURRENCE-ID)."""

    ADDED = "added", _("One more date")
    EXCLUDED = "excluded", _("Not on this date")
    CANCELLED = "cancelled", _("Cancelled")
    MOVED = "moved", _("Another time or place")


class OccurrenceStatus(models.TextChoices):
    """Whether one date of a meeting takes place (RFC 5545: STATUS)."""

    SCHEDULED = "scheduled", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")


class QuestionKind(models.TextChoices):
    """What an organiser may ask of those who register."""

    TEXT = "text", _("A line of text")
    CHOICE = "choice", _("One of several answers")
    YES_NO = "yes_no", _("A box to tick")
