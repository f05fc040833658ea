"""Who comes to a date of a meeting, or waits to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .occurrence import Occurrence

# What the mailbox of somebody who was forgotten begins with.
FORGOTTEN = "forgotten:"


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, narrowed by what is known of them."""

    def known(self) -> "RegistrationQuerySet":
        """Those that say whose they are."""
        return self.exclude(address_key__startswith=FORGOTTEN)

    def waiting(self, capacity: int | None) -> "RegistrationQuerySet":
        """
        The waiting list of a date, the first before the others. Who wants more places than there are at all keeps their
        place in it, but nobody waits behind them for what cannot happen.
        """
        queue = self.filter(state=Registration.State.WAITING).order_by("pk")
        return queue if capacity is None else queue.filter(places__lte=capacity)


class Registration(models.Model):
    """
    Somebody's places at one date. What may become of it, and when, is written in ``registration.desk`` alone.

    The waiting list is in the order of the ids. ``address_key`` is the mailbox that an address leads to: one mailbox
    registers once.
    """

    class State(models.TextChoices):
        """What can become of a registration."""

        CONFIRMED = "confirmed", pgettext_lazy("state of the registration", "Confirmed")
        WAITING = "waiting", _("On the waiting list")
        OFFERED = "offered", _("Offered a place")
        CANCELLED = "cancelled", pgettext_lazy("state of the registration", "Cancelled")
        LAPSED = "lapsed", _("Let the offer pass")

    # They hold places, or wait for some.
    ACTIVE = (State.CONFIRMED, State.WAITING, State.OFFERED)
    HOLDING = (State.CONFIRMED, State.OFFERED)

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="registrations")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), max_length=254)
    address_key = models.CharField(max_length=254, editable=False)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    # Texts of answers by the translation_key of the question, as text.
    answers = models.JSONField(default=dict, blank=True)
    listed = models.BooleanField(_("agrees to be listed"), default=False)
    language = models.CharField(_("language"), max_length=20)
    # The account with this address that they registered from.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    created_at = models.DateTimeField(_("registered on"), default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    offered_until = models.DateTimeField(_("offer held until"), null=True, blank=True)
    # How many places were free, fewer than they want, when they were last told of it as the first in line.
    told_free = models.PositiveIntegerField(default=0, editable=False)
    # When its link was first opened: from then on it is known that the address is theirs.
    opened_at = models.DateTimeField(null=True, blank=True)
    attended = models.BooleanField(_("came"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(_("note of the organiser"), max_length=200, blank=True)
    # A letter could not be delivered; the next one that can be takes this back.
    mail_failed_at = models.DateTimeField(_("mail could not be delivered"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "address_key"],
                condition=Q(state__in=["confirmed", "waiting", "offered"]),
                name="solo_one_registration_each",
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="solo_registration_has_places"),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="solo_offer_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["state", "offered_until"], name="solo_offer_ends")]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"

    def forget(self) -> None:
        """Leave that somebody registered, not who; nothing is saved."""
        self.name = self.email = self.note = ""
        self.address_key = f"{FORGOTTEN}{self.key}"
        self.answers, self.listed, self.person, self.mail_failed_at = {}, False, None, None

    @property
    def is_active(self) -> bool:
        """Whether they come, or wait to."""
        return self.state in self.ACTIVE

    @property
    def position(self) -> int | None:
        """Their number on the waiting list, from 1; None where they do not wait. One query."""
        if self.state != self.State.WAITING:
            return None
        waiting = Registration.objects.filter(occurrence=self.occurrence_id, state=self.State.WAITING)
        return waiting.filter(pk__lte=self.pk).count()
