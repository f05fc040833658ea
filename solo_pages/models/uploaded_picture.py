"""Pictures that solos uploaded for their profiles, told apart from those that editors put into the image library."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string


class UploadedPicture(models.Model):
    """That an image came from a solo's form, and since when nothing has shown it; see ``pictures.keeping``."""

    image = models.OneToOneField(get_image_model_string(), models.CASCADE, related_name="+", verbose_name=_("picture"))
    unused_since = models.DateTimeField(_("unused since"), null=True, blank=True)

    # That it was uploaded is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("picture uploaded by a solo")
        verbose_name_plural = _("pictures uploaded by solos")

    def __str__(self) -> str:
        return str(self.image)
