"""The redirects of a whole branch, run by whichever backend ``TASKS`` names."""

from django_tasks import task
from wagtail.models import Page

from ..conf import directory_settings
from .write import write_redirects


@task()
def redirect_branch(page_id: int, old_url_path: str) -> int:
    """
    Redirect the former addresses of a page and of all live pages below it, batch by batch in the order of the tree.

    Safe to run again from the start. Returns the number of redirects written.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is None:
        return 0
    written = write_redirects([page], old_url_path, page.url_path)
    below = page.get_descendants().filter(live=True).order_by("path")
    last = page.path
    while batch := list(below.filter(path__gt=last)[: directory_settings.BATCH_SIZE]):
        written += write_redirects(batch, old_url_path, page.url_path)
        last = batch[-1].path
    return written
