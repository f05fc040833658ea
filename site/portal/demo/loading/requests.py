"""What waits for the editors: profiles to review, a proposed term, an invitation, a claim."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Page

from directory_blocks.enums import Precision
from portal.accounts.models import User
from solo_pages.invitations.claiming import claim
from solo_pages.invitations.inviting import invite
from solo_pages.models import Claim, Invitation, SoloProfilePage
from solo_pages.moderation.decisions import profile_of, send_back
from solo_pages.moderation.proposals import propose_terms
from solo_pages.moderation.workflow import workflow_for

from .content import read
from .context import EDITOR, MODERATOR, Loading
from .people import prose


def load_requests(loading: Loading, parent: Page) -> None:
    """Leave things for the editors to do, once: each where its profile and its people are there."""
    data = read("requests")
    for key, model, make in (
        ("new", SoloProfilePage, lambda item, user: _send_new(loading, parent, item, user)),
        ("change", SoloProfilePage, lambda item, user: _send_change(loading, item, user)),
        ("sent_back", SoloProfilePage, lambda item, user: _send_and_return(loading, item, user)),
        ("invitation", Invitation, lambda item, user: _invite(loading, item)),
        ("claim", Claim, lambda item, user: claim(profile(loading, item), user, item["message"])),
    ):
        if can_be_made(loading, data[key]) and not loading.ledger.knows(f"request:{key}"):
            _once(loading, key, model, make, data[key])


def can_be_made(loading: Loading, item: dict[str, Any]) -> bool:
    """Whether nobody has deleted what a request is about, or who makes it and answers it."""
    people = {MODERATOR, EDITOR, item.get("account", EDITOR)}
    return people <= set(loading.users) and (item.get("name") or profile(loading, item) is not None)


def profile(loading: Loading, item: dict[str, Any]) -> SoloProfilePage | None:
    """The published profile that a request is about."""
    found = SoloProfilePage.objects.live().filter(slug=item["slug"], locale=loading.french)
    return found.first()


def _once(loading: Loading, key: str, model: Any, make: Callable[[Any, Any], Any], item: dict[str, Any]) -> None:
    user = loading.users.get(item.get("account", ""))
    # Done by the person, as their own request would be.
    with LogContext(user=user):
        loading.ledger.once(f"request:{key}", model, lambda: make(item, user))


def _send_new(loading: Loading, parent: Page, item: dict[str, Any], owner: User) -> SoloProfilePage:
    page = SoloProfilePage(
        title=item["name"],
        slug=item["slug"],
        owner=owner,
        locale=loading.french,
        live=False,
        organisation=item["organisation"],
        commune=loading.communes[item["commune"]],
        precision=Precision.COMMUNE,
        email=owner.email,
        phone=item["phone"],
        website=item["website"],
        works_on_site=item["on_site"],
        arrived_in=item["arrived"][0],
        welcomes_newcomers=item["welcomes"],
        verified_on=timezone.localdate(),
        **prose(item, "fr"),
    )
    for vocabulary, name in (("sector", "sectors"), ("skill", "skills"), ("language", "languages")):
        setattr(page, name, loading.terms(vocabulary, item[name]))
    parent.add_child(instance=page)
    page.save_revision(user=owner, log_action=True)
    propose_terms(page, owner, "skill", item["proposes"])
    return _send(page, owner)


def _send_change(loading: Loading, item: dict[str, Any], owner: User) -> SoloProfilePage:
    page = _owned(loading, item, owner)
    if (english := page.get_translation_or_none(loading.english)) is not None:
        _draft(english, owner, **text(item, "en"))
    facts = {name: item[name] for name in ("organisation", "works_on_site")}
    _draft(page, owner, skills=loading.terms("skill", item["skills"]), **facts, **text(item, "fr"))
    return _send(page, owner)


def _send_and_return(loading: Loading, item: dict[str, Any], owner: User) -> SoloProfilePage:
    page = _owned(loading, item, owner)
    _draft(page, owner, **text(item, "fr"))
    _send(page, owner)
    send_back(page, loading.users[MODERATOR], seen=profile_of(page).seen, comment=item["comment"])
    return page


def _invite(loading: Loading, item: dict[str, Any]) -> Invitation:
    given = {"email": item["email"], "language": loading.french.language_code, "words": item["words"]}
    return invite(profile(loading, item), loading.users[EDITOR], **given)


def text(item: dict[str, Any], language: str) -> dict[str, str]:
    """What an item says in a language, as the fields of a page."""
    return {name: "\n".join(said) if isinstance(said, list) else said for name, said in item[language].items()}


def _owned(loading: Loading, item: dict[str, Any], owner: User) -> SoloProfilePage:
    page = profile(loading, item)
    Page.objects.filter(translation_key=page.translation_key).update(owner=owner)
    return profile(loading, item)


def _draft(page: SoloProfilePage, user: User, **values: Any) -> None:
    version = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(version, name, value)
    version.save_revision(user=user, log_action=True)


def _send(page: SoloProfilePage, user: User) -> SoloProfilePage:
    page = SoloProfilePage.objects.get(pk=page.pk)
    workflow_for(page).start(page, user)
    return page
