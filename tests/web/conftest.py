"""The page, opened in the browser from a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.web import page
from tests.web.probe import Explorer, script
from tests.web.sight import Sight, seen

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser


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
