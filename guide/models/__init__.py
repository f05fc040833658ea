from .brochure import BrochurePage
from .chapter import ChapterPage
from .guide import GuidePage
from .pdf import PdfFile

__all__ = ["BrochurePage", "ChapterPage", "GuidePage", "PdfFile"]
