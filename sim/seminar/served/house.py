"""The server's own: all rooms, the threads that work for them, the clock that rings their bells, and who is let in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from sim.engine import native
from sim.seminar import tokens
from sim.seminar.debrief.by_name import EARLY, FIGURES
from sim.seminar.debrief.scores import personal
from sim.seminar.lessons import lesson
from sim.seminar.log.records import Player
from sim.seminar.model.settle import warm
from sim.seminar.refusal import RefusedError
from sim.seminar.room.flow import Hands, advance, due, prepare, settle
from sim.seminar.room.game import Game, now
from sim.seminar.room.rooms import DAY, Rooms
from sim.seminar.room.student import FORECASTING, speaking
from sim.seminar.seen.allow import Audience
from sim.seminar.seen.audience import Stream
from sim.seminar.served import guard
from sim.seminar.words import say

Answer = Callable[[Request], Awaitable[Response]]
log = logging.getLogger(__name__)
TICK = 0.1
"""Seconds from one look at the clocks to the next."""
AWAY = 60_000
"""Milliseconds that a phase gets if its bell rang while the server was away; the lecturer lets the clock go on."""
GATHER = 0.02
"""Seconds in which changes are gathered before views go out."""
COOKIE = "tripwire"
STREAMS = {"seat": 2, "public": 2, "lead": 4, "screen": 4}
"""Most streams of one token; one more closes the oldest."""


class House:
    """What all requests share."""

    def __init__(self, rooms: Rooms, host_key: str, hosts: frozenset[str], place: str) -> None:
        """`hosts` are the names under which the server may be asked; `place` is the address that is shown."""
        self.rooms, self.hosts, self.place = rooms, hosts, place
        self.host_key = tokens.hashed(host_key)
        self.plans = {name: lesson.read(name) for name in lesson.names()}
        """Plans from which a room may be opened: the package's, and the lecturer's own."""
        self.hands = Hands(ThreadPoolExecutor(1, "play"), ThreadPoolExecutor(1, "look"))
        self.failures = guard.Rate(guard.FAILURES, guard.WINDOW)
        self.deeds = guard.Rate(20, 2.0)
        self.drafts = guard.Rate(4, 2.0)
        self.closing = False
        self.addresses: set[str] = set()
        """Where requests came from, for the check of the network; never written down."""
        self._tasks: set[asyncio.Task[Any]] = set()
        self._due: set[str] = set()
        self._searched = 0
        """When rooms whose days are over were last looked for, in milliseconds since 1970."""

    @property
    def alone(self) -> bool:
        """Whether this computer alone can open the address that students are told."""
        return urlsplit(self.place).hostname in guard.LOOPBACK

    @asynccontextmanager
    async def life(self, app: Any) -> AsyncIterator[None]:
        """From start to end: rooms go on where they were, clocks tick, and in the end all logs are closed."""
        del app
        native.prepare()
        self._forget_old()
        self.hands.play.submit(warm)
        for game in self.rooms:
            if due(game):
                # The bell rang while nobody could hear it: no seat loses its turn by that.
                game.write("paused", {"left": AWAY}, "clock")
            game.busy = True
            self.start(self._reopen(game))
        clock = asyncio.create_task(self._tick())
        yield
        clock.cancel()
        for hand in (self.hands.play, self.hands.look):
            hand.shutdown(wait=False, cancel_futures=True)
        self.rooms.close()

    async def _reopen(self, game: Game) -> None:
        """Hold a room against its own log, then let it go on where it was; meanwhile everybody has their view."""
        try:
            play = self.hands.play
            refused = await asyncio.get_running_loop().run_in_executor(play, self.rooms.verify, game)
        finally:
            game.busy = False
        if refused:
            log.error("not opened: %s", refused)
            for stream in game.streams:
                stream.close()
        elif game.state.room.phase == "settling":
            await self._move(game)
        else:
            self.ask(game)

    def ask(self, game: Game) -> None:
        """Ask the questions of the phase, where that was cut off or left to this room."""
        if game.state.room.phase in FORECASTING:
            self.start(prepare(game, self.hands))

    def _forget_old(self) -> None:
        """Forget the rooms whose days are over: when the server starts, and once a day while it runs."""
        self._searched = now()
        for game in self.rooms.old():
            self.forget(game)
            log.warning("room %s: its days are over; forgotten, its run card stays", game.room)

    def forget(self, game: Game) -> None:
        """Forget a room for good; who still looks is told that it ends."""
        for stream in game.streams:
            stream.close()
        self.rooms.forget(game)

    async def _tick(self) -> None:
        """Ring the bells."""
        while True:
            if now() - self._searched > DAY:
                self._forget_old()
            for game in self.rooms:
                if due(game) and game.room not in self._due:
                    self._due.add(game.room)
                    self.start(self._move(game))
            await asyncio.sleep(TICK)

    async def _move(self, game: Game) -> None:
        try:
            if game.state.room.phase == "settling":
                await settle(game, self.hands)
            else:
                await advance(game, self.hands)
        finally:
            self._due.discard(game.room)
            self.touch(game)
        await self.work_out(game, EARLY)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside the requests; what goes wrong there is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.error("a room could not move on", exc_info=task.exception())

    def touch(self, game: Game) -> None:
        """Send views soon: several changes at once go out together."""
        if not game.stirred:
            game.stirred = True
            asyncio.get_running_loop().call_later(GATHER, self._publish, game)

    def _publish(self, game: Game) -> None:
        game.stirred = False
        game.publish()

    def shut(self, game: Game, player: str) -> None:
        """End what a player's old phone still follows: its token has ended."""
        for stream in game.streams:
            if stream.audience.player == player:
                stream.close()

    def close_streams(self) -> None:
        """End all streams, so that the server can stop."""
        self.closing = True
        for game in self.rooms:
            for stream in game.streams:
                stream.close()

    # Who asks

    def check(self, request: Request, *, writes: bool) -> None:
        """Refuse what comes under a wrong name, or writes from another page."""
        guard.check_host(request, self.hosts)
        self.addresses.add(guard.address(request))
        if writes:
            guard.check_origin(request)

    def game(self, request: Request) -> Game:
        """The room in a request's address."""
        return self.rooms.by_name(str(request.path_params["room"]))

    def player(self, request: Request) -> tuple[Game, Player]:
        """The room and the player whose token a request carries; who sits in a bloc speaks for one state at a time."""
        token = request.cookies.get(COOKIE, "")
        game = self.rooms.games.get(str(request.path_params["room"]))
        if game and token and game.room not in self.rooms.refused:
            for player in game.state.players.values():
                if tokens.same(token, player.token) and not player.gone:
                    return game, speaking(game, player, request.query_params.get("seat"))
        raise RefusedError("no_token", say("no.token"))

    def keeper(self, request: Request, which: str, token: str | None = None) -> Game:
        """The room whose lecturer's or projector's token a request carries."""
        token = request.cookies.get(COOKIE, "") if token is None else token
        game = self.rooms.games.get(str(request.path_params["room"]))
        kept = getattr(game.state.room, which) if game else ""
        if game is None or not token or not tokens.same(token, kept):
            raise RefusedError("no_token", say("no.key"))
        return game

    def host(self, request: Request, token: str | None = None) -> None:
        """Let the host in, whose key was printed when the server started."""
        token = request.cookies.get(COOKIE, "") if token is None else token
        if not token or not tokens.same(token, self.host_key):
            raise RefusedError("no_token", say("no.host"))

    def audience(self, game: Game, player: Player) -> Audience:
        """The audience that a player belongs to."""
        kind = "seat" if game.state.seats[player.seat].kind == "state" else "public"
        return Audience(kind, player.seat, player.player)

    async def stream(self, game: Game, audience: Audience) -> AsyncIterator[str]:
        """A stream of an audience's views, until either side ends it."""
        who = audience.kind, audience.player
        same = [one for one in game.streams if (one.audience.kind, one.audience.player) == who]
        for old in same[: len(same) + 1 - STREAMS[audience.kind]]:
            old.close()
            game.streams.remove(old)
        stream = Stream(audience)
        game.streams.append(stream)
        if self.closing:
            stream.close()
        self._presence(game, audience)
        stream.offer(game.view(audience))
        try:
            async for event in stream.events():
                yield event
        finally:
            if stream in game.streams:
                game.streams.remove(stream)
            if not self.closing:
                self._presence(game, audience)

    def _presence(self, game: Game, audience: Audience) -> None:
        if audience.player:
            game.present(audience.player)
            self.touch(game)

    async def work_out(self, game: Game, names: Iterable[str]) -> None:
        """Work out figures of the turns that were settled, those of before being none any more."""
        at = game.state.room.epoch, game.state.revealed
        if not at[1]:
            return
        if game.figures_of != at:
            game.figures, game.figures_of = {}, at
        played = game.snapshot()
        for name in names:
            if name in game.figures and name != "scores":
                continue
            made = await self.in_thread(partial(FIGURES[name], played))
            if game.figures_of == at:
                game.figures[name] = made
                body = {"figure": name, "inputs": played.scenario().digest, "runs": made["runs"]}
                game.write("figure_made", body, "engine")
                self.touch(game)

    def score(self, game: Game, player: str) -> float | None:
        """A player's own mean score."""
        return personal(game.snapshot()).get(player)

    async def in_thread(self, work: Callable[[], Any]) -> Any:
        """Do slow work for many worlds in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self.hands.look, work)
