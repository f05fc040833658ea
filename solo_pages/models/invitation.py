"""How a profile comes to the person that it is about: an editor invites them, or they ask for it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .solo import SoloProfilePage


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed by their state."""

    def unsettled(self) -> "InvitationQuerySet":
        """Those neither used nor revoked; there is one at most for a profile."""
        return self.filter(used_at=None, revoked_at=None)

    def open(self) -> "InvitationQuerySet":
        """Those that can be accepted."""
        return self.unsettled().filter(expires_at__gt=timezone.now())

    def in_state(self, state: str) -> "InvitationQuerySet":
        """Those in one state of Invitation.State."""
        states = {
            Invitation.State.OPEN: self.open(),
            Invitation.State.EXPIRED: self.unsettled().filter(expires_at__lte=timezone.now()),
            Invitation.State.USED: self.filter(used_at__isnull=False),
            Invitation.State.REVOKED: self.filter(used_at=None, revoked_at__isnull=False),
        }
        return states[state]


class Invitation(models.Model):
    """
    A link that was sent to the person of a profile: whoever opens it and accepts keeps the profile from then on.

    The link works once and until it expires. Only a digest of its secret is kept.
    """

    class State(models.TextChoices):
        """What can become of an invitation."""

        OPEN = "open", pgettext_lazy("invitation", "Open")
        USED = "used", _("Accepted")
        EXPIRED = "expired", _("Expired")
        REVOKED = "revoked", _("Revoked")

    page = models.ForeignKey(
        SoloProfilePage, models.CASCADE, related_name="invitations", verbose_name=_("solo profile")
    )
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of the letter"), max_length=20)
    words = models.TextField(_("personal words"), blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent on"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("expires on"))
    used_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("accepted by")
    )
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="solo_one_unsettled_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.page}"

    @property
    def state(self) -> "Invitation.State":
        """What has become of it."""
        if self.used_at:
            return self.State.USED
        if self.revoked_at:
            return self.State.REVOKED
        return self.State.OPEN if self.expires_at > timezone.now() else self.State.EXPIRED

    def get_state_display(self) -> str:
        """The state as an editor reads it."""
        return str(self.state.label)

    def revoke(self) -> None:
        """Make the link useless."""
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, narrowed by their state."""

    def pending(self) -> "ClaimQuerySet":
        """Those that nobody has decided on."""
        return self.filter(state=Claim.State.PENDING)


class Claim(models.Model):
    """Somebody says that a profile is about them, and asks to keep it from now on."""

    class State(models.TextChoices):
        """What can become of a claim."""

        PENDING = "pending", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    page = models.ForeignKey(SoloProfilePage, models.CASCADE, related_name="claims", verbose_name=_("solo profile"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("asked by"))
    message = models.TextField(_("message"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    created_at = models.DateTimeField(_("asked on"), default=timezone.now)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    words = models.TextField(_("answer"), blank=True)

    objects = ClaimQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "person"], condition=models.Q(state="pending"), name="solo_one_pending_claim"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.page}"

    @property
    def is_pending(self) -> bool:
        """Whether it can still be decided on."""
        return self.state == self.State.PENDING
