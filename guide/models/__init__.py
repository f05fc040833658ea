from .guide import ChapterPage, GuidePage

__all__ = ["ChapterPage", "GuidePage"]
