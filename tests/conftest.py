"""One browser for all tests; at the end, how long they took beside what they may take."""

from __future__ import annotations

import time

import pytest

from tests.browser import browser

__all__ = ["browser"]

BUDGET_SECONDS = 360
"""What the default tests may take on two idle cores, in seconds."""
BEGAN = pytest.StashKey[float]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[BEGAN] = time.monotonic()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    taken = time.monotonic() - config.stash[BEGAN]
    terminalreporter.write_line(
        f"{taken:.0f} s; the default tests may take {BUDGET_SECONDS} s on two idle cores"
    )
