"""The French catalogues are complete: no reader of the French portal meets an English string."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

CATALOGUES = sorted(settings.ROOT_DIR.glob("*/locale/fr/LC_MESSAGES/django.po")) + sorted(
    settings.PORTAL_DIR.glob("locale/fr/LC_MESSAGES/django.po")
)


def test_every_room_has_its_catalogue() -> None:
    assert {path.relative_to(settings.ROOT_DIR).parts[0] for path in CATALOGUES} == {
        "directory_blocks",
        "solo_pages",
        "guide",
        "site",
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.relative_to(settings.ROOT_DIR).parts[0])
def test_french_is_complete_and_typographically_right(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []
    for entry in catalogue:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert "'" not in text.replace("%('", ""), f"straight apostrophe: {text}"
            assert not any(f" {mark}" in text for mark in ":;!?»"), f"breaking space before a mark: {text}"
            words = re.sub(r"%\(\w+\)s", "", text)
            assert not re.search("e-?mail", words, re.IGNORECASE), f"« courriel » is what the portal says: {text}"
            assert "« " not in text, f"breaking space after «: {text}"


def test_catalogues_do_not_contradict_one_another() -> None:
    # Django merges them: what one plugin says is then shown by another.
    said: dict[tuple[str | None, str], str] = {}
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            text = said.setdefault((entry.msgctxt, entry.msgid), entry.msgstr)
            assert text == entry.msgstr, f"{entry.msgid}: give one of the two a context"


def test_french_does_not_take_who_registers_for_a_man() -> None:
    masculine = re.compile(r"\b(êtes|étiez|serez|plus|déjà|toujours) inscrit\b|\bseuls les inscrits\b", re.IGNORECASE)
    for path in CATALOGUES:
        for entry in polib.pofile(str(path)):
            for text in [entry.msgstr, *entry.msgstr_plural.values()]:
                assert not masculine.search(text), text
