"""Where imported places go."""

from wagtail.models import Locale, Page

from directory_blocks.models import DirectoryPage

from ..models import ServicePointPage
from .errors import UnreadableFile

SOURCE_KEY = "service"


def find_parent(given: str = "") -> Page:
    """
    The page below which places are created: ``given`` is its id, its path (``/fr/services/``) or its slug; without it,
    the directory that lists service points. Raises UnreadableFile, saying what there is, where none or several fit.
    """
    parent = _given(given) if given else _directory()
    if not ServicePointPage.can_create_at(parent):
        raise UnreadableFile(f"No service point may stand below “{parent.title}”.")
    return parent


def _directory() -> Page:
    directories = [
        page for page in DirectoryPage.objects.filter(locale=Locale.get_default()) if SOURCE_KEY in (page.sources or [])
    ]
    exact = [page for page in directories if list(page.sources) == [SOURCE_KEY]] or directories
    return _only(exact, "No directory page lists service points. Make one, or name a page with --parent.")


def _given(given: str) -> Page:
    slug = given.strip("/").rsplit("/", 1)[-1]
    pages = list(Page.objects.filter(depth__gt=1, **({"pk": int(given)} if given.isdecimal() else {"slug": slug})))
    if "/" in given:
        pages = [page for page in pages if (page.url or page.url_path).endswith(f"/{given.strip('/')}/")]
    return _only([page.specific for page in pages], f"No page is called “{given}”.")


def _only(pages: list[Page], nothing: str) -> Page:
    if not pages:
        raise UnreadableFile(nothing)
    if len(pages) > 1:
        several = ", ".join(f"{page.pk} “{page.title}” ({page.url_path})" for page in pages[:5])
        raise UnreadableFile(f"Several pages fit: {several}. Name one by its number with --parent.")
    return pages[0]
