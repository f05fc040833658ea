"""Somebody who writes a profile, and the portal they write it for."""

from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from directory_blocks.models import Commune, DirectoryPage, Term
from portal.home.models import HomePage, PortalSettings, PortalText
from solo_pages.models import SoloProfilePage
from solo_pages.moderation.workflow import set_up_review
from solo_pages.self_edit import writing
from solo_pages.self_edit.profiles import begin

from .site import make_commune, make_term


@dataclass
class SoloPortal:
    """Directories of solos in French and English, a commune, terms, a moderator; make solos with ``solo()``."""

    french: Locale
    english: Locale
    directory: DirectoryPage
    directory_en: DirectoryPage
    auch: Commune
    sector: Term
    skill: Term
    language: Term
    moderator: Any
    solos: int = field(default=0)

    def person(self, **kwargs: Any) -> Any:
        """An account without a profile."""
        self.solos += 1
        return get_user_model().objects.create_user(f"solo{self.solos}@example.org", "secret", **kwargs)

    def values(self, **changes: Any) -> dict[str, Any]:
        """What a profile needs before it can be sent."""
        needed = {
            "headline": "Elle traduit des romans irlandais",
            "sectors": [self.sector.pk],
            "commune": self.auch.pk,
        }
        return needed | changes

    def profile(self, user: Any | None = None, language: str = "fr", **changes: Any) -> SoloProfilePage:
        """A draft that can be sent, written as its solo writes it."""
        page = begin(user or self.person(), "Marie Dupont", language)
        writing.save(page, page.owner, self.values(**changes), page.latest_revision_id)
        return fresh(page)

    def approve(self, page: Page) -> SoloProfilePage:
        """Have the moderator approve what waits."""
        fresh(page).current_workflow_task_state.approve(user=self.moderator)
        return fresh(page)

    def send_back(self, page: Page, comment: str = "Ajoutez un portrait.") -> SoloProfilePage:
        """Have the moderator send it back."""
        fresh(page).current_workflow_task_state.reject(user=self.moderator, comment=comment)
        return fresh(page)

    def published(self, user: Any | None = None, **changes: Any) -> SoloProfilePage:
        """A profile that was sent and approved."""
        page = self.profile(user, **changes)
        writing.submit(page, page.owner)
        return self.approve(page)


def fresh(page: Page) -> SoloProfilePage:
    """The page as the database has it."""
    return SoloProfilePage.objects.select_related("locale", "latest_revision", "owner").get(pk=page.pk)


def build_solo_portal() -> SoloPortal:
    """Make the portal on an empty database, or on the one that Wagtail's migrations leave."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title="Accueil", slug="accueil", hero_title="Gers", locale=french)
    )
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    texts = PortalSettings.objects.create(site=site)
    for locale in (french, english):
        PortalText.objects.create(settings=texts, locale=locale, tagline="Soho-Solo")
    _translated(home, english, "home", "Home")
    directory = home.add_child(
        instance=DirectoryPage(title="Annuaire", slug="annuaire", locale=french, sources=["solo"], show_in_menus=True)
    )
    directory_en = _translated(directory, english, "directory", "Directory")
    call_command("setup_groups", verbosity=0, stdout=StringIO())
    moderators = Group.objects.get(name="Moderators")
    moderator = get_user_model().objects.create_user("moderator@example.org", "secret", first_name="Maud")
    moderator.groups.add(moderators)
    set_up_review([moderators], [directory, directory_en])
    return SoloPortal(
        french=french,
        english=english,
        directory=directory,
        directory_en=directory_en,
        auch=make_commune(),
        sector=make_term("Traduction", "translation", locale=french),
        skill=make_term("Sous-titrage", "subtitling", vocabulary="skill", locale=french),
        language=make_term("Anglais", "en", vocabulary="language", locale=french),
        moderator=moderator,
    )


def _translated(page: Page, locale: Locale, slug: str, title: str) -> Any:
    translation = page.copy_for_translation(locale)
    translation.slug, translation.title, translation.live = slug, title, True
    translation.save()
    return translation
