"""The repository keeps its shape: whoever looks for a thing knows where it is."""

import subprocess

import pytest
from django.conf import settings

TOP_LEVEL = {
    "site",
    "solo_pages",
    "directory_blocks",
    "guide",
    "templates",
    "tests",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "requirements.txt",
    "CHANGELOG.md",
    "LICENSE",
}


@pytest.fixture
def tracked() -> list[str]:
    if not (settings.ROOT_DIR / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=settings.ROOT_DIR, capture_output=True, text=True, check=True)
    return listed.stdout.splitlines()


def test_nothing_stands_at_the_top_level_but_the_layout(tracked: list[str]) -> None:
    assert {path.split("/")[0] for path in tracked if not path.startswith(".")} <= TOP_LEVEL


def test_no_file_is_too_big_for_the_repository(tracked: list[str]) -> None:
    big = [path for path in tracked if (settings.ROOT_DIR / path).exists() and _size(path) > 300_000]
    assert big == []


def _size(path: str) -> int:
    return (settings.ROOT_DIR / path).stat().st_size
