"""A rehearsal: players that are programs take all seats of a room and decide at random among what is allowed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sim.seminar import tokens
from sim.seminar.lessons.lesson_plan import Plan
from sim.seminar.log.records import Player
from sim.seminar.refusal import RefusedError
from sim.seminar.room import student
from sim.seminar.room.game import Game
from sim.seminar.words import say

PLAYERS = 30
FAST = {"briefing": 0, "orders": 12, "forecast": 4, "reveal": 4, "talk": 0, "debrief": 0}
"""Seconds of the phases of a rehearsal."""
THINKS, OFTEN = 0.2, 0.1
"""Seconds between two rounds, and how often a bot does something in one."""
REASONS = ("bot.neighbours", "bot.others", "bot.parliament")


def rehearsal(plan: Plan) -> Plan:
    """The plan with the clocks of a rehearsal."""
    return replace(plan, title=say("bot.rehearsal", title=plan.title), seconds=dict(FAST))


def take_seats(game: Game, count: int = PLAYERS) -> list[str]:
    """Bots join, seat after seat; returns their names in the log."""
    found: list[str] = []
    for seat in list(game.state.seats.values()):
        while len(found) < count and len(game.state.crew(seat.seat)) < seat.places:
            _, answer = student.join(game, say("bot.name", n=len(found) + 1), seat.seat)
            found.append(answer["player"])
    return found


async def play(game: Game, bots: list[str], touch: Callable[[], None]) -> None:
    """Let the bots play until the debrief; `touch` sends views."""
    rng = random.Random(game.state.room.seed)
    while game.state.room.phase not in ("debrief", "closed"):
        for name in [bot for bot in bots if rng.random() < OFTEN]:
            with suppress(RefusedError):  # as a student who is too late
                act(game, game.state.players[name], rng)
        touch()
        await asyncio.sleep(THINKS)


def act(game: Game, player: Player, rng: random.Random) -> None:
    """One thing that a player might do now. Raises `RefusedError` where it comes too late."""
    room = game.state.room
    said: dict[str, Any] = {"turn": room.turn, "epoch": room.epoch, "nonce": tokens.token()}
    asked = game.state.asked.get(room.turn)
    seat = rng.choice(game.state.spoken_for(player.seat))
    if asked and (room.turn, player.player) not in game.state.forecasts and rng.random() < 0.5:
        n20 = {one["id"]: rng.randint(0, 20) for one in asked.questions}
        student.forecast(game, player, said | {"n20": n20})
    elif room.phase == "orders" and seat.kind == "state":
        form = some_form(game, seat.state, rng)
        more = {
            "version": seat.version,
            "form": form,
            "reason": say(rng.choice(REASONS)),
            "sure": rng.randint(1, 5),
        }
        student.order(game, student.speaking(game, player, seat.seat), said | more)


def some_form(game: Game, code: str, rng: random.Random) -> dict[str, Any]:
    """An order that is allowed, often with a condition."""
    role = rng.choice([one for one in game.world.roles(code) if not one["closed"]])
    form: dict[str, Any] = {"role": role["role"]}
    if role["ground"]:
        form["share"] = rng.randint(1, 10) / 10
        others = [seat.state for seat in game.state.seats.values() if seat.state not in ("", code)]
        if others and rng.random() < 0.5:
            form |= {"if": {"on_ground": [rng.choice(others)]}, "else": "none"}
    return form
