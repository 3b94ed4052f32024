"""One browser for all tests of the page, and the page opened in it from a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.web import page
from tests.web.probe import Explorer, script
from tests.web.sight import Sight, seen
from tools.browser import found

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, sync_playwright


def needed(path: str | None) -> str:
    """The browser's path; without one the test fails in continuous integration, and is skipped elsewhere."""
    if path is None:
        why = "no Chromium on the path; as root on Debian or Ubuntu `make setup` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or the Firefox that Playwright has fetched if EXPLORER_BROWSER says so; started once."""
    firefox = os.environ.get("EXPLORER_BROWSER") == "firefox"
    path = None if firefox else needed(found())
    with sync_playwright() as playwright:
        if firefox:
            browser = playwright.firefox.launch()
        else:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as it is handed out, with a door to its modules."""
    path = tmp_path_factory.mktemp("page") / "explorer.html"
    path.write_text(page.page(script=script()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def explorer(browser: Browser, page_file: Path) -> Iterator[Explorer]:
    """The page, opened once for tests that leave it as they find it."""
    opened = Explorer(browser.new_page(), page_file)
    yield opened
    assert opened.complaints == []
    opened.page.close()


@pytest.fixture(scope="session")
def desk(browser: Browser, page_file: Path) -> Iterator[Sight]:
    """The page as it is seen and touched, opened once: a test begins anew with a setting and a size."""
    with seen(browser, page_file) as page:
        yield page
