"""Proposing terms that the taxonomy lacks."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from directory_blocks.models import Term
from directory_blocks.search.words import fold

from ..models import SoloProfilePage, TermProposal
from ..models.abstract import TermsField, source_terms
from ..models.term_proposal import MAX_KEY, MAX_NAME

# So many of one vocabulary may wait for a decision on one profile.
MAX_PENDING = 10


class Proposed(NamedTuple):
    """``terms`` exist already and are to be chosen; ``proposals`` wait for a moderator."""

    terms: list[Term]
    proposals: list[TermProposal]


@transaction.atomic
def propose_terms(page: SoloProfilePage, user: Any, vocabulary: str, names: Iterable[str]) -> Proposed:
    """
    Propose ``names`` for a vocabulary of the profile: all that are proposed now, so that a proposal which is no longer
    among them is withdrawn. A name that the taxonomy has in any language, whatever its case and accents, becomes that
    term. Raises ValidationError for a name that is too long, or for too many.
    """
    if vocabulary not in terms_fields(page):
        raise ValueError(f"{type(page).__name__} has no terms of the vocabulary {vocabulary!r}.")
    wanted = {key_of(name): name for name in map(one_line, names) if key_of(name)}
    _check(wanted)
    Page.objects.select_for_update().get(pk=page.pk)
    known = known_terms(vocabulary)
    terms = list(dict.fromkeys(known[key] for key in wanted if key in known))
    pending = {one.key: one for one in TermProposal.objects.pending().filter(page=page, vocabulary=vocabulary)}
    new = {key: name for key, name in wanted.items() if key not in known}
    TermProposal.objects.filter(pk__in=[one.pk for key, one in pending.items() if key not in new]).delete()
    proposals = [
        pending.get(key)
        or TermProposal.objects.create(page=page, vocabulary=vocabulary, key=key, name=name, proposed_by=user)
        for key, name in new.items()
    ]
    return Proposed(terms, proposals)


def terms_fields(page: SoloProfilePage) -> dict[str, TermsField]:
    """The fields of a page type that hold terms, by vocabulary."""
    return {field.vocabulary: field for field in page._meta.many_to_many if isinstance(field, TermsField)}


def known_terms(vocabulary: str) -> dict[str, Term]:
    """The terms that pages point at, by their names in every language as they compare."""
    sources = {term.translation_key: term for term in Term.objects.filter(**source_terms(vocabulary))}
    names = Term.objects.filter(vocabulary=vocabulary).values_list("name", "translation_key")
    known = {key_of(name): sources[key] for name, key in names if key in sources}
    return known | {key_of(term.name): term for term in sources.values()}


def one_line(name: str) -> str:
    """A name as it may be kept: on one line, without characters that are not seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def key_of(name: str) -> str:
    """A name as it compares."""
    return one_line(fold(name)).replace("’", "'")[:MAX_KEY]


def _check(wanted: dict[str, str]) -> None:
    if len(wanted) > MAX_PENDING:
        raise ValidationError(_("Propose %(number)s at most.") % {"number": MAX_PENDING})
    for name in wanted.values():
        if len(name) > MAX_NAME:
            text = _("“%(name)s…” is too long: %(number)s characters at most.")
            raise ValidationError(text % {"name": name[:40], "number": MAX_NAME})
