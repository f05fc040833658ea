"""Where imported places go."""

from wagtail.models import Locale, Page

from directory_blocks.models import DirectoryPage

from ..models import AgendaPage, ServicePointPage
from .errors import UnreadableFile

SOURCE_KEY = "service"


def find_parent(given: str = "", page_type: type[Page] = ServicePointPage) -> Page:
    """
    The page below which places are created: ``given`` is its id, its path (``/fr/services/``) or its slug; without it,
    the directory that lists service points, or, for meetings, the agenda. Raises UnreadableFile, saying what there is,
    where none or several fit.
    """
    usual = _directory if page_type is ServicePointPage else _agenda
    parent = _given(given) if given else usual()
    if not page_type.can_create_at(parent):
        raise UnreadableFile(f"No {page_type._meta.verbose_name} may stand below “{parent.title}”.")
    return parent


def _directory() -> Page:
    directories = [
        page for page in DirectoryPage.objects.filter(locale=Locale.get_default()) if SOURCE_KEY in (page.sources or [])
    ]
    exact = [page for page in directories if list(page.sources) == [SOURCE_KEY]] or directories
    return _only(exact, "No directory page lists service points. Make one, or name a page with --parent.")


def _agenda() -> Page:
    agendas = list(AgendaPage.objects.filter(locale=Locale.get_default()))
    return _only(agendas, "There is no agenda. Make one, or name a page with --parent.")


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
