from .chapter import ChapterPage
from .guide import GuidePage
from .pdf import PdfFile

__all__ = ["ChapterPage", "GuidePage", "PdfFile"]
