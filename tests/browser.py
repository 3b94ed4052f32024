"""One browser for all tests that need one: of the explorer's page, and of what a class sees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tools.browser import found

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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
    """Chromium, or the Firefox that Playwright has fetched if EXPLORER_BROWSER says so; started once a process."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    firefox = os.environ.get("EXPLORER_BROWSER") == "firefox"
    path = None if firefox else needed(found())
    with sync_api.sync_playwright() as playwright:
        if firefox:
            browser = playwright.firefox.launch()
        else:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
