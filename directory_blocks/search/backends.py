"""Which backend searches: the one of the settings, else the one of the database in use."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils.module_loading import import_string

from ..conf import directory_settings
from .base import SearchBackend

BACKENDS = {
    "sqlite": "directory_blocks.search.sqlite.SQLiteSearch",
    "postgresql": "directory_blocks.search.postgresql.PostgreSQLSearch",
}


def get_backend() -> SearchBackend:
    """The backend in use. Raises ImproperlyConfigured where the database has none and the settings name none."""
    path = directory_settings.SEARCH_BACKEND or BACKENDS.get(connection.vendor)
    if path is None:
        raise ImproperlyConfigured(f"No full text for {connection.vendor}: set SEARCH_BACKEND in DIRECTORY_BLOCKS.")
    return import_string(path)()
