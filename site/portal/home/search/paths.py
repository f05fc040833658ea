"""The address of the search page in each language."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language

# The address says its language's word; another language is another line, and "search/" until then.
SEARCH_PATHS = {"fr": "recherche/", "es": "busqueda/", "pt": "pesquisa/"}
DEFAULT_SEARCH_PATH = "search/"


def _search_path() -> str:
    return SEARCH_PATHS.get((get_language() or "").split("-")[0], DEFAULT_SEARCH_PATH)


# Lazy: path() resolves it anew for each language, and so do reverse() and translate_url().
search_path = lazy(_search_path, str)()


def search_addresses() -> list[str]:
    """``/fr/recherche/`` and its like, for every language of the site."""
    return [f"/{code}/{SEARCH_PATHS.get(code, DEFAULT_SEARCH_PATH)}" for code, _name in settings.LANGUAGES]
