"""A wrong composition is a system-check message, not a surprise on a page or in the editor."""

from typing import Any

from django.apps import apps
from django.core import checks
from wagtail.blocks import StreamBlock

from .conf import guide_settings
from .models import ChapterPage

COMPANIONS = [
    "directory_blocks",
    "wagtail.documents",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.routable_page",
]


@checks.register()
def needs_its_companions(**kwargs: Any) -> list[checks.CheckMessage]:
    """The apps that the blocks of a chapter stand on are installed."""
    return [
        checks.Error(
            f"guide needs {app} in INSTALLED_APPS.",
            hint=f'Add "{app}" below "guide".',
            id=f"guide.E{number:03}",
        )
        for number, app in enumerate(COMPANIONS, start=1)
        if not apps.is_installed(app)
    ]


@checks.register()
def chapters_are_made_of_a_stream(**kwargs: Any) -> list[checks.CheckMessage]:
    """``GUIDE["CHAPTER_BLOCKS"]`` names a StreamBlock."""
    if isinstance(ChapterPage._meta.get_field("body").stream_block, StreamBlock):
        return []
    return [
        checks.Error(
            f"{guide_settings.CHAPTER_BLOCKS} is no StreamBlock.",
            hint='GUIDE["CHAPTER_BLOCKS"] is the dotted path of a subclass of guide.blocks.ChapterStreamBlock.',
            id="guide.E010",
        )
    ]
