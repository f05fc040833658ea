"""Blocks as editors and translators meet them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from guide.blocks import CalloutBlock, ChapterStreamBlock, ContactBlock, FiguresBlock, TableBlock
from guide.models import ChapterPage
from tests.factories.guide import ChapterPageFactory, raw_body

from .conftest import TABLE


def test_a_figure_without_source_or_year_is_refused() -> None:
    block = FiguresBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"heading": "", "figures": [{"value": "458", "label": "communes"}]}))


@pytest.mark.parametrize("phone", ["call me", "<script>", "1" * 40])
def test_a_phone_number_that_is_none_is_refused(phone) -> None:
    block = ContactBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"name": "Mairie", "phone": phone}))


def test_an_unknown_kind_of_remark_is_read_as_information() -> None:
    value = CalloutBlock().to_python({"kind": "shout", "text": "<p>…</p>"})

    assert value.icon == "info"


def test_blocks_stay_out_of_migrations(db) -> None:
    body = ChapterPage._meta.get_field("body")

    assert body.deconstruct()[2] == [[]]
    call_command("makemigrations", "guide", "--check", "--dry-run", verbosity=0)


def test_blocks_are_searched_for_their_words_not_their_keys(chapter) -> None:
    words = chapter.text

    for word in ("Pièce d’identité", "La loi change", "L’Isle-Jourdain", "communes", "Aides au logement"):
        assert word in words
    assert "warning" not in words
    assert "Take care" not in words


def test_the_strings_of_a_table_are_translated_and_its_numbers_stay() -> None:
    from wagtail_localize.segments import StringSegmentValue

    block = TableBlock()
    table = block.to_python(TABLE)
    segments = block.get_translatable_segments(table)

    assert [segment.render_text() for segment in segments] == [
        "Temps de route vers Toulouse",
        "Ville",
        "Minutes",
        "Auch",
        "L’Isle-Jourdain",
    ]
    translated = [StringSegmentValue(segment.path, segment.render_text().upper()) for segment in segments]
    restored = block.restore_translated_segments(table, translated)
    assert restored.caption == "TEMPS DE ROUTE VERS TOULOUSE"
    assert [column["heading"] for column in restored.columns] == ["VILLE", "MINUTES"]
    assert [row["values"] for row in restored.row_data] == [["AUCH", 70], ["L’ISLE-JOURDAIN", None]]


def test_keys_choices_and_facts_are_no_segments_for_translators(guide, everything) -> None:
    from wagtail_localize.segments.extract import extract_segments

    page = ChapterPage.objects.get(pk=ChapterPageFactory(parent=guide, body=raw_body(*everything)).pk)
    texts = [segment.render_text() for segment in extract_segments(page) if hasattr(segment, "render_text")]

    assert "Pièce d’identité" in texts
    assert "Appeler la mairie" in texts
    for fact in ("warning", "05 62 67 40 40", "2026", "https://www.gers.fr/"):
        assert fact not in texts


def test_a_host_adds_a_block_of_its_own_by_subclassing() -> None:
    from wagtail import blocks

    class HostBlock(ChapterStreamBlock):
        quote = blocks.BlockQuoteBlock()

    assert {"text", "quote"} <= set(HostBlock().child_blocks)
