"""What follows from publishing, moving or deleting pages of the guide: PDFs that say the same."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from directory_blocks import freshness
from directory_blocks.pictures import make_renditions

from .blocks.picture import pictures_in
from .models import BrochurePage, ChapterPage, GlossaryTerm, GuidePage
from .models.pdf import PdfFile
from .pdf.building import forget_file, is_paused
from .pdf.tasks import build_pdfs_task


def renew_pdfs(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Build the PDFs that a page stands in, once its change is committed."""
    if is_paused():
        return
    for key in _printed_in(instance.specific, kwargs.get("parent_page_before")):
        transaction.on_commit(partial(build_pdfs_task.enqueue, key), robust=True)


def _printed_in(page: Page, parent_before: Page | None) -> set[int]:
    """The pages in whose PDFs it stands, or stood before it was moved."""
    if isinstance(page, ChapterPage):
        return {parent.pk for parent in (page.get_parent(), parent_before) if parent}
    return {page.pk} if isinstance(page, GuidePage | BrochurePage) else set()


def prepare_pictures(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Make the renditions of a published page now, not for its first visitor."""
    if isinstance(instance, ChapterPage):
        for image in pictures_in(instance.body):
            make_renditions(image, "text")
    elif isinstance(instance, BrochurePage):
        make_renditions(instance.cover_image, "card")


def renew_after_restriction(
    sender: type[PageViewRestriction], instance: PageViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    """What becomes private leaves the PDFs, and comes back with it; one that goes with its page changes nothing."""
    if origin is None or getattr(origin, "model", type(origin)) is sender:
        renew_pdfs(Page, instance.page)


def renew_glossary(sender: type[GlossaryTerm], instance: GlossaryTerm, **kwargs: Any) -> None:
    """Pages that explain a word say what is published of it now, and so do the PDFs of the guides."""
    freshness.touch()
    for guide in GuidePage.objects.live().filter(locale=instance.locale_id):
        renew_pdfs(GuidePage, guide)


def forget_pdf(sender: type[PdfFile], instance: PdfFile, **kwargs: Any) -> None:
    """A page that is gone leaves no file behind."""
    if instance.name:
        transaction.on_commit(partial(forget_file, instance.name), robust=True)


def connect() -> None:
    """Connect the receivers."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(renew_pdfs, dispatch_uid="guide.renew_pdfs")
    page_published.connect(prepare_pictures, dispatch_uid="guide.prepare_pictures")
    for signal in (post_save, post_delete):
        signal.connect(renew_after_restriction, sender=PageViewRestriction, dispatch_uid="guide.renew_restricted_pdfs")
    for signal in (published, unpublished, post_delete):
        signal.connect(renew_glossary, sender=GlossaryTerm, dispatch_uid="guide.renew_glossary")
    post_delete.connect(forget_pdf, sender=PdfFile, dispatch_uid="guide.forget_pdf")
