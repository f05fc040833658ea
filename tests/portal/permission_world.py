"""A portal with one of everything, and somebody of every role: what the permission table is checked against."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, get_page_models

from directory_blocks.models import Commune, CommuneAlias, DirectoryPage, Intercommunality
from guide.models import Answer, BrochurePage, GlossaryTerm
from guide.publication.workflow import publication_workflow
from portal.accounts.models import User
from portal.accounts.publication import set_up_page_publication
from portal.home.models import StandardPage
from solo_pages.calendars.private import make_feed
from solo_pages.freshness.links import confirm_token
from solo_pages.freshness.recipients import recipient_of
from solo_pages.freshness.states import add_months
from solo_pages.models import AgendaPage, Claim, EventPage, Invitation, Occurrence, TermProposal
from solo_pages.moderation.workflow import workflow_for
from solo_pages.registration.links import token_of
from solo_pages.registration.states import Applicant, add_by_hand, register
from tests.factories.guide import ChapterPageFactory, GuidePageFactory
from tests.factories.portal import make_portal
from tests.factories.site import make_commune, make_term
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory, SoloProfilePageFactory

# Columns of the table. The solo owns the profile of the addresses, the other one a profile of their own.
ROLES = ("anonymous", "solo", "other_solo", "editor", "moderator", "translator", "adviser", "admin")
GROUPS = {"editor": "Editors", "moderator": "Moderators", "translator": "Translators", "adviser": "Advisers"}
OURS = ("portal", "directory_blocks", "solo_pages", "guide")


@dataclass
class World:
    """What stands in the addresses of the table (``{profile}``), and a session for every role."""

    names: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, Any] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser in which somebody of that role is logged in, unspoiled by earlier requests."""
        client = Client(raise_request_exception=False)
        if role in self.sessions:
            client.cookies.update(self.sessions[role])
        return client


def build_world() -> World:
    """Make the portal, its people and their sessions."""
    portal = make_portal()
    call_command("setup_groups", stdout=StringIO())
    users = {role: User.objects.create_user(f"{role}@portal.example", "secret") for role in ROLES[1:-1]}
    users["admin"] = User.objects.create_superuser("admin@portal.example", "secret")
    for role, group in GROUPS.items():
        users[role].groups.add(Group.objects.get(name=group))
    world = World(names=_contents(portal, users))
    for role, user in users.items():
        client = Client()
        client.force_login(user)
        world.sessions[role] = client.cookies
    return world


def _contents(portal: Any, users: dict[str, User]) -> dict[str, Any]:
    home: Page = portal.home
    listing = home.add_child(instance=DirectoryPage(title="Annuaire", slug="annuaire", locale=home.locale))
    commune = make_commune()
    overdue = {"verified_on": add_months(timezone.localdate(), -13)}
    profile = SoloProfilePageFactory(
        parent=listing, slug="marie", owner=users["solo"], commune=commune, email="m@solo.example", show_email=True,
        **overdue,
    )  # fmt: skip
    waiting = SoloProfilePageFactory(parent=listing, slug="tom", owner=users["other_solo"], commune=commune)
    unclaimed = SoloProfilePageFactory(parent=listing, slug="free", commune=commune)
    brochure = home.add_child(instance=BrochurePage(title="Plaquette", slug="plaquette", locale=home.locale))
    office = ServicePointPageFactory(parent=listing, slug="office", commune=commune, email="hall@place.example")
    guide = GuidePageFactory(parent=home)
    chapter = ChapterPageFactory(parent=guide, slug="chapter", reviewed_on=date(2026, 11, 1))
    answer = Answer.objects.create(page=chapter, useful=True, day=date(2026, 11, 1))
    checked = _being_checked(portal, users)
    for page in (profile, office, listing, unclaimed, brochure):
        page.save_revision().publish()
    waiting.save_revision()
    workflow_for(waiting).start(waiting, users["other_solo"])
    invitation = Invitation.objects.create(
        page=unclaimed,
        email="free@solo.example",
        language="fr",
        digest="0",
        expires_at=timezone.now() + timedelta(days=9),
    )
    profile.refresh_from_db()
    return {
        "profile": profile.pk,
        "profile_key": profile.translation_key,
        "office": office.pk,
        **_meetings(listing, home, users["solo"]),
        "month": f"{timezone.localdate():%Y-%m}",
        "home": home.pk,
        "about": portal.about.pk,
        "listing": listing.pk,
        "site": portal.site.pk,
        "settings": portal.settings.pk,
        "term": make_term("Traduction", "translation").pk,
        "word": GlossaryTerm.objects.create(locale=home.locale, term="CFE", explanation="Un impôt.").pk,
        **_gazetteer(commune),
        **_files(),
        "token": confirm_token(profile, recipient_of(profile)),
        "user": users["solo"].pk,
        "chapter": chapter.pk,
        "answer": answer.pk,
        "waiting": waiting.pk,
        "checked": checked.pk,
        "unclaimed": unclaimed.pk,
        "calendar": make_feed(users["solo"]),
        "invitation": invitation.pk,
        "claim": Claim.objects.create(page=unclaimed, person=users["solo"], message="C’est moi.").pk,
        "proposal": TermProposal.objects.create(page=waiting, vocabulary="skill", name="Vannerie", key="vannerie").pk,
    }


