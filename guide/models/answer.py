"""What readers say of a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Answer(models.Model):
    """One reader's answer to “was this page useful?”: the day (local date), and nothing about who."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="guide_answers", verbose_name=_("page"))
    useful = models.BooleanField(_("useful"))
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("answer of a reader")
        verbose_name_plural = _("answers of readers")
        # The latest first; within a day, in the order they came.
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["day"], name="guide_answer_day")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.day}: {'yes' if self.useful else 'no'}"
