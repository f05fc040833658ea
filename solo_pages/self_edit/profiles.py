"""Which profile is a person's own, and how a new one begins."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from directory_blocks.enums import Precision

from ..models import SoloProfilePage
from ..permissions import can_begin_profile
from .editors import has_editors_saves
from .refusals import Refused

# More than a person has of their own: an editor owns the pages that they made for others.
SEVERAL = 6


@dataclass(frozen=True)
class OwnProfile:
    """A person's profile: the page in the language they write in, and its translations."""

    page: SoloProfilePage | None = None
    translations: list[SoloProfilePage] = field(default_factory=list)
    # They own the profiles of several people, as an editor does: none of them is theirs.
    several: bool = False

    def in_language(self, language: str) -> SoloProfilePage | None:
        """The page in a language; None where there is none."""
        pages = [self.page, *self.translations]
        return next((page for page in pages if page and page.locale.language_code == language), None)


def profile_of(user: Any) -> OwnProfile:
    """The profile whose owner they are, drafts and all languages included. One query."""
    if not user.is_authenticated:
        return OwnProfile()
    pages = list(
        SoloProfilePage.objects.filter(owner_id=user.pk, alias_of=None)
        .select_related("locale", "latest_revision")
        .annotate(has_editors_saves=has_editors_saves())
        .order_by("pk")[:SEVERAL]
    )
    if not pages:
        return OwnProfile()
    # A translation is made after its source, so the first one is what they write in.
    source, *others = pages
    if any(page.translation_key != source.translation_key for page in others):
        return OwnProfile(several=True)
    return OwnProfile(source, others)


def sections() -> dict[str, Page]:
    """By language, the live page below which profiles are made: a directory that lists solos before any other."""
    found: dict[str, tuple[int, Page]] = {}
    for model in SoloProfilePage.clean_parent_page_models():
        for page in model._default_manager.live().filter(alias_of=None).select_related("locale").order_by("path"):
            rank = _rank(page)
            code = page.locale.language_code
            if rank is not None and (code not in found or rank < found[code][0]):
                found[code] = (rank, page)
    return {code: found[code][1] for code, _name in settings.LANGUAGES if code in found}


def _rank(page: Page) -> int | None:
    listed = getattr(page, "listed_sources", ())
    if SoloProfilePage.source_key in listed:
        return 0
    return None if listed or page.depth < 2 or not SoloProfilePage.can_exist_under(page) else 1


def begin(user: Any, name: str, language: str) -> SoloProfilePage:
    """
    Make the profile of somebody who has none, as a draft in the language they write in; gives the one they have, if
    they have one. Raises Refused where the site has no place for it.
    """
    with transaction.atomic():
        # Two clicks are one profile.
        get_user_model()._default_manager.select_for_update().get(pk=user.pk)
        existing = profile_of(user)
        if existing.page is not None:
            return existing.page
        section = sections().get(language)
        if section is None or existing.several or not can_begin_profile(user):
            raise Refused
        # Nobody else adds a page at the same place, or takes the same address.
        parent = Page.objects.select_for_update().get(pk=section.pk)
        page = SoloProfilePage(
            title=name,
            slug=free_slug(parent, name),
            locale=section.locale,
            owner=user,
            live=False,
            precision=Precision.COMMUNE,
            email=getattr(user, "email", "") or "",
        )
        parent.add_child(instance=page)
        page.save_revision(user=user, log_action="wagtail.create", clean=False)
        return page


def free_slug(section: Page, name: str, page: Page | None = None) -> str:
    """An address for a profile below the section that nothing else has."""
    slug = slugify(name)[:80].strip("-") or "solo"
    return find_available_slug(section, slug, ignore_page_id=page.pk if page else None)


def other_locales(page: SoloProfilePage) -> list[Locale]:
    """The languages that the profile could be read in besides its own: those whose directory is there."""
    own = page.locale.language_code
    return [section.locale for code, section in sections().items() if code != own]
