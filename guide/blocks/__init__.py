"""The blocks chapters are made of; a host adds its own by subclassing ``ChapterStreamBlock``."""

from .chapter import ChapterStreamBlock
from .figures import FiguresBlock
from .lists import ChecklistBlock, StepsBlock
from .reach import ContactBlock, DownloadBlock
from .table import TableBlock
from .text import CalloutBlock, TextBlock

__all__ = [
    "CalloutBlock",
    "ChapterStreamBlock",
    "ChecklistBlock",
    "ContactBlock",
    "DownloadBlock",
    "FiguresBlock",
    "StepsBlock",
    "TableBlock",
    "TextBlock",
]
