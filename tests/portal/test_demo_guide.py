"""The demo's guide: both languages say the same, figures have sources, French has its typography."""

import json
import re

import pytest
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from guide.models import ChapterPage
from guide.plain import stream_data
from portal.demo.loading.content import DATA, read

pytestmark = pytest.mark.django_db

NAMES = read("guide")["chapters"]
STREAM = ChapterPage._meta.get_field("body").stream_block


def chapter(name, language):
    prose = read(f"guide/{name}")[language]
    # What points at rows of the demo is only there once it is loaded.
    body = [part for part in prose["body"] if '"@' not in json.dumps(part["value"])]
    return ChapterPage(**{**prose, "body": json.dumps(stream_data(STREAM, body, name))})


def texts(page):
    return [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_has_its_translation(name) -> None:
    french, english = texts(chapter(name, "fr")), texts(chapter(name, "en"))

    assert [segment.path for segment in french] == [segment.path for segment in english]
    assert len(french) > 30


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_editors_could_save_every_block(name, language) -> None:
    page = chapter(name, language)
    for block in page.body:
        block.block.clean(block.value)
    for field in ("title", "slug", "summary"):
        ChapterPage._meta.get_field(field).clean(getattr(page, field), page)


@pytest.mark.parametrize("name", NAMES)
def test_french_is_set_as_french_is(name) -> None:
    for segment in texts(chapter(name, "fr")):
        text = segment.render_text()
        assert not re.search(r"[^\u00a0\d/][;!?»]|\w :|« |\w'", text.replace("https:", "")), text


@pytest.mark.parametrize("name", NAMES)
def test_english_is_set_as_english_is(name) -> None:
    for segment in texts(chapter(name, "en")):
        text = segment.render_text()
        assert not re.search(r"['\"«»]|\s[:;!?]", text), text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_chapter_is_read_in_one_sitting(name, language) -> None:
    assert 600 <= sum(len(segment.render_text().split()) for segment in texts(chapter(name, language))) <= 1100


def test_every_chapter_has_its_place() -> None:
    assert len(NAMES) >= 12
    assert sorted(NAMES) == sorted(path.stem for path in (DATA / "guide").glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_the_review_has_a_date(name) -> None:
    assert read(f"guide/{name}")["reviewed_on"].year == 2026
