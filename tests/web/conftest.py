"""One browser for all tests of the page, and the page opened in it from a file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.web import page
from tests.web.probe import Explorer, script

ROOT = Path(__file__).parents[2]
pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, sync_playwright  # noqa: E402


def browser_path() -> str | None:
    """The browser that the tests drive; None if there is none."""
    done = subprocess.run(["sh", str(ROOT / "tools" / "find_browser.sh")], capture_output=True, text=True)
    return done.stdout.strip() or None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = browser_path()
    if path is None:
        why = "no Chromium on the path; as root on Debian or Ubuntu `make setup` installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
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
