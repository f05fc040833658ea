"""Which pages are originals, and who sees their translations listed."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale, Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from directory_blocks.sources.base import default_language

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.models import Translation
else:
    Translation = None

# What of a page the lists show; texts stay in the database.
SHOWN = (
    "title",
    "draft_title",
    "path",
    "depth",
    "live",
    "last_published_at",
    "locale",
    "translation_key",
    "content_type",
)


def source_pages() -> PageQuerySet:
    """
    The live pages that others are translations of, or would be: of those in several languages the one that
    wagtail-localize translates from, else the one in the site's default language, else the oldest.
    """
    default = Locale.objects.filter(language_code=default_language()).values("pk")[:1]
    rivals = _untargeted().filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    rivals = rivals.filter(Q(locale=default) | Q(pk__lt=OuterRef("pk")))
    pages = _untargeted().filter(live=True, depth__gt=1)
    return pages.exclude(Exists(rivals) & ~Q(locale=default)).only(*SHOWN).order_by("path")


def listed_for(user: Any) -> PageQuerySet:
    """Those of the source pages that ``user`` may see in the admin, or of which they may see a translation."""
    seen = page_permission_policy.explorable_instances(user)
    return source_pages().filter(translation_key__in=seen.order_by().values("translation_key"))


def may_translate(user: Any) -> bool:
    """Whether ``user`` may change pages, or send them to be translated."""
    if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    if Translation is not None and user.has_perm("wagtail_localize.submit_translation"):
        return True
    return page_permission_policy.user_has_any_permission(user, ["add", "change", "publish"])


def _untargeted() -> PageQuerySet:
    pages = Page.objects.filter(alias_of=None)
    if Translation is None:
        return pages
    targeting = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"), target_locale=OuterRef("locale_id")
    )
    return pages.exclude(Exists(targeting))
