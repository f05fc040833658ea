"""The blocks chapters are made of; a host adds its own by subclassing ``ChapterStreamBlock``."""

from .brochure import BrochureStreamBlock, CodeBlock, PanelBlock, ServicesBlock, StoryBlock
from .chapter import ChapterStreamBlock
from .figures import FiguresBlock
from .lists import ChecklistBlock, StepsBlock
from .picture import PictureBlock
from .reach import ContactBlock, DownloadBlock
from .table import TableBlock
from .text import CalloutBlock, TextBlock

__all__ = [
    "BrochureStreamBlock",
    "CalloutBlock",
    "ChapterStreamBlock",
    "ChecklistBlock",
    "CodeBlock",
    "ContactBlock",
    "DownloadBlock",
    "FiguresBlock",
    "PanelBlock",
    "PictureBlock",
    "ServicesBlock",
    "StepsBlock",
    "StoryBlock",
    "TableBlock",
    "TextBlock",
]
