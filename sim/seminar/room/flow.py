"""How a lesson moves: phases, bells, and turns that are settled in a thread.

lobby → briefing → [ orders → forecast → settling → reveal → talk ] × turns → debrief → closed
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from sim.seminar.lessons.agenda import drops, seconds_of
from sim.seminar.log.records import Seat
from sim.seminar.log.room_state import EXIT
from sim.seminar.model import forecast
from sim.seminar.model.game_file import Change, scenario_of
from sim.seminar.model.settle import Played, play
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game, now
from sim.seminar.room.student import GRACE, take_charge
from sim.seminar.words import say

SILENT = 90_000
"""Milliseconds without a connected phone after which the model plays a seat that has not sealed."""


@dataclass(frozen=True)
class Hands:
    """Who does slow work: `play` for one world, `look` for many."""

    play: Executor
    look: Executor


def due(game: Game) -> bool:
    """Whether the bell has rung and the grace is over."""
    ends = game.state.room.ends_at
    return ends is not None and not game.busy and now() > ends + GRACE


def following(game: Game) -> str:
    """The phase that comes next. Raises `RefusedError` at the end."""
    room = game.state.room
    last = room.turn >= game.plan.turns or drops(game.state, game.plan, now())
    order = {
        "lobby": "briefing",
        "briefing": "orders",
        "orders": "forecast",
        "forecast": "settling",
        "settling": "reveal",
        "reveal": "talk",
        "talk": "debrief" if last else "orders",
        "debrief": "closed",
    }
    if room.phase not in order:
        raise RefusedError("not_now", say("not.closed"))
    return order[room.phase]


async def advance(game: Game, hands: Hands) -> None:
    """Go on to the next phase, skipping those that the plan gives no time."""
    phase = following(game)
    if phase == "settling":
        await settle(game, hands)
    elif phase == "orders":
        open_turn(game, game.state.room.turn + 1)
        await prepare(game, hands)
    else:
        enter(game, phase)
        if phase in ("briefing", "debrief"):
            await prepare(game, hands)
        if phase in ("forecast", "talk") and not game.plan.seconds[phase]:
            await advance(game, hands)


def enter(game: Game, phase: str, turn: int | None = None) -> None:
    """Begin a phase; one with a clock ends by itself. The debrief is of the turns that were played."""
    if phase == "debrief":
        turn = game.state.revealed
    seconds = seconds_of(game.state, game.plan, phase)
    game.write(
        "phase",
        {
            "phase": phase,
            "turn": game.state.room.turn if turn is None else turn,
            "ends_at": now() + 1000 * seconds if seconds else None,
        },
        "clock",
    )


def open_turn(game: Game, turn: int) -> None:
    """Begin a turn: drafts are gone, and who is back decides again."""
    game.drafts.clear()
    enter(game, "orders", turn)
    for seat in list(game.state.seats.values()):
        take_charge(game, seat)


async def prepare(game: Game, hands: Hands) -> None:
    """Ask the turn's questions, and put the model's own answer beside them."""
    room, plan = game.state.room, game.plan
    turn = EXIT if room.phase == "debrief" else room.turn
    if turn in game.state.asked:
        return
    through = 0 if turn in (0, EXIT) else room.turn - 1
    months = plan.horizon if turn in (0, EXIT) else plan.first_month(room.turn) + plan.months
    scenario, seed = scenario_of(game.state, through), room.seed
    played = [seat.state for seat in game.state.seats.values() if seat.kind == "state"]

    def ask() -> tuple[list[dict[str, Any]], dict[str, float]]:
        block = forecast.look_ahead(scenario, seed, months)
        earlier = months - plan.months
        before = forecast.look_ahead(scenario, seed, earlier) if earlier else None
        if turn in (0, EXIT):
            asked = forecast.after_all(forecast.open_state(block, played), months)
        else:
            asked = forecast.ask(block, months, played)
        return asked, forecast.shares(block, before, months, asked)

    epoch = room.epoch
    asked, n20 = await asyncio.get_running_loop().run_in_executor(hands.look, ask)
    if turn not in game.state.asked and game.state.room.epoch == epoch:
        game.write("questions", {"turn": turn, "asked": asked}, "engine")
        game.write("model_forecast", {"turn": turn, "n20": n20, "runs": forecast.RUNS}, "engine")
        game.publish()


def ring(game: Game) -> None:
    """The bell of a turn: who has sealed decides, who has not holds the last order or leaves the seat to the model."""
    turn = game.state.room.turn
    for seat in list(game.state.seats.values()):
        if seat.kind != "state":
            continue
        mode, why = _mode(game, seat, turn)
        if (mode, why) != (seat.mode, seat.why):
            game.write("seat_mode", {"seat": seat.seat, "mode": mode, "why": why}, "clock")


def _mode(game: Game, seat: Seat, turn: int) -> tuple[str, str]:
    """Who decides for a seat in the turn whose bell rings, and why."""
    if (turn, seat.seat) in game.state.sealed:
        return "player", "paper" if seat.why == "paper" else ""
    if seat.mode == "model":
        return "model", seat.why
    crew = [game.presence.get(player.player) for player in game.state.crew(seat.seat)]
    if not crew and seat.why != "paper":
        return "model", "empty"
    if crew and all(one is not None and not one.live and now() - one.since >= SILENT for one in crew):
        return "model", "silent"
    if game.state.in_force(seat.seat, turn) is None:
        return "model", "no order"
    return "held", "paper" if seat.why == "paper" else ""


async def settle(game: Game, hands: Hands) -> None:
    """Settle the turn: the engine plays it in a thread, and the result is on the disk before any view changes."""
    room, plan = game.state.room, game.plan
    turn = room.turn
    if room.phase != "settling":
        ring(game)
        game.write("phase", {"phase": "settling", "turn": turn, "ends_at": None}, "clock")
        game.publish()
    game.busy = True
    try:
        loop = asyncio.get_running_loop()
        played = await loop.run_in_executor(hands.play, _work(game, turn, plan.months))
        game.write("turn_settled", settled(game, played, turn), "engine")
    finally:
        game.busy = False
    enter(game, "reveal")
    if not plan.seconds["reveal"]:
        await advance(game, hands)


def _work(game: Game, turn: int, months: int) -> Callable[[], Played]:
    """Work that plays the game up to the end of a turn, and finds what every new order pulled along."""
    scenario, state = scenario_of(game.state, turn), game.state
    seed, replicate = state.room.seed, state.room.replicate
    without = {
        state.seats[seat].state: scenario_of(state, turn, change=Change(turn, seat))
        for of_turn, seat in state.sealed
        if of_turn == turn
    }
    return lambda: play(scenario, seed, replicate, turn * months, months, without)


def settled(game: Game, played: Played, turn: int) -> dict[str, Any]:
    """What the log keeps of a turn that was played."""
    seats = {seat.state: seat.seat for seat in game.state.seats.values() if seat.kind == "state"}
    fates = {seats[code]: list(fate) for code, fate in played.fates.items() if code in seats}
    return {
        "turn": turn,
        "months": played.months[(turn - 1) * game.plan.months :],
        "fates": fates,
        "own": played.own,
        "state_hash": played.state_hash,
    }


def dealing(game: Game, through: int) -> Callable[[], dict[str, Any]]:
    """Work that deals the world's draws to the seats, as they are after some turns."""
    plan, room = game.plan, game.state.room
    scenario, seed, replicate = scenario_of(game.state, through), room.seed, room.replicate
    return lambda: play(scenario, seed, replicate, through * plan.months, plan.months).own


def differs(game: Game) -> str:
    """A log's last settled turn played again: the hash that came out if it is another than the one kept."""
    if not game.state.settled:
        return ""
    last, plan, room = game.state.settled[-1], game.plan, game.state.room
    scenario = scenario_of(game.state, last.turn)
    played = play(scenario, room.seed, room.replicate, last.turn * plan.months, plan.months)
    return "" if played.state_hash == last.state_hash else played.state_hash
