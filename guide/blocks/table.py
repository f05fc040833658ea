"""A table whose cells can be translated."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

if apps.is_installed("wagtail_localize"):
    from wagtail_localize.segments import StringSegmentValue


class TableBlock(TypedTableBlock):
    """
    A table with a caption and headed columns; the first column names the rows.

    wagtail-localize knows no typed tables: the two methods below say which of its strings are prose, and where a
    translation goes. Numbers are the same in every language.
    """

    text = blocks.CharBlock(required=False, default="", label=_("Text"))
    number = blocks.DecimalBlock(required=False, label=_("Number"))

    class Meta:
        template = "guide/blocks/table.html"
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption.")

    def get_translatable_segments(self, table: TypedTable) -> list[Any]:
        """Give caption, headings and text cells as segments, by their place."""
        strings = {"caption": table.caption}
        strings |= {f"heading.{index}": column["heading"] for index, column in enumerate(table.columns)}
        strings |= {
            f"cell.{row}.{index}": values["values"][index]
            for row, values in enumerate(table.row_data)
            for index, column in enumerate(table.columns)
            if isinstance(column["block"], blocks.CharBlock)
        }
        return [StringSegmentValue(path, text) for path, text in strings.items() if text]

    def restore_translated_segments(self, table: TypedTable, segments: list[Any]) -> TypedTable:
        """Put translated segments where they came from; a place that is gone is passed over."""
        texts = {segment.path: segment.render_text() for segment in segments}
        columns = [
            {**column, "heading": texts.get(f"heading.{index}", column["heading"])}
            for index, column in enumerate(table.columns)
        ]
        rows = [
            {"values": [texts.get(f"cell.{row}.{index}", value) for index, value in enumerate(values["values"])]}
            for row, values in enumerate(table.row_data)
        ]
        return TypedTable(columns=columns, row_data=rows, caption=texts.get("caption", table.caption))
