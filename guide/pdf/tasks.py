"""Builds in the background, by whichever backend ``TASKS`` names."""

from django_tasks import task
from wagtail.models import Page

from .building import build_pdf


@task()
def build_pdfs_task(page_id: int) -> None:
    """Bring every PDF of a page up to date; a page that is gone or not live has none."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page is None:
        return
    specific = page.specific
    for layout in getattr(specific, "pdf_layouts", {}).values():
        build_pdf(specific, layout)
