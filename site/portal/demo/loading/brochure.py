"""The programme's brochure."""

import json
from typing import Any

from guide.models import BrochurePage
from guide.plain import stream_data
from portal.home.models import HomePage

from .content import in_language, read
from .context import Loading


def load_brochure(loading: Loading, home: HomePage) -> None:
    """Publish the brochure in both languages, once the pages that it shows are there."""
    data = read("brochure")
    picture = loading.pictures.get(data["picture"], data["title"]["fr"])
    page = BrochurePage(cover_image=picture, show_in_menus=False, **prose(loading, data, "fr"))
    if found := loading.page("brochure", home, page):
        loading.english_page("brochure", found, prose(loading, data, "en"))


def prose(loading: Loading, data: dict[str, Any], language: str) -> dict[str, Any]:
    """Give the fields that differ by language."""
    stream_block = BrochurePage._meta.get_field("body").stream_block
    body = stream_data(stream_block, loading.resolve(in_language(data["body"], language)), "brochure")
    fields = {name: in_language(data[name], language) for name in ("title", "slug", "subtitle")}
    return {**fields, "body": json.dumps(body)}
