"""Everything a chapter may be made of."""

from directory_blocks.blocks import DirectoryStreamBlock

from .figures import FiguresBlock
from .lists import ChecklistBlock, StepsBlock
from .picture import PictureBlock
from .reach import ContactBlock, DownloadBlock
from .table import TableBlock
from .text import CalloutBlock, TextBlock


class ChapterStreamBlock(DirectoryStreamBlock):
    """The content of a chapter: blocks to read, and living lists and maps of the directory."""

    text = TextBlock()
    picture = PictureBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    callout = CalloutBlock()
    figures = FiguresBlock()
    table = TableBlock()
    contact = ContactBlock()
    download = DownloadBlock()
