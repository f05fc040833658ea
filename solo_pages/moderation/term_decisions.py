"""Deciding on proposed terms: a new one, an existing one, or none."""

import difflib
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, TaskState

from directory_blocks.gazetteer.names import normalize_name
from directory_blocks.models import Term

from .. import permissions
from ..models import SoloProfilePage, TermProposal
from ..models.abstract import source_terms
from ..models.term_proposal import MAX_NAME
from .decisions import follow, lock
from .proposals import key_of, known_terms, one_line, terms_fields

SLUG_LENGTH = Term._meta.get_field("slug").max_length


class DecidedError(Exception):
    """Somebody has decided on the proposal already; it is given as it is now."""

    def __init__(self, proposal: TermProposal | None) -> None:
        super().__init__()
        self.proposal = proposal


class Candidate(NamedTuple):
    """A proposal with the terms that could stand for it, and the one that is most like it."""

    proposal: TermProposal
    terms: list[Term]
    closest: Term | None


def candidates(page: SoloProfilePage) -> list[Candidate]:
    """What waits for a decision on a profile, in any of its languages. One query, and one for each vocabulary."""
    pending = list(TermProposal.objects.pending().filter(page__translation_key=page.translation_key))
    terms = {key: list(Term.objects.filter(**source_terms(key))) for key in {one.vocabulary for one in pending}}
    return [candidate(one, terms[one.vocabulary]) for one in pending]


def candidate(proposal: TermProposal, terms: list[Term] | None = None) -> Candidate:
    """A proposal beside the terms of its vocabulary."""
    if terms is None:
        terms = list(Term.objects.filter(**source_terms(proposal.vocabulary)))
    by_key = {key_of(term.name): term for term in terms}
    like = difflib.get_close_matches(proposal.key, by_key, n=1, cutoff=0.5)
    return Candidate(proposal, terms, by_key[like[0]] if like else None)


@transaction.atomic
def accept(proposal: TermProposal, user: Any, name: str) -> TermProposal:
    """
    Take a proposal up into the taxonomy, under ``name`` in the language that pages point at, and give it to the
    profile; a term that has the name already is taken instead. Raises DecidedError, PermissionDenied and, where the
    name cannot be a term's, ValidationError.
    """
    proposal = _take(proposal, user)
    name = one_line(name)
    if not key_of(name):
        raise ValidationError(_("Give the term a name."))
    if len(name) > MAX_NAME:
        raise ValidationError(_("%(number)s characters at most.") % {"number": MAX_NAME})
    if term := known_terms(proposal.vocabulary).get(key_of(name)):
        return _settle(proposal, user, TermProposal.State.MERGED, term)
    term = _make_term(proposal, name)
    return _settle(proposal, user, TermProposal.State.ACCEPTED, term)


@transaction.atomic
def use_instead(proposal: TermProposal, user: Any, term: Term) -> TermProposal:
    """Give the profile an existing term in place of the proposed one; raises DecidedError and PermissionDenied."""
    return _settle(_take(proposal, user), user, TermProposal.State.MERGED, term)


@transaction.atomic
def decline(proposal: TermProposal, user: Any) -> TermProposal:
    """Leave the taxonomy as it is; raises DecidedError and PermissionDenied."""
    return _settle(_take(proposal, user), user, TermProposal.State.DECLINED, None)


def _take(proposal: TermProposal, user: Any) -> TermProposal:
    lock(proposal.page)
    current = TermProposal.objects.select_related("page", "decided_by").filter(pk=proposal.pk).first()
    if current is None or not current.is_pending:
        raise DecidedError(current)
    if not permissions.can_moderate(user, current.page):
        raise PermissionDenied
    return current


def _settle(proposal: TermProposal, user: Any, state: str, term: Term | None) -> TermProposal:
    proposal.state, proposal.term = state, term
    proposal.decided_by, proposal.decided_at = user, timezone.now()
    proposal.save()
    if term is not None:
        _give(proposal.page, proposal.vocabulary, term, user)
    return proposal


def _give(page: SoloProfilePage, vocabulary: str, term: Term, user: Any) -> None:
    """
    Add a term to what the solo wrote last: it is published with that; at once where there is nothing else to publish.
    """
    version = page.get_latest_revision_as_object()
    terms = getattr(version, terms_fields(page)[vocabulary].name)
    if term in terms.all():
        return
    published_alone = page.live and not page.has_unpublished_changes
    terms.add(term)
    revision = version.save_revision(user=user, clean=False, log_action="solo_pages.add_term")
    if published_alone:
        revision.publish(user=user)
        return
    page.refresh_from_db()
    waiting = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS)
    for state in waiting:
        follow(state, page)


def _make_term(proposal: TermProposal, name: str) -> Term:
    source = Locale.objects.get(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    last = Term.objects.filter(vocabulary=proposal.vocabulary, locale=source).order_by("-sort_order").first()
    term = Term.objects.create(
        vocabulary=proposal.vocabulary,
        slug=free_slug(proposal.vocabulary, name),
        name=name,
        locale=source,
        sort_order=last.sort_order if last else 0,
    )
    written_in = proposal.page.locale
    if written_in != source and key_of(name) != proposal.key:
        # The solo's own word is the term's name in the language that they write in.
        translated = term.copy_for_translation(written_in)
        translated.name = proposal.name
        translated.save()
    return term


def free_slug(vocabulary: str, name: str) -> str:
    """A slug that no term of the vocabulary has."""
    base = normalize_name(name).replace(" ", "-")[: SLUG_LENGTH - 5].strip("-") or vocabulary.replace("_", "-")
    taken = set(Term.objects.filter(vocabulary=vocabulary, slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
