"""The first pages of a new portal: a home page, the directories and the guide in every language, to be filled."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, pgettext
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from directory_blocks.models import DirectoryPage
from directory_blocks.translations.segments import translate
from guide.models import GuidePage
from solo_pages.models import AgendaPage

from .models import HomePage, PortalSettings, PortalText


def found_portal(name: str, base_url: str) -> list[HomePage]:
    """
    Publish the first pages, and have the default site say ``name`` and stand at ``base_url``; all or nothing.

    Gives the home pages, the one of the settings' language first. Raises ValueError where the site has a home page
    already: what somebody made is never replaced.
    """
    root = Site.objects.filter(is_default_site=True).values_list("root_page", flat=True).first()
    if HomePage.objects.exists() or (root and type(Page.objects.get(pk=root).specific) is not Page):
        raise ValueError("This portal has a home page already.")
    with transaction.atomic():
        first, *others = _locales()
        home = _publish(Page.get_first_root_node(), HomePage(**_home_words(name, first)), first)
        site = take_site(home, name)
        serve_at(site, base_url)
        homes = [home, *_translated(home, lambda locale: _home_words(name, locale), others)]
        for page, title, slug in _sections():
            section = _publish(home, page(**_words(title, slug, first)), first)
            _translated(section, lambda locale, title=title, slug=slug: _words(title, slug, locale), others)
        portal, _created = PortalSettings.objects.update_or_create(site=site, defaults={"name": name})
        for locale in (first, *others):
            PortalText.objects.get_or_create(settings=portal, locale=locale)
    return homes


def take_site(home: Page, name: str) -> Site:
    """Have the default site begin at ``home`` and be called ``name``; Wagtail's page of welcome goes."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    welcome = site.root_page_id and site.root_page.specific
    site.root_page, site.site_name = home, name
    site.save()
    # Wagtail's own first page has nothing to say; what somebody made in its place stays.
    if welcome and type(welcome) is Page and welcome.is_leaf():
        welcome.delete()
    return site


def serve_at(site: Site, base_url: str) -> None:
    """Have the links of the site begin with ``base_url``."""
    address = urlsplit(base_url)
    site.hostname, site.port = address.hostname, address.port or (443 if address.scheme == "https" else 80)
    site.save()


def _sections() -> tuple[tuple[Any, Any, Any], ...]:
    """The pages below the home page, each with what says its title and its slug in the active language."""

    def directory(source: str, *facets: str) -> Any:
        return lambda **words: DirectoryPage(sources=[source], facets=list(facets), **words)

    return (
        (
            directory("solo", "sector", "skill", "language"),
            lambda: gettext("Directory of solos"),
            lambda: pgettext("slug", "directory"),
        ),
        (
            directory("service", "category", "feature", "language"),
            lambda: gettext("Services and welcome"),
            lambda: pgettext("slug", "services"),
        ),
        (AgendaPage, lambda: pgettext("title", "Events"), lambda: pgettext("slug", "events")),
        (GuidePage, lambda: gettext("Settling guide"), lambda: pgettext("slug", "guide")),
    )


def _locales() -> list[Locale]:
    source = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    codes = sorted((code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES), key=lambda code: code != source)
    return [Locale.objects.get_or_create(language_code=code)[0] for code in codes]


def _words(title: Any, slug: Any, locale: Locale) -> dict[str, str]:
    with translation.override(locale.language_code):
        return {"title": title(), "slug": slug()}


def _home_words(name: str, locale: Locale) -> dict[str, str]:
    words = _words(lambda: name, lambda: pgettext("slug", "home"), locale)
    with translation.override(locale.language_code):
        return {**words, "hero_title": gettext("Welcome to %(portal)s") % {"portal": name}}


def _publish(parent: Page, page: Page, locale: Locale) -> Page:
    page.locale, page.live, page.first_published_at = locale, False, timezone.now()
    page.show_in_menus = not isinstance(page, HomePage)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def _translated(page: Page, words: Any, locales: Iterable[Locale]) -> list[Page]:
    return [translate(page, words(locale), locale, translator=None, publisher=None) for locale in locales]
