"""A class for the tests: rooms without a network, and a real server process with clients that speak the wire."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import httpx

from sim.scenario import Scenario
from sim.seminar.lessons import lesson
from sim.seminar.lessons.lesson_plan import Plan
from sim.seminar.log.journal import SUFFIX
from sim.seminar.log.records import Player
from sim.seminar.model.world import World
from sim.seminar.refusal import RefusedError
from sim.seminar.room import student
from sim.seminar.room.deeds import DEEDS
from sim.seminar.room.flow import Hands, advance
from sim.seminar.room.game import Game, create
from sim.seminar.room.lecturer import ACTS
from sim.wording.ledgers import ledgers

T = TypeVar("T")
HANDS = Hands(ThreadPoolExecutor(1), ThreadPoolExecutor(1))
MADE: dict[str, bytes] = {}
"""Logs of rooms in which nobody sits yet, by what they are made of."""
CALM = dict.fromkeys(("briefing", "orders", "forecast", "reveal", "talk", "debrief"), 600)
"""Clocks that ring no bell while a test runs."""


def plan(**changes: Any) -> Plan:
    """The shortest plan with calm clocks."""
    return replace(lesson.read("25"), seconds=CALM, **changes)


def room(folder: Path, name: str = "room", scenario: Scenario | None = None, **changes: Any) -> Game:
    """A room in replicate 6 of seed 1, without a server; made once of each kind, and then copied."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    path.write_bytes(_made(name, scenario or Scenario(horizon=24), plan(**changes)))
    return Game(path)


def _made(name: str, scenario: Scenario, lesson_plan: Plan) -> bytes:
    """A new room's log."""
    kind = repr((name, scenario, lesson_plan, ledgers()))
    if kind not in MADE:
        with TemporaryDirectory() as folder:
            world = World(1, 6, "typical", 1.0)
            game, _ = create(Path(folder), name, scenario, world, lesson_plan, {"messages": True})
            game.close()
            MADE[kind] = game.journal.path.read_bytes()
    return MADE[kind]


def seated(game: Game, *seats: str) -> dict[str, Player]:
    """Somebody on each of these seats."""
    found = {}
    for seat in seats:
        _, answer = student.join(game, f"Name of {seat}", seat)
        found[seat] = game.state.players[answer["player"]]
    return found


def do(game: Game, player: Player, deed: str, **said: Any) -> dict[str, Any]:
    """Let a player do something, with a fresh nonce unless one is given."""
    room = game.state.room
    whole: dict[str, Any] = {"nonce": secrets.token_hex(16), **said}
    if deed != "board":
        whole = {"turn": room.turn, "epoch": room.epoch, **whole}
    return DEEDS[deed](game, player, whole)


def seal(game: Game, player: Player, form: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Seal an order."""
    said = {"version": game.state.seats[player.seat].version, "form": form, "reason": "Because.", "sure": 3}
    return do(game, player, "order", **{**said, **more})


def done(work: Awaitable[T]) -> T:
    """What comes of something asynchronous; in a thread, since a browser's test may have a loop in this one."""

    async def waited() -> T:
        return await work

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, waited()).result()


def lead(game: Game, act: str, **said: Any) -> dict[str, Any]:
    """Let the lecturer do something."""
    return done(ACTS[act](game, HANDS, said))


def forward(game: Game, until: str) -> None:
    """Go on to the next moment of a phase."""

    async def go() -> None:
        await advance(game, HANDS)
        while game.state.room.phase != until:
            await advance(game, HANDS)

    done(go())


def refused(work: Callable[[], Any]) -> RefusedError:
    """The refusal of something."""
    try:
        work()
    except RefusedError as refusal:
        return refusal
    raise AssertionError("was not refused")


# A real server


