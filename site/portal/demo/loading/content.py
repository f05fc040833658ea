"""The demo's data files, read as plain values."""

import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
IMAGES = Path(__file__).resolve().parent.parent / "images"
LANGUAGES = frozenset({"fr", "en"})


def read(name: str) -> dict[str, Any]:
    """Give what ``data/<name>.toml`` says."""
    return tomllib.loads((DATA / f"{name}.toml").read_text())


def read_all(folder: str, key: str) -> list[dict[str, Any]]:
    """Give the ``[[key]]`` tables of all files of a folder, in the order of the files' names."""
    return [item for path in sorted((DATA / folder).glob("*.toml")) for item in tomllib.loads(path.read_text())[key]]


def solos() -> list[dict[str, Any]]:
    """Give the invented solos."""
    return read_all("solos", "solo")


def services() -> list[dict[str, Any]]:
    """Give the invented service points."""
    return read_all("services", "service")


def events() -> list[dict[str, Any]]:
    """Give the invented meetings."""
    return read_all("events", "event")


def in_language(value: Any, language: str) -> Any:
    """
    Reduce texts given in several languages to one of them, at any depth; French where there is no other.

    >>> in_language({"title": {"fr": "Accueil", "en": "Home"}, "level": 2}, "en")
    {'title': 'Home', 'level': 2}
    """
    if isinstance(value, dict):
        if value and value.keys() <= LANGUAGES:
            return value.get(language, value.get("fr"))
        return {key: in_language(part, language) for key, part in value.items()}
    if isinstance(value, list):
        return [in_language(part, language) for part in value]
    return value
