"""Chapters, as readers meet them."""

from typing import TYPE_CHECKING

from wagtail.models import Page, PageManager, PageQuerySet

if TYPE_CHECKING:
    from .models import ChapterPage


class ChapterQuerySet(PageQuerySet):
    """Chapters of guides."""

    def in_order(self, guide: Page) -> "ChapterQuerySet[ChapterPage]":
        """The chapters that whoever reads the guide may read, first to last, without their bodies."""
        return self.child_of(guide).live().filter(view_restrictions=None).order_by("path").defer("body")


ChapterManager = PageManager.from_queryset(ChapterQuerySet)
