"""One browser and one quick compiler for all tests; at the end, how long they took beside what they may take."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Generator, Iterator

import pytest

from tests.browser import browser
from tests.engine.quick_compiler import quick_command, quick_compiler

__all__ = ["browser", "quick_command", "quick_compiler"]

BUDGET_SECONDS = 360
"""What the default tests may take on two idle cores, in seconds."""
BEGAN = pytest.StashKey[float]()


def pytest_configure(config: pytest.Config) -> None:
    """Keep bytecode, whatever the shell says of it: tests start a hundred processes that would compile the package."""
    config.stash[BEGAN] = time.monotonic()
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture
def blank_plates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plates without a line in them, for tests of what a page says in words: drawing takes half of a page's time."""
    monkeypatch.setattr(
        "sim.plates.picture.drawn", lambda *_, **__: b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    )


@pytest.fixture(scope="session", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Tests kill processes and never the machine: what is written need not have reached the disk to be read again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the collector of garbage thousands of tests: it looks through them neither as they come nor afterwards."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    taken = time.monotonic() - config.stash[BEGAN]
    terminalreporter.write_line(
        f"{taken:.0f} s; the default tests may take {BUDGET_SECONDS} s on two idle cores"
    )
