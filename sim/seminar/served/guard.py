"""What stands between the network and a room: hosts, origins, sizes, rates, headers."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request

from sim.seminar.refusal import RefusedError
from sim.seminar.words import count, say

BODY = 16_384
"""Most bytes of a request."""
DRAFT = 2_048
LOOPBACK = ("127.0.0.1", "::1")
"""Addresses of the computer that the server runs on."""
FAILURES, WINDOW = 10, 60.0
"""Failed codes that an address may try in so many seconds; a class shares one address, so successes do not count."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
"""On every answer."""


class Rate:
    """How often something may happen to a name in a window of seconds."""

    def __init__(self, most: int, window: float) -> None:
        """Nothing has happened yet."""
        self.most, self.window = most, window
        self._seen: dict[str, list[float]] = {}

    def full(self, name: str) -> bool:
        """Whether it has happened too often already."""
        since = time.monotonic() - self.window
        kept = [at for at in self._seen.get(name, ()) if at > since]
        if kept:
            self._seen[name] = kept
        else:
            self._seen.pop(name, None)
        return len(kept) >= self.most

    def note(self, name: str) -> None:
        """It has happened once more."""
        self._seen.setdefault(name, []).append(time.monotonic())

    def spend(self, name: str) -> None:
        """Let it happen once more. Raises `RefusedError` if that is too often."""
        if self.full(name):
            raise RefusedError("slow_down", say("slow.often"))
        self.note(name)


def address(request: Request) -> str:
    """The address that a request comes from."""
    return request.client.host if request.client else "?"


def check_host(request: Request, hosts: Iterable[str]) -> None:
    """Refuse a request that was led here under another name (DNS rebinding)."""
    if request.headers.get("host", "") not in hosts:
        raise RefusedError("no_room", say("no.room"))


def check_origin(request: Request) -> None:
    """Refuse a request that another page sends in somebody's name."""
    origin = request.headers.get("origin", "")
    own = request.headers.get("host", "")
    if origin not in (f"http://{own}", f"https://{own}"):
        raise RefusedError("not_yours", say("no.origin"))


def _refuse(name: str) -> None:
    raise ValueError(name)


def _number(digits: str) -> int:
    """A whole number that a double can hold."""
    if len(digits) > 15:
        raise ValueError(digits)
    return int(digits)


async def body(request: Request, most: int = BODY) -> Any:
    """The JSON of a request, read no further than allowed. Raises `RefusedError`."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > most:
            raise RefusedError("too_long", say("long.bytes", n=count(most)))
    try:
        said = json.loads(raw or b"{}", parse_constant=_refuse, parse_int=_number)
    except (ValueError, RecursionError):
        raise RefusedError("bad_form", say("bad.json")) from None
    if not isinstance(said, dict):
        raise RefusedError("bad_form", say("bad.mapping"))
    return said
