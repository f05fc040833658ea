"""The address of the account in each language."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language

# The address says its language's word; another language is another line, and "account/" until then.
ACCOUNT_PATHS = {"fr": "compte/", "es": "cuenta/", "pt": "conta/"}
DEFAULT_ACCOUNT_PATH = "account/"


def _account_path() -> str:
    return ACCOUNT_PATHS.get((get_language() or "").split("-")[0], DEFAULT_ACCOUNT_PATH)


# Lazy: path() resolves it anew for each language, and so do reverse() and translate_url().
account_path = lazy(_account_path, str)()


def account_addresses() -> list[str]:
    """``/fr/compte/`` and its like, for every language of the site."""
    return [f"/{code}/{ACCOUNT_PATHS.get(code, DEFAULT_ACCOUNT_PATH)}" for code, _name in settings.LANGUAGES]