class Class:
    """A room on a server in a process of its own: its addresses, and the browsers that open them."""

    def __init__(self, place: str, links: Mapping[str, str]) -> None:
        """`links` are the room's addresses as the host is told them, and its code."""
        self.place, self.links = place, links

    @property
    def code(self) -> str:
        """The room's code."""
        return self.links["code"]

    @property
    def room(self) -> str:
        """The room's address."""
        return self.links["lead"].partition("/lead?")[0]

    def client(self) -> httpx.Client:
        """A browser, as far as cookies and origin go."""
        return httpx.Client(headers={"Origin": self.place}, follow_redirects=True, timeout=30)

    def keeper(self, which: str) -> httpx.Client:
        """The browser of whoever keeps the room: `lead`, `screen`; or of the `host`."""
        client = self.client()
        assert client.get(self.links[which]).status_code == 200
        return client

    def join(self, seat: str, name: str = "Lena") -> httpx.Client:
        """A student's browser on a seat; the personal code is kept as `rejoin`."""
        client = self.client()
        answer = client.post(f"{self.place}/api/join", json={"code": self.code, "name": name, "seat": seat})
        assert answer.status_code == 200, answer.text
        client.headers["x-rejoin"] = answer.json()["rejoin"]
        return client

    def act(self, client: httpx.Client, act: str, **said: Any) -> httpx.Response:
        """Let the lecturer do something."""
        return client.post(f"{self.room}/lead/{act}", json=said)

    def go(self, client: httpx.Client, *phases: str) -> None:
        """Go on from each of these phases."""
        for phase in phases:
            waive = {"waive": True} if phase == "lobby" else {}
            answer = self.act(client, "go", **{"from": phase}, **waive)
            assert answer.status_code == 200, answer.text


class Server(Class):
    """A server in a process of its own, with the room that it opens when it starts."""

    def __init__(self, rooms: Path, *words: str, port: int = 0) -> None:
        """Start it and read the addresses that it prints."""
        self.rooms = rooms
        self.port = port or free_port()
        command = [sys.executable, "-m", "sim", "seminar", f"port={self.port}", f"rooms={rooms}", *words]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
        )
        self.printed = self._printed()
        heads = {
            "Code": "code",
            "Lecturer": "lead",
            "Projector": "screen",
            "All rooms": "host",
            "Ledgers": "ledgers",
        }
        found = {
            name: re.search(rf"^{head}\s+(.+)$", self.printed, re.MULTILINE) for head, name in heads.items()
        }
        super().__init__(
            f"http://127.0.0.1:{self.port}", {name: one[1] for name, one in found.items() if one}
        )

    def _printed(self) -> str:
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "keep them off" in line:
                return "".join(lines)
        raise AssertionError(self.process.stderr.read() if self.process.stderr else "no answer")

    def another(self, plan: str) -> Class:
        """One more room, which the host opens."""
        said = {"plan": plan, "world": "typical", "seed": 1, "settings": {}}
        host = self.keeper("host")
        made = host.post(f"{self.place}/host/open", json=said).json()
        links = {name: f"{self.place}{made[name]}" for name in ("lead", "screen")}
        found = Class(self.place, {**self.links, **links})
        view = Watch(found.keeper("lead"), f"{found.room}/lead").last
        found.links = {**found.links, "code": view["code"]}
        return found

    def wait(self) -> None:
        """Wait until it answers."""
        for _ in range(600):
            try:
                httpx.get(self.place)
                return
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError("does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()
        self._close()

    def stop(self) -> int:
        """Press Ctrl-C; returns the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        self._close()
        return code

    def _close(self) -> None:
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


class Watch:
    """A stream of views, read in a thread of its own."""

    def __init__(self, client: httpx.Client, address: str) -> None:
        """Follow the stream of an address."""
        self.client, self.address = client, address
        self.views: list[tuple[float, dict[str, Any]]] = []
        self.events: list[str] = []
        self.ended = threading.Event()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self) -> None:
        try:
            with self.client.stream("GET", f"{self.address}/events", timeout=None) as answer:
                name = ""
                for line in answer.iter_lines():
                    head, _, rest = line.partition(": ")
                    if head == "event":
                        name = rest
                        self.events.append(name)
                    elif head == "data" and name == "view":
                        self.views.append((time.monotonic(), json.loads(rest)))
        except httpx.TransportError:
            pass
        finally:
            self.ended.set()

    def until(self, true: Callable[[dict[str, Any]], bool]) -> tuple[float, dict[str, Any]]:
        """The first view of which something is true, and when it came."""
        for _ in range(3000):
            for at, view in self.views:
                if true(view):
                    return at, view
            time.sleep(0.01)
        raise AssertionError(f"never came; last: {self.views[-1:]}")

    @property
    def last(self) -> dict[str, Any]:
        """The last view."""
        self.until(lambda view: True)
        return self.views[-1][1]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(rooms: Path, *words: str) -> Iterator[Server]:
    """A server while a test runs."""
    server = Server(rooms, *words)
    server.wait()
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()
