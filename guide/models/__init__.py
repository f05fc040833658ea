from .chapter import ChapterPage
from .guide import GuidePage

__all__ = ["ChapterPage", "GuidePage"]
