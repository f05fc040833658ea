"""Terms that a file names by slug or by name, in any language of the site."""

from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant

from directory_blocks.gazetteer.names import normalize_name
from directory_blocks.models import Term

from .errors import RejectedRow
from .values import TERMS


class TermFinder:
    """Terms of some vocabularies, those that service points use unless told others; read once for a whole file."""

    def __init__(self, vocabularies: Iterable[str] = tuple(TERMS.values())) -> None:
        self.vocabularies = tuple(vocabularies)

    @cached_property
    def terms(self) -> list[Term]:
        """The terms of the source language, which pages point at whatever their own."""
        language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        return list(Term.objects.filter(vocabulary__in=self.vocabularies, locale__language_code=language))

    @cached_property
    def _slugs(self) -> dict[tuple[str, str], str]:
        known = {(term.vocabulary, term.slug) for term in self.terms}
        named = {
            (term.vocabulary, normalize_name(term.name)): term.slug
            for term in Term.objects.filter(vocabulary__in=self.vocabularies)
            if (term.vocabulary, term.slug) in known
        }
        return named | {(vocabulary, slug): slug for vocabulary, slug in known}

    def slugs(self, vocabulary: str, names: list[str]) -> list[str]:
        """Slugs of the terms named, sorted, each once. Raises RejectedRow for an unknown one, naming the known."""
        found = set()
        for name in filter(None, map(str.strip, names)):
            slug = self._slugs.get((vocabulary, name)) or self._slugs.get((vocabulary, normalize_name(name)))
            if slug is None:
                known = ", ".join(sorted(term.slug for term in self.terms if term.vocabulary == vocabulary))
                raise RejectedRow(f"“{name[:40]}” is no {vocabulary}; known: {known or 'none, load the terms first'}")
            found.add(slug)
        return sorted(found)
