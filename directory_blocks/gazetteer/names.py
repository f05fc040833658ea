"""How place names compare: blind to accents, case, hyphens and the abbreviations of Saint."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def normalize_name(name: str) -> str:
    """
    Reduce a place name to what two spellings of it share.

    >>> normalize_name("St-Clar"), normalize_name("L’Isle-Jourdain")
    ('saint clar', 'l isle jourdain')
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(LIGATURES).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = re.sub(r"[^a-z0-9]+", " ", bare).split()
    return " ".join(SAINTS.get(word, word) for word in words)
