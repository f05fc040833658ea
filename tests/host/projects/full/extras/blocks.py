"""A block of the host among those of the plugin's chapters."""

from wagtail import blocks

from guide.blocks import ChapterStreamBlock


class HostChapterStreamBlock(ChapterStreamBlock):
    """The plugin's blocks and the host's anthem."""

    anthem = blocks.CharBlock(template="extras/anthem.html")
