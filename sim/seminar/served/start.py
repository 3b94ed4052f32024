"""The start of the class server: rooms are opened again, the first one is made, and the addresses are said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from filelock import FileLock, Timeout

from sim.engine import native
from sim.engine.rulebook import rulebook_digest
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice, show
from sim.seminar import tokens
from sim.seminar.lessons import lesson, plan_file
from sim.seminar.lessons.lesson_plan import Plan
from sim.seminar.model import world
from sim.seminar.room.rooms import Rooms
from sim.seminar.served.door import links
from sim.seminar.served.house import House
from sim.seminar.served.server import serve
from sim.wording.ledgers import ledgers

CARD = {
    "version": str,
    "rulebook": str,
    "evidence": str,
    "seed": int,
    "replicate": int,
    "world_rule": str,
    "plan": str | dict,
    "scenario": dict,
}
"""What a run card has to say."""


@dataclass(frozen=True)
class Opened:
    """A server that is about to serve."""

    house: House
    scenario: Scenario
    host_key: str
    lock: FileLock

    def first_room(self, plan: Plan, rule: str, seed: int) -> dict[str, Any] | None:
        """A new room with its addresses; None where rooms of before are still open."""
        self.house.plans[plan.name] = plan
        if any(game.state.room.phase != "closed" for game in self.house.rooms):
            return None
        scenario = self.scenario.but(horizon=plan.horizon)
        game, keys = self.house.rooms.create(scenario, world.pick(scenario, seed, rule), plan, {})
        return {**links(game, keys), "code": game.texts[game.state.room.code_text]}

    def from_card(self, path: Path) -> dict[str, Any]:
        """A new room on the world of a run card. Raises `ScenarioError` if the card is none, or of other rules."""
        said = read_card(path)
        plan = said["plan"]
        chosen = plan_file.check(plan) if isinstance(plan, dict) else lesson.read(plan)
        picked = world.World(said["seed"], said["replicate"], said["world_rule"], 1.0)
        scenario = Scenario(**said["scenario"])
        if scenario.horizon != chosen.horizon:
            raise ScenarioError(
                f"card: horizon {scenario.horizon}; allowed: {chosen.horizon}, the months of its plan"
            )
        game, keys = self.house.rooms.create(scenario, picked, chosen, {})
        return {**links(game, keys), "code": game.texts[game.state.room.code_text]}

    def welcome(self, first: dict[str, Any] | None, *, lan: bool) -> Iterator[str]:
        """What is printed: addresses, the code, and what could not be opened."""
        place = self.house.place
        for refused in self.house.rooms.refused.values():
            yield f"Not opened: {refused}"
        if lan:
            yield from qr(f"{place}/")
        yield f"Ledgers      {ledgers()}"
        yield f"Students     {place}/"
        if first:
            yield f"Code         {first['code'][:3]} {first['code'][3:]}"
            yield f"Lecturer     {place}{first['lead']}"
            yield f"Projector    {place}{first['screen']}"
        yield f"All rooms    {place}/host?key={self.host_key}"
        yield "The addresses of lecturer, projector and rooms are keys: keep them off the projector."

    def serve(self, bound: Any) -> None:
        """Serve until Ctrl-C."""
        try:
            serve(self.house, self.scenario, bound)
        finally:
            self.lock.release()


def start(scenario: Scenario, *, rooms: Path, days: int, hosts: frozenset[str], place: str) -> Opened:
    """Open all rooms of a folder. Raises `ScenarioError` if another server has it.

    Parameters
    ----------
    scenario
        What new rooms play.
    rooms, days
        Where rooms lie, and after how many days they are forgotten.
    hosts
        Names, with ports, under which the server may be asked.
    place
        The address that is shown to students.

    Returns
    -------
    Opened
        The server, about to serve.
    """
    lock = FileLock(rooms / "lock", blocking=False)
    try:
        rooms.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise ScenarioError(f"rooms: another server has {rooms}; allowed: another folder") from None
    except OSError as refusal:
        raise ScenarioError(f"rooms: {show(str(rooms))} cannot be written: {refusal.strerror}") from None
    native.prepare()
    key = tokens.token()
    return Opened(House(Rooms(rooms, days), key, hosts, place), scenario, key, lock)


def read_card(path: Path) -> dict[str, Any]:
    """A run card, checked. Raises `ScenarioError`."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        missing = [name for name, kind in CARD.items() if not _is(said[name], kind)]
    except (OSError, ValueError, KeyError, TypeError):
        missing = ["something"]
    if missing:
        raise ScenarioError(f"card: {path} is no run card; allowed: the file ROOM.card.json of a room")
    if said["rulebook"] != rulebook_digest()[:12] or said["evidence"] != ledgers():
        raise ScenarioError(
            f"card: made by version {said['version']} with other rules or ledgers, which would give other numbers; "
            "allowed: that version, or a new room with its scenario"
        )
    choice("card: world_rule", said["world_rule"], world.RULES)
    return dict(said)


def _is(value: Any, kind: Any) -> bool:
    """Whether a value is of a kind; yes and no are no numbers."""
    return isinstance(value, kind) and not isinstance(value, bool)


def qr(text: str) -> Iterator[str]:
    """A QR code in a terminal's half blocks.

    Examples
    --------
    >>> len(list(qr("http://192.168.1.20:8000/"))) > 10
    True
    """
    rows = [list(row) for row in segno.make(text, error="m").matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    for above, below in zip(rows[::2], rows[1::2], strict=True):
        yield "".join("█▄▀ "[2 * bool(a) + bool(b)] for a, b in zip(above, below, strict=True))
