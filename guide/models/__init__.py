from .answer import Answer
from .brochure import BrochurePage
from .chapter import ChapterPage
from .digest import TranslationDigest
from .glossary import GlossaryTerm
from .guide import GuidePage
from .pdf import PdfFile
from .translation_check import TranslationCheckTask

__all__ = [
    "Answer",
    "BrochurePage",
    "ChapterPage",
    "GlossaryTerm",
    "GuidePage",
    "PdfFile",
    "TranslationCheckTask",
    "TranslationDigest",
]
