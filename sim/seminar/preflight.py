"""The check before a lesson: engine, disk, network, projector, each in a sentence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from typing import Any

from sim.engine import native
from sim.seminar.game import Game
from sim.seminar.refusal import RefusedError
from sim.wording.ledgers import ledgers

ROOM = 200_000_000
"""Bytes that should be free; a room takes about one million."""
SLOW = 0.25
"""Seconds above which a disk is too slow for a class that seals at once."""
LOOPBACK = ("127.0.0.1", "::1")


def check(game: Game, addresses: frozenset[str]) -> list[dict[str, Any]]:
    """What a lecturer looks at before the class comes in.

    Parameters
    ----------
    game
        The room.
    addresses
        From which anybody has asked since the server started.

    Returns
    -------
    list of dict
        `check`, `ok` and `words`.
    """
    return [_engine(), _ledgers(), _disk(game), _others(addresses), _screen(game), _events(game)]


def hold(game: Game, addresses: frozenset[str], said: Mapping[str, Any]) -> dict[str, Any]:
    """Hold a lesson in the lobby until the check is green, or what it found is waived, which is logged.

    Parameters
    ----------
    game, addresses
        As for `check`.
    said
        The request to go on, which may say `waive`.

    Returns
    -------
    dict
        The request without it.

    Raises
    ------
    RefusedError
        What is not ready, in words and as `checks`.
    """
    rest = {name: value for name, value in said.items() if name != "waive"}
    if game.state.room.phase != "lobby":
        return rest
    found = [one for one in check(game, addresses) if not one["ok"]]
    if found and said.get("waive") is not True:
        words = "; ".join(f"{one['check']}: {one['words']}" for one in found)
        raise RefusedError("not_now", f"not ready: {words}. Mend it, or waive it", checks=found)
    if found:
        game.write("waived", {"checks": [one["check"] for one in found]})
    return rest


def _row(name: str, ok: bool, words: str) -> dict[str, Any]:
    return {"check": name, "ok": ok, "words": words}


def _engine() -> dict[str, Any]:
    native.prepare()
    return _row("engine", True, "the compiled engine is there; comparison runs will take about a second")


def _ledgers() -> dict[str, Any]:
    return _row("ledgers", True, f"evidence {ledgers()}")


def _disk(game: Game) -> dict[str, Any]:
    free = shutil.disk_usage(game.journal.path.parent).free
    began = time.perf_counter()
    game.write("shown", {"what": game.state.room.show})
    took = time.perf_counter() - began
    ok = free > ROOM and took < SLOW
    return _row(
        "disk", ok, f"an event is on the disk after {1000 * took:.0f} ms; {free / 1e9:.0f} GB are free"
    )


def _others(addresses: frozenset[str]) -> dict[str, Any]:
    other = sorted(addresses - set(LOOPBACK))
    words = (
        f"reached from {len(other)} other address{'es' if len(other) != 1 else ''}"
        if other
        else "no other device has reached this computer yet: open the address on a phone. If it stays so, the network "
        "keeps devices apart: use a hotspot, a hosted address, or one screen and paper"
    )
    return _row("network", bool(other), words)


def _screen(game: Game) -> dict[str, Any]:
    there = any(stream.audience.kind == "screen" for stream in game.streams)
    return _row("projector", there, "connected" if there else "the projector's address is not open anywhere")


def _events(game: Game) -> dict[str, Any]:
    count = sum(1 for _ in game.journal.events())
    return _row("log", True, f"{count} events, each chained to the one before")
