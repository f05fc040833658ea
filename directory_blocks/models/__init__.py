from .directory_page import DirectoryPage
from .entry import Entry, EntryTerm, EntryText, FacetTally, IndexStamp
from .gazetteer import Commune, CommuneAlias, Intercommunality, Territory
from .taxonomy import Term

__all__ = [
    "Commune",
    "CommuneAlias",
    "DirectoryPage",
    "Entry",
    "EntryTerm",
    "EntryText",
    "FacetTally",
    "IndexStamp",
    "Intercommunality",
    "Term",
    "Territory",
]
