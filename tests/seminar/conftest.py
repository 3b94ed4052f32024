"""One server process for all tests that need no more than a room on one; tests of what a class sees need a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.seminar.classroom import Class, Server, serving

pytest.importorskip("playwright", reason="playwright is not installed")


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which every file of tests opens rooms of its own."""
    with serving(tmp_path_factory.mktemp("rooms"), "plan=25") as server:
        yield server


@pytest.fixture(scope="module")
def server(host: Server) -> Class:
    """A room of 25 minutes."""
    return host.another("25")
