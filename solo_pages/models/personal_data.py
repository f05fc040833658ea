"""What a person agreed to, and accounts that were closed and wait to be erased."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..conf import solo_settings


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents, narrowed by their state."""

    def in_force(self) -> "ConsentQuerySet":
        """Those given and not withdrawn."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """That somebody agreed to something: the words they were shown, and when. Without a user once they are erased."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=60)
    wording = models.TextField(_("wording"))
    language = models.CharField(_("language"), max_length=20)
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.purpose}, {self.given_at:%Y-%m-%d}"


def end_of_grace() -> datetime:
    """When an account closed now will be erased."""
    return timezone.now() + timedelta(days=solo_settings.ERASE_AFTER_DAYS)


def new_key() -> str:
    """What makes the link of a closure valid for it alone."""
    return secrets.token_urlsafe(32)


class AccountClosureQuerySet(models.QuerySet["AccountClosure"]):
    """Closed accounts, narrowed by their state."""

    def due(self) -> "AccountClosureQuerySet":
        """Those to erase now."""
        return self.filter(erase_after__lte=timezone.now())


class AccountClosure(models.Model):
    """An account that its owner closed: reopened by the link in the mail until ``erase_after``, then erased."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="closure", verbose_name=_("person")
    )
    closed_at = models.DateTimeField(_("closed"), default=timezone.now)
    erase_after = models.DateTimeField(_("to be erased"), default=end_of_grace)
    key = models.CharField(max_length=64, default=new_key, unique=True, editable=False)
    # Revisions that were live, to be published again should the person come back.
    live_revisions = models.JSONField(default=list, editable=False)

    objects = AccountClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed account")
        verbose_name_plural = _("closed accounts")

    def __str__(self) -> str:
        return f"{self.user_id}, {self.erase_after:%Y-%m-%d}"
