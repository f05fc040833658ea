"""Migrations of the plugins run in a project that has nothing of the portal."""

import re

import pytest
from django.apps import apps
from django.conf import settings


@pytest.mark.parametrize("plugin", ["directory_blocks", "solo_pages", "guide"])
def test_no_migration_names_an_app_of_the_portal(plugin: str) -> None:
    labels = [config.label for config in apps.get_app_configs() if config.name.startswith("portal.")]
    assert "media" in labels
    named = re.compile(rf"""["'](?:{"|".join(labels)})(?:["'](?!=)|\.)""", re.IGNORECASE)
    found = {
        path.name: named.findall(path.read_text(encoding="utf-8"))
        for path in (settings.ROOT_DIR / plugin / "migrations").glob("*.py")
    }
    assert len(found) > 1
    assert {name: words for name, words in found.items() if words} == {}
