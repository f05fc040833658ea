"""The glossary of a guide, as a page."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from ..models.glossary import GlossaryTerm

if TYPE_CHECKING:
    from ..models import GuidePage


def glossary_data(guide: "GuidePage", terms: list[GlossaryTerm], request: HttpRequest) -> dict[str, Any]:
    """A ``DefinedTermSet`` (https://schema.org/DefinedTermSet)."""
    url = f"{guide.get_full_url(request)}glossary/"
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "url": url,
        "inLanguage": guide.locale.language_code,
        "isPartOf": {"@type": "CreativeWork", "name": guide.title, "url": guide.get_full_url(request)},
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": term.term,
                "description": term.explanation,
                "url": f"{url}#{term.anchor}",
            }
            for term in terms
        ],
    }
