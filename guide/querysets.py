"""Chapters, as readers meet them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet

from .conf import guide_settings

if TYPE_CHECKING:
    from .models import ChapterPage


class ChapterQuerySet(PageQuerySet):
    """Chapters of guides."""

    def in_order(self, guide: Page) -> "ChapterQuerySet[ChapterPage]":
        """The chapters that whoever reads the guide may read, first to last, without their bodies."""
        return self.child_of(guide).live().filter(view_restrictions=None).order_by("path").defer("body")

    def due_for_review(self) -> "ChapterQuerySet[ChapterPage]":
        """The live chapters that nobody has reviewed within ``GUIDE["REVIEW_AFTER_DAYS"]``, the longest ago first."""
        last_day = timezone.localdate() - timedelta(days=guide_settings.REVIEW_AFTER_DAYS)
        due = self.live().filter(Q(reviewed_on=None) | Q(reviewed_on__lte=last_day))
        return due.order_by(F("reviewed_on").asc(nulls_first=True), "path")


ChapterManager = PageManager.from_queryset(ChapterQuerySet)
