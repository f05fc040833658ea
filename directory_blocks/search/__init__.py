"""Full text over the entry index, in the database's own engine, with words that we fold and stem ourselves."""

from .backends import get_backend
from .base import SearchBackend, SearchWord
from .indexing import index_entries, remove_entries
from .words import search_words

__all__ = ["SearchBackend", "SearchWord", "get_backend", "index_entries", "remove_entries", "search_words"]
