"""A room that lives: its log, what is true in it, what no log keeps, and who is looking.

Everything that changes goes through `write`, which returns when the event is on the disk; only then is it true, and
only then does anybody see it. All of it runs in one thread, so nothing can come between a check and what it allows.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import deque
from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from sim.engine.rulebook import rulebook_digest
from sim.scenario import Scenario, ScenarioError
from sim.seminar import tokens
from sim.seminar.debrief.played import Played
from sim.seminar.lessons.lesson_plan import Plan, from_mapping
from sim.seminar.log.fold import answer, apply
from sim.seminar.log.journal import SUFFIX, Journal
from sim.seminar.log.records import Draft, Presence, Ready
from sim.seminar.log.room_state import State
from sim.seminar.model.settle import play
from sim.seminar.model.world import World as Picked
from sim.seminar.model.world_view import World
from sim.seminar.refusal import RefusedError
from sim.seminar.seen.allow import Audience
from sim.seminar.seen.audience import Stream
from sim.seminar.seen.views import view
from sim.seminar.words import listed, say
from sim.version import __version__
from sim.wording.ledgers import ledgers

LAST = 6
"""Things done that a console lists."""
CODE_HOURS = 12
"""Hours after which a room's code no longer lets anybody in."""


def now() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Game:
    """One room."""

    def __init__(self, path: Path) -> None:
        """Open a room's log and fold it. Raises `LogError` if the chain is broken."""
        self.journal = Journal(path)
        self.state = State()
        for event in self.journal.events():
            apply(self.state, event)
        self.texts = self.journal.texts()
        self.drafts: dict[str, Draft] = {}
        self.presence: dict[str, Presence] = {}
        self.streams: list[Stream] = []
        self.busy = False
        """Whether a turn is being settled in a thread."""
        self.figures: dict[str, dict[str, Any]] = {}
        self.figures_of = (-1, -1)
        """Epoch and turn of which the figures are."""
        self.last: deque[dict[str, Any]] = deque(maxlen=LAST)
        self.stirred = False
        """Whether views are about to go out."""
        self._world: World | None = None

    @property
    def room(self) -> str:
        """The room's name, which is its file's."""
        return self.journal.room

    @property
    def plan(self) -> Plan:
        """The plan of the lesson."""
        return from_mapping(self.state.room.plan)

    @property
    def world(self) -> World:
        """The scenario that is played."""
        if self._world is None:
            self._world = World(self.state.room.scenario)
        return self._world

    def write(self, kind: str, body: Mapping[str, Any], actor: str = "facilitator") -> dict[str, Any]:
        """Let something happen: onto the disk first, then into the state; returns what the asker is told."""
        place = self.state.room.epoch, self.state.room.turn
        event = self.journal.row(now(), place, actor, kind, body)
        self.journal.add(event)
        apply(self.state, event)
        told = {name: body[name] for name in ("seat", "player", "phase") if name in body}
        self.last.append({"at": event.at, "kind": kind, **told})
        return answer(event)

    def say(self, kind: str, text: str) -> str:
        """Keep a name or a free text beside the log; returns the name of its row."""
        name = self.journal.text(kind, text)
        self.texts[name] = text
        return name

    def forget(self, name: str) -> None:
        """Forget a name or a free text for good."""
        self.journal.forget(name)
        self.texts.pop(name, None)

    def once(self, actor: str, nonce: str, said: Mapping[str, Any]) -> tuple[str, dict[str, Any] | None]:
        """A hash of what is said, and the answer that was given if it was said before with this nonce.

        Raises `RefusedError` if the nonce came with something else.
        """
        digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:24]
        before = self.state.answers.get((actor, nonce))
        if before is None:
            return digest, None
        if before[0] != digest:
            raise RefusedError("nonce_reused", say("bad.nonce"))
        return digest, before[1]

    def memory(self) -> tuple[Draft | Presence | Ready, ...]:
        """What no log keeps."""
        ready = Ready(sorted(self.figures), self.journal.seq, list(self.last))
        return (*self.drafts.values(), *self.presence.values(), ready)

    def snapshot(self) -> Played:
        """The game as it is now, for work in another thread; what happens meanwhile does not reach it."""
        groups = {name: copy(value) for name, value in vars(self.state).items()}
        return Played(State(**groups), dict(self.texts))

    def view(self, audience: Audience) -> dict[str, Any]:
        """What an audience is sent."""
        return view(self.state, audience, self.texts, self.world, self.memory())

    def publish(self) -> None:
        """Send everybody who looks their view, if it is another than the last one they got."""
        made: dict[Audience, dict[str, Any]] = {}
        for stream in self.streams:
            if stream.audience not in made:
                made[stream.audience] = self.view(stream.audience)
            stream.offer(made[stream.audience])

    def present(self, player: str) -> None:
        """Note whether a player's phone is connected."""
        live = any(stream.audience.player == player for stream in self.streams)
        before = self.presence.get(player)
        if before is None or before.live != live:
            self.presence[player] = Presence(player, self.state.players[player].seat, live, now())

    def close(self) -> None:
        """Let go of the log."""
        self.journal.close()


