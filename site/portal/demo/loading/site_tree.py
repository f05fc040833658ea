"""The home page, the directories, the pages of text and the site's own words."""

import uuid
from typing import Any

from wagtail.models import Page, Site

from directory_blocks.models import DirectoryPage
from portal.home.founding import serve_at, take_site
from portal.home.models import HomePage, PortalSettings, PortalText, StandardPage
from solo_pages.models import AgendaPage

from .content import in_language, read
from .context import Loading

# Where a demo is served, and where Wagtail thinks a new site is.
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PROSE = ("title", "slug", "intro", "hero_title", "hero_text", "body")


def load_home(loading: Loading) -> HomePage | None:
    """Publish the home page in both languages and make it the root of the site."""
    home = {name: value for name, value in read("home")["home"].items() if name != "body"}
    page = loading.ledger.once("page:home", HomePage, lambda: _make_home(loading, home))
    _serve_at(loading.base_url)
    if page:
        loading.english_page("page:home", page, prose(home, "en"))
        loading.ledger.once("settings:portal", PortalSettings, lambda: _make_settings(loading))
    return page


def load_home_body(loading: Loading, home: HomePage) -> None:
    """Compose the home page, once the pages that it points to are there."""
    if not loading.ledger.knows("page:home/body"):
        loading.ledger.once("page:home/body", HomePage, lambda: _compose(loading, home))


def load_directories(loading: Loading, home: HomePage) -> dict[str, DirectoryPage]:
    """Publish the directories; gives those that are there, by key."""
    pages = {}
    for directory in read("pages")["directory"]:
        facts = {name: directory[name] for name in ("sources", "facets")}
        kind = AgendaPage if directory["sources"] == ["event"] else DirectoryPage
        page = kind(show_in_menus=True, **facts, **prose(directory, "fr"))
        if found := _in_both(loading, f"page:{directory['key']}", home, page, directory):
            pages[directory["key"]] = found
    return pages


def load_standard_pages(loading: Loading, home: HomePage) -> None:
    """Publish the pages of text."""
    for standard in read("pages")["standard"]:
        page = StandardPage(
            show_in_menus=standard.get("in_menu", False),
            show_in_footer=standard.get("in_footer", False),
            **prose(standard, "fr"),
        )
        found = _in_both(loading, f"page:{standard['key']}", home, page, standard)
        if found and standard["key"] == "privacy":
            loading.ledger.once("settings:privacy", PortalSettings, lambda found=found: _point_to_privacy(found))


def prose(item: dict[str, Any], language: str) -> dict[str, Any]:
    """Give the fields of a page that differ by language; a body is a list of blocks or the HTML of one text block."""
    fields = {name: in_language(item[name], language) for name in PROSE if name in item}
    if "body" in fields:
        body = fields["body"]
        blocks = [{"type": "text", "value": body}] if isinstance(body, str) else body
        fields["body"] = with_ids(blocks, str(item.get("key", "home")))
    return fields


def with_ids(value: Any, place: str) -> Any:
    """
    Bring a body into Wagtail's stored form, with ids that follow from the place, so that those of two languages are
    the same: a stream is a list of ``{type, value}``, a list of tables becomes the items of a ListBlock.
    """
    if isinstance(value, dict):
        return {key: with_ids(part, f"{place}/{key}") for key, part in value.items()}
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [_with_id(item, f"{place}/{number}") for number, item in enumerate(value)]
    return value


def _with_id(item: dict[str, Any], place: str) -> dict[str, Any]:
    kind, value = (item["type"], item["value"]) if item.keys() == {"type", "value"} else ("item", item)
    return {"type": kind, "value": with_ids(value, place), "id": str(uuid.uuid5(uuid.NAMESPACE_URL, place))}


def _point_to_privacy(page: Page) -> PortalSettings:
    settings, _created = PortalSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))
    if settings.privacy_page_id is None:
        settings.privacy_page = page
        settings.save()
    return settings


def _in_both(loading: Loading, key: str, home: HomePage, page: Page, item: dict[str, Any]) -> Page | None:
    found = loading.page(key, home, page)
    if found and "en" in item["title"]:
        loading.english_page(key, found, prose(item, "en"))
    return found


def _make_home(loading: Loading, home: dict[str, Any]) -> HomePage:
    picture = loading.pictures.get("scenes/hero", "Paysage de Gascogne")
    page = HomePage(hero_image=picture, **prose(home, "fr"))
    page = loading.publish(Page.get_first_root_node(), page)
    take_site(page, "Soho-Solo Gers")
    return page


def _serve_at(base_url: str) -> None:
    """Have the site's links begin with ``base_url``, also where the demo was loaded for another port."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and site.hostname in LOOPBACK:
        serve_at(site, base_url)


def _compose(loading: Loading, home: HomePage) -> HomePage:
    item = read("home")["home"]
    known = home._meta.get_field("body").stream_block.child_blocks
    item["body"] = [loading.resolve(block) for block in item["body"] if block["type"] in known]
    for name, value in prose(item, "fr").items():
        setattr(home, name, value)
    loading.publish_changes(home)
    loading.translate(home, prose(item, "en"))
    return home


def _make_settings(loading: Loading) -> PortalSettings:
    words = read("home")["settings"]
    site = Site.objects.get(is_default_site=True)
    facts = {name: words[name] for name in words if name == "name" or name.startswith("contact_")}
    settings, _created = PortalSettings.objects.update_or_create(site=site, defaults=facts)
    for locale in (loading.french, loading.english):
        texts = {name: words[name][locale.language_code] for name in ("tagline", "about", "credits")}
        PortalText.objects.update_or_create(settings=settings, locale=locale, defaults=texts)
    return settings
