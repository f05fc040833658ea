"""What surrounds every page: navigation, breadcrumbs, languages, settings. Three queries, whatever the page."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page, Site

from guide.translation.reading import is_newer_than
from portal.accounts.paths import account_addresses

from .models import PortalSettings, PortalText, StandardPage
from .page_cache import is_personal
from .routing import find_homes, site_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the navigation; ``current`` is what aria-current says: "page", "true" or nothing."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The way to another language: this page's translation, or (``exact`` false) its nearest translated ancestor."""

    code: str
    name: str
    url: str
    title: str
    exact: bool
    current: bool


# What the account consists of, by the names of their addresses.
ACCOUNT_PAGES = (
    ("solo_account:dashboard", _("My profile")),
    ("solo_registration:mine", _("My meetings")),
    ("solo_calendar:my_calendar", _("My calendar")),
    ("account_email", _("E-mail address")),
    ("account_language", _("Language of e-mails")),
    ("account_change_password", _("Password")),
    ("mfa_index", _("Second factor")),
    ("usersessions_list", _("Sessions")),
    ("solo_personal_data:my_data", _("My data")),
)

# The room a partner's logo has at the foot of pages, at twice the pixels.
LOGO = "max-360x128|format-webp"


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation at the foot of every page; without a logo its name stands there."""

    name: str
    url: str
    logo: AbstractRendition | None


class Chrome:
    """Navigation, breadcrumbs, languages and settings around one response; everything is computed when asked."""

    def __init__(self, request: HttpRequest, page: Page | None) -> None:
        self.request = request
        self.page = page
        self.site: Site | None = site_of(request)

    @cached_property
    def language(self) -> str:
        """Code of the language being read."""
        code = get_language() or settings.LANGUAGE_CODE
        return next((c for c, _n in settings.LANGUAGES if c == code), code.split("-")[0])

    @cached_property
    def _text(self) -> PortalText | None:
        if self.site is None:
            return None
        texts = getattr(self.request, "portal_texts", None)
        if texts is None:
            rows = PortalText.objects.filter(settings__site=self.site).select_related("settings", "locale")
            texts = {row.locale.language_code: row for row in rows}
        return texts.get(self.language) or next(iter(texts.values()), None)

    @cached_property
    def text(self) -> PortalText:
        """The site's texts in this language, else in whichever there is."""
        return self._text or PortalText()

    @cached_property
    def settings(self) -> PortalSettings:
        """What editors set for the whole site."""
        if self._text is not None:
            return self._text.settings
        return (self.site and PortalSettings.objects.filter(site=self.site).first()) or PortalSettings()

    @cached_property
    def partners(self) -> list[Partner]:
        """Who carries the programme, with their logos in two queries; none where nobody is named."""
        values = [raw["value"] for raw in self.settings.partners.raw_data]
        chosen = {value["logo"] for value in values if value.get("logo")}
        images = get_image_model().objects.prefetch_renditions(LOGO).in_bulk(chosen) if chosen else {}
        return [Partner(v["name"], v.get("url") or "", _logo(images.get(v.get("logo")))) for v in values]

    @cached_property
    def _roots(self) -> dict[str, Page]:
        """The home page of every language that has one, in the order of the settings."""
        if self.site is None:
            return {}
        routed = getattr(self.request, "portal_homes", None)
        return routed if routed is not None else find_homes(self.request, self.site)

    @cached_property
    def _root(self) -> Page | None:
        return self._roots.get(self.language) or next(iter(self._roots.values()), None)

    def _ancestor_paths(self) -> list[str]:
        """Tree paths from the language's home page to this page, both included."""
        page, root = self.page, self._root
        if page is None or root is None or not page.path.startswith(root.path):
            return []
        return [page.path[:end] for end in range(len(root.path), len(page.path) + 1, Page.steplen)]

    @cached_property
    def _parts(self) -> dict[str, list[Page]]:
        """Everything the chrome asks the page tree, by purpose, in one query."""
        parts: dict[str, list[Page]] = {"menu": [], "footer": [], "crumb": [], "translation": []}
        if self._root is None:
            return parts
        children = self._root.get_children().live()
        paths = self._ancestor_paths()
        line = self._line(paths)
        keys = [page.translation_key for page in line]
        queries = {
            "menu": children.in_menu(),
            "footer": children.filter(pk__in=StandardPage.objects.filter(show_in_footer=True).values("pk")),
            "translation": Page.objects.live().filter(translation_key__in=keys).exclude(locale_id=self._root.locale_id),
        }
        if not keys:
            del queries["translation"]
        first, *others = (_named(query, name, self.page) for name, query in queries.items())
        for row in first.union(*others, all=True):
            parts[row.part].append(row)
        for rows in parts.values():
            rows.sort(key=lambda row: row.path)
        parts["crumb"] = [page for page in line if page.path != self._root.path]
        return parts

    def _line(self, paths: list[str]) -> list[Page]:
        """The pages at these tree paths: those that the routing has met, else asked for."""
        routed = getattr(self.request, "portal_line", [])
        if [page.path for page in routed] == paths:
            return routed
        return list(Page.objects.filter(path__in=paths).order_by("path")) if paths else []

    @cached_property
    def home_url(self) -> str:
        """Address of this language's home page."""
        return (self._root and self._root.get_url(self.request)) or "/"

    @property
    def is_home(self) -> bool:
        """Whether this is the home page of its language."""
        return self.page is not None and self._root is not None and self.page.path == self._root.path

    @cached_property
    def menu(self) -> list[Link]:
        """The main navigation."""
        return [self._link(page) for page in self._parts["menu"]]

    @cached_property
    def footer_links(self) -> list[Link]:
        """Legal notice, privacy and the like."""
        return [self._link(page) for page in self._parts["footer"]]

    @cached_property
    def account_menu(self) -> list[Link]:
        """The ways inside the account; only on its pages, and only for somebody who is logged in."""
        if not self.request.path.startswith(tuple(account_addresses())) or not self.request.user.is_authenticated:
            return []
        return [self._account_link(title, reverse(name)) for name, title in ACCOUNT_PAGES]

    def _account_link(self, title: Promise, url: str) -> Link:
        # The account's own address is above all the others.
        here = self.request.path
        current = here == url or (url != reverse("solo_account:dashboard") and here.startswith(url))
        return Link(str(title), url, "page" if current else "")

    @cached_property
    def privacy_url(self) -> str:
        """Address of the page on privacy in this language, else in its own; empty where editors chose none."""
        page = self.settings.privacy_page
        return (page and page.localized.get_url(self.request)) or ""

    @cached_property
    def breadcrumbs(self) -> list[Link]:
        """From home to this page; empty on the home page and on pages outside the tree."""
        line = self._parts["crumb"]
        if not line or self._root is None:
            return []
        links = [Link(gettext("Home"), self.home_url), *(self._link(page) for page in line)]
        below = self._below()
        return [*links[:-1], replace(links[-1], current="true"), *below] if below else links

    def _below(self) -> list[Link]:
        """What a page shows below its own address, where it says so (``shown_below``): a date of a meeting."""
        steps = list(getattr(self.page, "shown_below", ()))
        links = [Link(title, self._url(self.page) + path, "true") for title, path in steps]
        return [*links[:-1], replace(links[-1], current="page")] if links else []

    def _link(self, page: Page) -> Link:
        current = ""
        if self.page is not None and self.page.path.startswith(page.path):
            current = "page" if self.page.path == page.path else "true"
        return Link(page.title, page.get_url(self.request) or "", current)

    @cached_property
    def _translations(self) -> dict[tuple[str, str], Page]:
        """Live translations of this page and its ancestors, by (language, translation key)."""
        codes = {home.locale_id: code for code, home in self._roots.items()}
        rows = [*self._parts["translation"], *self._roots.values()]
        return {(codes[p.locale_id], str(p.translation_key)): p for p in rows if p.locale_id in codes}

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """The language switch, the current language included."""
        return [self._language_link(code) for code in self._roots]

    def _language_link(self, code: str) -> LanguageLink:
        name = get_language_info(code)["name_local"].capitalize()
        here = self.request.get_full_path()
        if code == self.language:
            return LanguageLink(code, name, here, "", exact=True, current=True)
        if self.page is None:
            target = translate_url(here, code)
            exact = target != here
            return LanguageLink(
                code, name, target if exact else self._url(self._roots[code]), "", exact=exact, current=False
            )
        line = [self.page, *reversed(self._parts["crumb"][:-1])]
        for candidate in line:
            if found := self._translations.get((code, str(candidate.translation_key))):
                exact = candidate is self.page
                url = self._url(found) + (self._tail if exact else "")
                return LanguageLink(code, name, url, found.title, exact=exact, current=False)
        home = self._roots[code]
        exact = home.translation_key == self.page.translation_key
        return LanguageLink(
            code, name, self._url(home) + (self._tail if exact else ""), home.title, exact=exact, current=False
        )

    def _url(self, page: Page) -> str:
        return page.get_url(self.request) or ""

    @cached_property
    def _original(self) -> Page | None:
        """The page whose text this one shows: an alias stands in for what is not translated yet."""
        if self.page is None or self.page.alias_of_id is None:
            return None
        return Page.objects.select_related("locale").filter(pk=self.page.alias_of_id).first()

    @property
    def text_language(self) -> str:
        """Code of the language that the page's own text is in; empty where it is that of everything around it."""
        code = self._original.locale.language_code if self._original is not None else ""
        return code if code != self.language else ""

    @cached_property
    def newer_version(self) -> LanguageLink | None:
        """The language in which this page has been changed since it was translated; None where it has not."""
        newer = {code for (code, _key), page in self._translations.items() if getattr(page, "is_newer", False)}
        return next((link for link in self.languages if link.code in newer and link.exact), None)

    @cached_property
    def _sub_path(self) -> str:
        """What a routable page has below its own address: ``print/``."""
        url = self.page is not None and self._url(self.page)
        return self.request.path.removeprefix(url) if url and self.request.path.startswith(url) else ""

    @cached_property
    def _tail(self) -> str:
        query = self.request.META.get("QUERY_STRING", "")
        return self._sub_path + (f"?{query}" if query else "")

    @property
    def personal(self) -> bool:
        """Whether the visitor may be logged in or have messages; else nothing asks for a session."""
        return is_personal(self.request)

    def absolute(self, url: str) -> str:
        """``url`` with scheme and host."""
        return self.request.build_absolute_uri(url)

    @cached_property
    def canonical(self) -> str:
        """Absolute address of this page, without its query string; that of the page whose text an alias shows."""
        if self._original is not None and (url := self._url(self._original)):
            return self.absolute(url + self._sub_path)
        if self.page is not None and (url := self._url(self.page)):
            return self.absolute(url + self._sub_path)
        return self.absolute(self.request.path)

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, absolute address) of every language this page exists in; empty where it is the only one."""
        if self.page is None or self._original is not None:
            return []
        found = {self.language: self.canonical}
        for code in self._roots:
            page = self._translations.get((code, str(self.page.translation_key)))
            if page is not None and code != self.language and page.alias_of_id is None:
                found[code] = self.absolute(self._url(page) + self._sub_path)
        if len(found) < 2:
            return []
        default = self.absolute("/") if self.is_home else found.get(settings.LANGUAGE_CODE)
        return [*sorted(found.items()), *([("x-default", default)] if default else [])]

    @cached_property
    def title(self) -> str:
        """Title of the page for search engines and shares."""
        return (self.page and (self.page.seo_title or self.page.title)) or self.settings.name

    @cached_property
    def description(self) -> str:
        """One or two sentences for search engines and shares."""
        for name in ("search_description", "summary", "headline", "intro", "hero_text"):
            if isinstance(value := getattr(self.page, name, ""), str) and value and "<" not in value:
                return value
        return self.text.tagline

    @cached_property
    def share_image(self) -> str:
        """Absolute address of the site's share card."""
        return self.absolute(static("portal/img/share.png"))

    @property
    def website_data(self) -> dict[str, Any]:
        """The site as schema.org WebSite, with its search."""
        return {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.settings.name,
            "url": self.absolute(self.home_url),
            "inLanguage": self.language,
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{self.absolute(reverse('search'))}?q={{search_term_string}}",
                "query-input": "required name=search_term_string",
            },
        }

    @cached_property
    def breadcrumb_data(self) -> dict[str, Any]:
        """The breadcrumbs as schema.org BreadcrumbList."""
        if not self.breadcrumbs:
            return {}
        items = [
            {"@type": "ListItem", "position": n, "name": link.title, "item": self.absolute(link.url)}
            for n, link in enumerate(self.breadcrumbs, 1)
        ]
        return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _named(query: QuerySet, name: str, page: Page | None) -> QuerySet:
    newer = is_newer_than(page) if page is not None and name == "translation" else Value(False)
    # A union takes no ordering on SQLite, and the defaults of Page have one.
    return query.order_by().annotate(part=Value(name, output_field=CharField()), is_newer=newer)


def _logo(image: AbstractImage | None) -> AbstractRendition | None:
    try:
        return image and image.get_rendition(LOGO)
    except (OSError, ValueError):
        # The file is gone or unreadable: the name stands in for it.
        return None
