"""
File formats. Each module of this folder defines one ``PlaceFormat`` and registers it: a new format is a new file.
"""

from importlib import import_module
from pkgutil import iter_modules

from .base import PlaceFormat, Row, detect_format, register_format, registered_formats

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

__all__ = ["PlaceFormat", "Row", "detect_format", "register_format", "registered_formats"]
