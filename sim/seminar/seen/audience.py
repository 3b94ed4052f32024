"""A stream to one browser: it holds the last view alone, so a slow phone never holds up a room."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from sim.seminar.seen.allow import Audience

BEAT = 5.0
"""Seconds from one sign of life to the next."""
LAST = "event: bye\ndata: {}\n\n"


class Stream:
    """What flows to one browser."""

    def __init__(self, audience: Audience) -> None:
        """Nothing has been sent yet."""
        self.audience = audience
        self.closed = False
        self._news = asyncio.Event()
        self._next: dict[str, Any] | None = None
        self._sent = ""

    def offer(self, view: dict[str, Any]) -> None:
        """Send a view, in place of any that has not gone out, if it says something new."""
        self._next = view if view["rev"] != self._sent else None
        self._news.set()

    def close(self) -> None:
        """End the stream."""
        self.closed = True
        self._news.set()

    async def events(self) -> AsyncIterator[str]:
        """The events, as a browser reads them, until the stream is closed."""
        while not self.closed:
            self._news.clear()
            if self._next is not None:
                view, self._next = self._next, None
                self._sent = view["rev"]
                yield as_event("view", view)
                continue  # another may have come meanwhile
            try:
                await asyncio.wait_for(self._news.wait(), BEAT)
            except TimeoutError:
                yield as_event("beat", {})
        yield LAST


def as_event(name: str, data: dict[str, Any]) -> str:
    """One event, with the server's time, by which phones set their clocks.

    Examples
    --------
    >>> as_event("beat", {}).splitlines()[0]
    'event: beat'
    """
    stamped = {**data, "at": time.time_ns() // 1_000_000}
    return f"event: {name}\ndata: {json.dumps(stamped, separators=(',', ':'))}\n\n"