def create(
    folder: Path, room: str, scenario: Scenario, picked: Picked, plan: Plan, settings: Mapping[str, Any]
) -> tuple[Game, dict[str, str]]:
    """Open a new room.

    Parameters
    ----------
    folder, room
        Where rooms lie, and the name of this one.
    scenario
        What is played.
    picked
        The world.
    plan
        The lesson.
    settings
        `messages`, `press`, `roster`: what the room allows.

    Returns
    -------
    game
        The room, with its seats open and a code.
    keys
        The lecturer's and the projector's token, which are kept as hashes alone.

    Raises
    ------
    ScenarioError
        If the scenario leaves fewer than two states to a bloc of the plan.
    """
    blocs = {name: _left(scenario, name, states) for name, states in plan.blocs.items()}
    game = Game(folder / f"{room}{SUFFIX}")
    keys = {"lead": tokens.token(), "screen": tokens.token()}
    played = scenario.but(horizon=plan.horizon)
    game.write(
        "room_created",
        {
            "scenario": played.as_dict(),
            "seed": picked.seed,
            "replicate": picked.replicate,
            "world_rule": picked.rule,
            "plan": plan.as_dict(),
            "settings": {"messages": plan.messages, "press": plan.press > 0, "roster": False, **settings},
            "version": __version__,
            "rulebook": rulebook_digest()[:12],
            "evidence": ledgers(),
            **{name: tokens.hashed(key) for name, key in keys.items()},
        },
    )
    _open_all(game, plan, blocs)
    own = play(played, picked.seed, picked.replicate, 0, plan.months).own
    game.write("dealt", {"own": own, "turn": 1}, "engine")
    issue_code(game)
    return game, keys


def _open_all(game: Game, plan: Plan, blocs: Mapping[str, list[str]]) -> None:
    """Open a plan's seats and blocs, the press and the observers' bench."""
    for code in plan.seats:
        if code not in game.world.scenario.exclude:
            open_seat(game, code, "state", plan.places)
    for name, states in blocs.items():
        game.write("bloc_opened", {"seat": name, "states": states, "places": plan.places})
    if plan.press:
        open_seat(game, "press", "press", plan.press)
    open_seat(game, "observers", "observer", 99)


def _left(scenario: Scenario, bloc: str, states: Iterable[str]) -> list[str]:
    """The states of a bloc that take part. Raises `ScenarioError` where fewer than two are left."""
    left = [code for code in states if code not in scenario.exclude]
    if len(left) < 2:
        raise ScenarioError(
            f"plan: exclude leaves {listed(left) or 'nobody'} in bloc {bloc}; allowed: two or more"
        )
    return left


def open_seat(game: Game, seat: str, kind: str, places: int) -> None:
    """Open a seat, or change how many may share it.

    Parameters
    ----------
    game
        The room.
    seat, kind
        Its name, a state's code for the seat of a state; and `state`, `press` or `observer`.
    places
        How many may share it.
    """
    state = seat if kind == "state" else ""
    game.write("seat_opened", {"seat": seat, "kind": kind, "state": state, "places": places})


def issue_code(game: Game) -> str:
    """A new code under which to join; the old one ends."""
    code = tokens.code()
    if game.state.room.code_text:
        game.forget(game.state.room.code_text)
    game.write(
        "code_issued",
        {
            "code": tokens.hashed(code),
            "text": game.say("code", code),
            "expires": now() + CODE_HOURS * 3_600_000,
        },
    )
    return code


def issue_keys(game: Game) -> dict[str, str]:
    """New keys for the lecturer and the projector; the old ones end."""
    keys = {"lead": tokens.token(), "screen": tokens.token()}
    game.write("key_issued", {name: tokens.hashed(key) for name, key in keys.items()})
    return keys
