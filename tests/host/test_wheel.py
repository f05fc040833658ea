"""What another developer gets: the wheel in a clean environment, in a project that knows nothing of ours."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

# One worker builds the wheel and installs it.
pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]

Host = Callable[[str], Callable[..., str]]


def test_the_wheel_holds_plugins_templates_and_catalogues_but_no_portal(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for plugin in ("directory_blocks", "solo_pages", "guide"):
        assert any(name.startswith(f"{plugin}/templates/{plugin}/") for name in names), plugin
        assert f"{plugin}/locale/fr/LC_MESSAGES/django.mo" in names
    assert not [name for name in names if name.split("/")[0] in {"site", "portal", "tests", "templates"}]


def test_directory_alone_finds_a_page_type_of_the_host(host: Host) -> None:
    manage = host("directory")
    manage("makemigrations", "shops")
    manage("makemigrations", "--check", "--dry-run")
    manage("check", "--fail-level", "WARNING")
    # The test database gets every migration.
    assert "OK" in manage("test", "shops")


def test_every_plugin_serves_a_page_in_a_plain_project(host: Host) -> None:
    manage = host("full")
    manage("makemigrations", "--check", "--dry-run")
    assert "OK" in manage("test", "extras")
