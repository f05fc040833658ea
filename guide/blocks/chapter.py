"""Everything a chapter may be made of."""

from wagtail import blocks

from .figures import FiguresBlock
from .lists import ChecklistBlock, StepsBlock
from .reach import ContactBlock, DownloadBlock
from .table import TableBlock
from .text import CalloutBlock, TextBlock


class ChapterStreamBlock(blocks.StreamBlock):
    """The content of a chapter."""

    text = TextBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()
    figures = FiguresBlock()
    table = TableBlock()
    contact = ContactBlock()
    download = DownloadBlock()
