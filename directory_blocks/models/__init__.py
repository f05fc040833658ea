from .directory_page import DirectoryPage
from .entry import Entry, EntryTerm
from .gazetteer import Commune, CommuneAlias, Intercommunality, Territory
from .taxonomy import Term

__all__ = [
    "Commune",
    "CommuneAlias",
    "DirectoryPage",
    "Entry",
    "EntryTerm",
    "Intercommunality",
    "Term",
    "Territory",
]
