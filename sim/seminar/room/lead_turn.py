"""What the lecturer does with the lesson: run its clock, remind, show, open, play events, take back, let people in.

What cannot be undone asks for `confirm`.
"""

from __future__ import annotations

import asyncio
from typing import Any

from sim.scenario import BY_NAME, ScenarioError
from sim.seminar.refusal import RefusedError
from sim.seminar.room.flow import Hands, advance, dealing, enter, open_turn, prepare
from sim.seminar.room.game import Game, issue_code, now
from sim.seminar.room.lead_seats import Said, confirmed, seat_of
from sim.seminar.room.student import LINE, fields, plain
from sim.seminar.words import say

SCREENS = (
    "",
    "lobby",
    "turn",
    "reveal",
    "wanted",
    "struck",
    "made",
    "black",
    "turning",
    "class",
    "surprise",
    "change",
    "scores",
    "board",
)
EXTRA = 600
"""Most seconds by which a phase may be made longer or shorter at once."""
HARSH = ("mass_casualty_strike",)
"""Events that are asked for twice; the content note is shown again."""


async def go(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Go on to the next phase before its time; `from` guards against a double tap."""
    read = fields(said, **{"from": str})
    if game.busy:
        raise RefusedError("settling", say("not.busy"))
    if read["from"] != game.state.room.phase:
        raise RefusedError("stale_turn", say("stale.moved"))
    await advance(game, hands)
    return {"phase": game.state.room.phase}


async def debrief(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """End the game early and go to the debrief."""
    confirmed(said, "dropped")
    if game.busy or game.state.room.phase not in ("reveal", "talk", "orders", "forecast"):
        raise RefusedError("not_now", say("not.turn"))
    enter(game, "debrief")
    await prepare(game, hands)
    return {"phase": "debrief"}


async def pause(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Stop the clock, or let it go on."""
    del hands
    fields(said)
    room = game.state.room
    if room.left is not None:
        game.write("resumed", {"ends_at": now() + room.left})
    elif room.ends_at is not None:
        game.write("paused", {"left": max(0, room.ends_at - now())})
    else:
        raise RefusedError("not_now", say("not.clock"))
    return {"paused": game.state.room.left is not None}


async def extend(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Make the phase longer, or shorter with a negative number of seconds."""
    del hands
    seconds = fields(said, seconds=int)["seconds"]
    room = game.state.room
    if room.ends_at is None or abs(seconds) > EXTRA:
        raise RefusedError("not_now", say("not.extend", n=EXTRA))
    game.write("extended", {"ends_at": max(now(), room.ends_at + 1000 * seconds)})
    return {"done": "extended"}


async def nudge(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Remind a seat privately."""
    del hands
    seat = seat_of(game, fields(said, seat=str)["seat"])
    game.write("nudged", {"seat": seat.seat})
    return {"done": "nudged"}


async def show(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Put something on the projector; empty for what belongs to the phase."""
    del hands
    what = fields(said, what=str)["what"]
    if what not in SCREENS:
        raise RefusedError("bad_form", say("bad.screen", screens=", ".join(filter(None, SCREENS))))
    game.write("shown", {"what": what})
    return {"done": "shown"}


async def look(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Open a sealed order before the reveal; it is logged, and its seat is told."""
    del hands
    seat = seat_of(game, fields(said, seat=str, confirm=bool)["seat"])
    confirmed(said, "look")
    if (game.state.room.turn, seat.seat) not in game.state.sealed:
        raise RefusedError("not_now", say("not.sealed"))
    game.write("order_opened", {"seat": seat.seat})
    return {"done": "opened"}


async def inject(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Play an event of the model from this turn's first month on, or show words that move nothing."""
    del hands
    room = game.state.room
    if room.phase not in ("briefing", "orders"):
        raise RefusedError("not_now", say("not.events"))
    if "words" in said:
        text = game.say("inject", plain(fields(said, words=str)["words"], LINE, "words"))
        game.write("inject", {"event": {}, "text": text})
        return {"done": "words"}
    event = {name: said[name] for name in ("kind", "size", "country") if said.get(name) not in (None, "")}
    if event.get("kind") in HARSH:
        confirmed(said, "harsh")
    dated = {**event, "month": game.plan.first_month(max(1, room.turn))}
    try:
        before = [*game.world.scenario.injects, *(one.event for one in game.state.injects if one.event)]
        BY_NAME["injects"].kind.check("event", [*before, dated])
        (checked,) = BY_NAME["injects"].kind.check("event", [dated])
    except ScenarioError as refusal:
        raise RefusedError("not_allowed", str(refusal), limit="mission", allowed=[]) from None
    game.write("inject", {"event": checked.as_dict(), "text": None})
    return {"done": "event", "month": dated["month"] + 1}


async def undo(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Take a settled turn back: its orders are open again, its forecasts void; the log keeps all."""
    confirmed(said, "undo")
    room = game.state.room
    if room.phase not in ("reveal", "talk") or game.busy:
        raise RefusedError("not_now", say("not.undo"))
    turn = room.turn
    own = await asyncio.get_running_loop().run_in_executor(hands.play, dealing(game, turn - 1))
    game.write("undone", {"to_turn": turn, "epoch": room.epoch + 1})
    game.write("dealt", {"own": own, "turn": turn}, "engine")
    open_turn(game, turn)
    await prepare(game, hands)
    return {"turn": turn, "epoch": game.state.room.epoch}


async def down(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Take a public line down."""
    del hands
    line = fields(said, line=int)["line"]
    if not 1 <= line <= len(game.state.lines):
        raise RefusedError("bad_form", say("bad.line"))
    game.write("taken_down", {"line": line})
    return {"done": "down"}


async def code(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """A new code, or none, so that nobody else joins."""
    del hands
    if fields(said, open=bool)["open"]:
        return {"code": issue_code(game)}
    game.write("code_closed", {})
    return {"code": ""}
