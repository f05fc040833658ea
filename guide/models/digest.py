"""Who was last told what is to be translated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TranslationDigest(models.Model):
    """When somebody was last sent the digest, so that a command run twice sends it once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("translation digest")
        verbose_name_plural = _("translation digests")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.sent_at}"
