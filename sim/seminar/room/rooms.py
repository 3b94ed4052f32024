"""All rooms of a folder: opened again when the server starts, held against their own logs, forgotten in time."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.disk import Disk
from sim.scenario import Scenario
from sim.seminar import tokens
from sim.seminar.lessons import lesson
from sim.seminar.lessons.lesson_plan import Plan
from sim.seminar.log.journal import SUFFIX, LogError
from sim.seminar.model.world import World
from sim.seminar.refusal import RefusedError
from sim.seminar.room.branch import branch
from sim.seminar.room.flow import differs
from sim.seminar.room.game import Game, create, issue_keys, now
from sim.seminar.words import say
from sim.wording.ledgers import ledgers

KEPT_DAYS = 14
"""Days after which a room is forgotten."""
DAY = 86_400_000
CARD = ".card.json"


class Rooms:
    """The rooms of one folder."""

    def __init__(self, folder: Path, days: int = KEPT_DAYS) -> None:
        """Open every room there is; one whose log is broken is named, not touched."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.days = folder, days
        self.games: dict[str, Game] = {}
        self.refused: dict[str, str] = {}
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            self._open(path)

    def _open(self, path: Path) -> None:
        try:
            game = Game(path)
        except LogError as refusal:
            self.refused[path.stem] = str(refusal)
            return
        if not game.state.room.room:
            game.close()
            path.unlink()  # the server died before the room was there
            return
        self.games[path.stem] = game
        if (made := game.state.room.evidence) != ledgers():
            self.refused[path.stem] = say("closed.ledgers", file=path.name, made=made, here=ledgers())

    def verify(self, game: Game) -> str:
        """Play a room's last turn again; where it comes out differently the room is closed, and the reason returned."""
        played = differs(game)
        if not played:
            return ""
        kept = game.state.settled[-1].state_hash
        version = game.state.room.version
        gaps = {"file": game.journal.path.name, "played": played[:12], "kept": kept[:12], "version": version}
        self.refused[game.room] = say("closed.played", **gaps)
        return self.refused[game.room]

    def __iter__(self) -> Iterator[Game]:
        """The rooms that can be played."""
        return (game for name, game in list(self.games.items()) if name not in self.refused)

    def create(
        self, scenario: Scenario, world: World, plan: Plan, settings: Mapping[str, Any]
    ) -> tuple[Game, dict[str, str]]:
        """Open a new room; returns it with its keys.

        Parameters
        ----------
        scenario, world, plan, settings
            As for `game.create`.

        Returns
        -------
        game, keys
            The room, and the lecturer's and the projector's tokens.
        """
        game, keys = create(self.folder, secrets.token_hex(4), scenario, world, plan, settings)
        self._add(game)
        return game, keys

    def branch(self, game: Game, seq: int) -> tuple[Game, dict[str, str]]:
        """A new room that goes on from a prefix of another's log; personal codes open seats there too."""
        made = branch(game, self.folder, secrets.token_hex(4), seq)
        self._add(made)
        return made, issue_keys(made)

    def _add(self, game: Game) -> None:
        self.games[game.room] = game
        Disk().put(self.folder / f"{game.room}{CARD}", json.dumps(card(game), indent=1).encode())

    def by_name(self, name: str) -> Game:
        """A room by its name. Raises `RefusedError`."""
        game = self.games.get(name)
        if game is None or name in self.refused:
            raise RefusedError("no_room", say("no.room"))
        return game

    def by_code(self, code: Any) -> Game:
        """A room by the code that is on the projector; all rooms are asked, so the time tells nothing."""
        meant, found = tokens.typed(code), None
        for game in self:
            room = game.state.room
            if tokens.same(meant, room.code or "-") and now() < room.expires:
                found = game
        if found is None:
            raise RefusedError("no_room", say("no.room"))
        return found

    def forget(self, game: Game) -> None:
        """Forget a room for good: its file is removed, its run card stays."""
        game.close()
        del self.games[game.room]
        for suffix in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                game.journal.path.with_name(game.journal.path.name + suffix).unlink()

    def old(self) -> list[Game]:
        """The rooms whose days are over."""
        return [game for game in self if now() - _last(game) > self.days * DAY]

    def close(self) -> None:
        """Let go of all logs."""
        for game in self.games.values():
            game.close()


def _last(game: Game) -> int:
    """When the last thing happened in a room."""
    return max((event.at for event in game.journal.events()), default=0)


def card(game: Game) -> dict[str, Any]:
    """The run card: what opens the same world again, and nothing about anybody."""
    room = game.state.room
    plan = room.plan["name"]
    return {
        "room": room.room,
        "version": room.version,
        "rulebook": room.rulebook,
        "evidence": room.evidence,
        "seed": room.seed,
        "replicate": room.replicate,
        "world_rule": room.world_rule,
        "plan": plan if plan in lesson.names() else room.plan,
        "scenario": room.scenario,
    }