def _gazetteer(commune: Commune) -> dict[str, Any]:
    territory = commune.territory
    return {
        "commune": commune.pk,
        "alias": CommuneAlias.objects.create(commune=commune, name="Ancienne").pk,
        "territory": territory.pk,
        "intercommunality": Intercommunality.objects.create(territory=territory, code="200", name="CC").pk,
    }


def _files() -> dict[str, Any]:
    image = get_image_model().objects.create(title="Image", file=get_test_image_file())
    document = get_document_model().objects.create(title="Document", file=get_test_image_file(filename="a.png"))
    return {"image": image.pk, "document": document.pk, "document_file": document.filename}


def _being_checked(portal: Any, users: dict[str, User]) -> StandardPage:
    # Its translation is being looked at: the page above is there in English, this one is not.
    checked = portal.about.add_child(instance=StandardPage(title="Équipe", slug="equipe", live=False))
    checked.save_revision()
    set_up_page_publication()
    publication_workflow().start(checked, users["admin"])
    checked.current_workflow_task.on_action(checked.current_workflow_task_state, users["moderator"], "approve")
    return checked


def _meetings(listing: Page, home: Page, person: User) -> dict[str, Any]:
    meeting = EventPageFactory(
        parent=listing, slug="meeting", starts_on=date(2099, 3, 5), recurrence="FREQ=WEEKLY;COUNT=3"
    )
    agenda = home.add_child(instance=AgendaPage(title="Agenda", slug="agenda", locale=home.locale))
    EventPageFactory(parent=agenda, slug="past", starts_on=date(2024, 5, 2))
    meeting_date = Occurrence.objects.filter(series=meeting.translation_key).first()
    guest = add_by_hand(meeting_date, Applicant(name="Ada", email="ada@guest.example", language="fr")).registration
    return {
        "meeting": meeting.pk,
        "meeting_date": meeting_date.key,
        "guest": guest.pk,
        "guest_key": guest.key,
        **_registration(meeting, person),
    }


def _registration(meeting: EventPage, person: User) -> dict[str, Any]:
    occurrence = Occurrence.objects.filter(series=meeting.translation_key).first()
    applicant = Applicant(name="Marie", email=person.email, language="fr", person=person)
    registration = register(occurrence, applicant).registration
    return {"registration": registration.pk, "registration_token": token_of(registration)}


# --- what there is ---------------------------------------------------------------------------------------------------


def routes() -> dict[str, bool]:
    """
    Every route of the portal, with whether its view is ours: addresses of the resolver with ``<language>/`` for the
    language they begin with, and those of page types, as ``page SoloProfilePage contact/``.
    """
    with override("fr"):  # addresses say their language's word
        found = dict(_walk(get_resolver().url_patterns))
    for model in get_page_models():
        if not model.__module__.startswith(OURS):
            continue
        found[f"page {model.__name__}"] = True
        for pattern in getattr(model, "get_subpage_urls", list)():
            found[f"page {model.__name__} {pattern.pattern}".strip()] = True
    return found


def _walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, bool]]:
    for pattern in patterns:
        part = str(pattern.pattern)
        if type(pattern.pattern).__name__ == "LocalePrefixPattern":
            part = "<language>/"
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + part)
        else:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield before + part, getattr(view, "__module__", "").startswith(OURS)
