"""E-mails that have not been delivered yet; a delivered one is deleted at once."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..conf import solo_settings


def end_of_keeping() -> datetime:
    """Until when a letter written now is tried, and kept."""
    return timezone.now() + timedelta(hours=solo_settings.LETTERS_KEPT_HOURS)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters, narrowed by their state."""

    def due(self) -> "LetterQuerySet":
        """Those to try now, the oldest first."""
        now = timezone.now()
        return self.filter(send_after__lte=now, keep_until__gt=now).order_by("pk")

    def expired(self) -> "LetterQuerySet":
        """Those given up."""
        return self.filter(keep_until__lte=timezone.now())

    def give_up(self) -> int:
        """Delete them, and note on the registrations that they are about that mail does not arrive. Gives how many."""
        for letter in self.filter(about__isnull=False).select_related("about"):
            letter.about.mail_failed_at = timezone.now()
            letter.about.save(update_fields=["mail_failed_at"])
        given_up, _by_model = self.delete()
        return given_up


class Letter(models.Model):
    """One e-mail to one person, as it will be sent."""

    recipient = models.EmailField(_("recipient"))
    reply_to = models.CharField(max_length=400, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=20)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    send_after = models.DateTimeField(default=timezone.now)
    keep_until = models.DateTimeField(default=end_of_keeping)
    # Whoever looks after the registration sees when it could not be delivered.
    about = models.ForeignKey("solo_pages.Registration", models.CASCADE, null=True, blank=True, related_name="letters")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter waiting for delivery")
        verbose_name_plural = _("letters waiting for delivery")
        indexes = [models.Index(fields=["send_after"], name="solo_letter_due")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.subject}"

    @property
    def is_delayed(self) -> bool:
        """Whether delivery was tried and failed, and will be tried again: worth telling the person. One query."""
        return type(self).objects.filter(pk=self.pk, attempts__gt=0).exists()
