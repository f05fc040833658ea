"""
How fast the engine is, and how that grows: scenarios measured in process over a scratch database.

Another app adds its own in a module ``<app>/bench.py`` (or package), with ``@scenario``.
"""

from . import reading  # noqa: F401 - registers its scenarios
from .scenarios import Bench, scenario

__all__ = ["Bench", "scenario"]
