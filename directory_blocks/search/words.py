"""
From text to words that compare: blind to accents, case and ligatures, with the stem beside the word.

The databases are given these words ready made and split nothing themselves, so that all of them find the same things.
"""

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer
from django.conf import settings

from ..gazetteer.names import LIGATURES
from .base import SearchWord

# Snowball's names of the languages (https://snowballstem.org/algorithms/) by ISO 639-1 code.
STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "en": "english", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "sv": "swedish",
}  # fmt: skip
# Said in a question, not searched for: « traductrice à Auch » need not contain « a ».
STOP_WORDS = frozenset(
    "a au aux avec chez d dans de des du en et l la le les ou par pour sur un une "  # noqa: SIM905
    "an and at by for from in near of on or the to with".split()
)
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\w)")
WORD = re.compile(r"[^\W_]+")
MAX_WORD = 40
MAX_SEARCH_WORDS = 12

_local = threading.local()


def fold(text: str) -> str:
    """
    Reduce text to what two spellings of it share.

    >>> fold("Œuvre À L’ÉCOLE")
    'oeuvre a l’ecole'
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """
    The folded words of a text in their order; French elisions count for nothing.

    >>> words("L’École d'Auch, 3D")
    ['ecole', 'auch', '3d']
    """
    return [word[:MAX_WORD] for word in WORD.findall(ELISION.sub("", fold(text)))]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in a language (ISO 639-1, with or without region); the word itself where unknown."""
    name = STEMMERS.get(language[:2])
    if name is None:
        return word
    # A snowball stemmer keeps its state in itself: one for each thread.
    stemmers = _local.__dict__
    if name not in stemmers:
        stemmers[name] = snowballstemmer.stemmer(name)
    return stemmers[name].stemWord(word)


def index_tokens(text: str, language: str) -> list[str]:
    """What the index holds of a text in a language: each word, and its stem where that differs."""
    tokens = []
    for word in words(text):
        tokens.append(word)
        if (root := stem(word, language)) != word:
            tokens.append(root)
    return tokens


def search_words(text: str) -> tuple[SearchWord, ...]:
    """
    What to look for: every word of the question counts, each as written or by its stem in any language of the site,
    the last one also as the beginning of a word. Empty where the text has no letter or digit.
    """
    found = list(dict.fromkeys(words(text)))
    telling = [word for word in found if word not in STOP_WORDS] or found
    telling = telling[:MAX_SEARCH_WORDS]
    languages = [code for code, _name in settings.LANGUAGES]
    return tuple(
        SearchWord(
            variants=tuple(dict.fromkeys([word, *(stem(word, language) for language in languages)])),
            prefix=word == telling[-1],
        )
        for word in telling
    )
