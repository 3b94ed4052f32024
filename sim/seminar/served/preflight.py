"""The check before a lesson: engine, disk, network, projector, each in a sentence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from typing import Any

from sim.engine import native
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game
from sim.seminar.served.guard import LOOPBACK
from sim.seminar.words import many, say
from sim.wording.ledgers import ledgers

ROOM = 200_000_000
"""Bytes that should be free; a room takes about one million."""
SLOW = 0.25
"""Seconds above which a disk is too slow for a class that seals at once."""


def check(game: Game, addresses: frozenset[str], *, alone: bool = False) -> list[dict[str, Any]]:
    """What a lecturer looks at before the class comes in.

    Parameters
    ----------
    game
        The room.
    addresses
        From which anybody has asked since the server started.
    alone
        Whether the server answers this computer alone.

    Returns
    -------
    list of dict
        `check`, `ok` and `words`.
    """
    return [_engine(), _ledgers(), _disk(game), _others(addresses, alone), _screen(game), _events(game)]


def hold(
    game: Game, addresses: frozenset[str], said: Mapping[str, Any], *, alone: bool = False
) -> dict[str, Any]:
    """Hold a lesson in the lobby until the check is green, or what it found is waived, which is logged.

    Parameters
    ----------
    game, addresses, alone
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
    found = [one for one in check(game, addresses, alone=alone) if not one["ok"]]
    if found and said.get("waive") is not True:
        words = "; ".join(f"{one['check']}: {one['words']}" for one in found)
        raise RefusedError("not_now", say("not.ready", found=words), checks=found)
    if found:
        game.write("waived", {"checks": [one["check"] for one in found]})
    return rest


def _row(name: str, ok: bool, words: str) -> dict[str, Any]:
    return {"check": name, "ok": ok, "words": words}


def _engine() -> dict[str, Any]:
    native.prepare()
    return _row("engine", True, say("check.engine"))


def _ledgers() -> dict[str, Any]:
    return _row("ledgers", True, say("check.ledgers", ledgers=ledgers()))


def _disk(game: Game) -> dict[str, Any]:
    free = shutil.disk_usage(game.journal.path.parent).free
    began = time.perf_counter()
    game.write("shown", {"what": game.state.room.show})
    took = time.perf_counter() - began
    ok = free > ROOM and took < SLOW
    return _row("disk", ok, say("check.disk", ms=f"{1000 * took:.0f}", gb=f"{free / 1e9:.0f}"))


def _others(addresses: frozenset[str], alone: bool) -> dict[str, Any]:
    other = sorted(addresses - set(LOOPBACK))
    words = many("check.reached", len(other)) if other else say("check.loopback" if alone else "check.alone")
    return _row("network", bool(other), words)


def _screen(game: Game) -> dict[str, Any]:
    there = any(stream.audience.kind == "screen" for stream in game.streams)
    return _row("projector", there, say("check.projector" if there else "check.no_projector"))


def _events(game: Game) -> dict[str, Any]:
    rows = sum(1 for _ in game.journal.events())
    return _row("log", True, say("check.log", n=rows))
