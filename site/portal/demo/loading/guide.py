"""The settling guide and its chapters."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from guide.models import Answer, ChapterPage, GuidePage
from guide.plain import stream_data
from portal.home.models import HomePage

from .content import read
from .context import Loading


def load_guide(loading: Loading, home: HomePage) -> None:
    """Publish the guide and its chapters in both languages, once the directories that they point to are there."""
    data = read("guide")
    guide = loading.page("guide", home, GuidePage(show_in_menus=True, **data["fr"]))
    if guide is None:
        return
    loading.english_page("guide", guide, data["en"])
    for name in data["chapters"]:
        chapter = read(f"guide/{name}")
        page = ChapterPage(reviewed_on=chapter["reviewed_on"], **prose(loading, chapter["fr"], name))
        if found := loading.page(f"guide:{name}", guide, page):
            loading.english_page(f"guide:{name}", found, prose(loading, chapter["en"], name))
    for number, answer in enumerate(data["answers"]):
        load_answer(loading, number, answer)


def load_answer(loading: Loading, number: int, answer: dict[str, Any]) -> None:
    """Leave what a reader said of a chapter, where the chapter still is."""
    key = f"guide:{answer['chapter']}" + ("" if answer["language"] == "fr" else f":{answer['language']}")
    page = ChapterPage.objects.filter(pk=loading.ledger.id_of(key)).first()
    if page is None:
        return
    said = {"useful": answer["useful"], "comment": answer.get("comment", "")}
    day = timezone.localdate() - timedelta(days=answer["days"])
    loading.ledger.once(f"answer:{number}", Answer, lambda: Answer.objects.create(page=page, day=day, **said))


def prose(loading: Loading, chapter: dict[str, Any], key: str) -> dict[str, Any]:
    """Give the fields of a chapter that differ by language."""
    stream_block = ChapterPage._meta.get_field("body").stream_block
    body = stream_data(stream_block, loading.resolve(chapter["body"]), key)
    return {**chapter, "body": json.dumps(body)}
