"""
A live portal and Debian's Chromium in front of it. Every visit fails on a script error, a CSP violation, or a request
to anybody else.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# What a form answers that has to be put right: the page says what, and the browser's console says it, too.
ANSWERED = re.compile(r"status of (400|409|422)")
# Seconds are nothing on a machine that is busy; what never comes fails all the same.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed (apt-get install chromium)."))


@pytest.fixture
def chromium(live_server: Any) -> Iterator[Browser]:
    """
    A browser for one test. Its driver runs an event loop in this thread, and Django would take another database
    connection while it does: so it starts after the database is filled, and has ended before it is emptied.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """
    Open a path of the portal: ``visit("/fr/annuaire/", width=360, script=False, scheme="dark")``.

    When the test ends, what went wrong in any page of it fails the test.
    """
    contexts, wrong = [], []
    host = urlsplit(live_server.url).netloc

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: (
                wrong.append(f"console: {message.text}")
                if message.type in ("error", "warning") and not ANSWERED.search(message.text)
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                wrong.append(f"request to somebody else: {request.url}")
                if urlsplit(request.url).scheme in ("http", "https") and urlsplit(request.url).netloc != host
                else None
            ),
        )

    def open_page(
        path: str, *, width: int = 1280, height: int = 900, script: bool = True, scheme: str = "light", **options: Any
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            color_scheme=scheme,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Violations of WCAG 2.2 AA on a page or ``within`` a part, one line each with the elements; none at best."""
    script = AXE_FILE_PATH.read_text(encoding="utf-8")

    def run(page: Page, within: str = "html") -> list[str]:
        page.evaluate(script)
        options = {"runOnly": {"type": "tag", "values": WCAG_22_AA}, "resultTypes": ["violations"]}
        result = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
        return [
            f"{violation['id']}: {violation['help']}: "
            + "; ".join(f"{node['target']} {node['failureSummary']}" for node in violation["nodes"][:4])
            for violation in result["violations"]
        ]

    return run
