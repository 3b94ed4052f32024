"""What the lecturer may do: run the clock, remind, play events, take back, branch, seat people, forget.

What cannot be undone asks for `confirm`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sim.scenario import BY_NAME, ScenarioError
from sim.seminar import order_form, tokens
from sim.seminar.bloc import open_bloc
from sim.seminar.flow import Hands, advance, dealing, enter, open_turn, prepare
from sim.seminar.game import Game, issue_code, now, open_seat
from sim.seminar.refusal import RefusedError
from sim.seminar.room_state import TURN, Seat
from sim.seminar.student import LINE, fields, plain
from sim.seminar.words import say

Said = Mapping[str, Any]
Act = Callable[[Game, Hands, Said], Awaitable[dict[str, Any]]]
ACTS: dict[str, Act] = {}
"""What the lecturer may do, by the last word of its address."""
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


def act(function: Act) -> Act:
    """Let a function be what a request of its name does."""
    ACTS[function.__name__] = function
    return function


def _confirmed(said: Said, what: str) -> None:
    if said.get("confirm") is not True:
        raise RefusedError("bad_form", say(f"confirm.{what}"))


def _seat(game: Game, name: Any) -> Seat:
    seat = game.state.seats.get(str(name))
    if seat is None:
        raise RefusedError("bad_form", say("bad.seat_open"))
    return seat


@act
async def go(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Go on to the next phase before its time; `from` guards against a double tap."""
    read = fields(said, **{"from": str})
    if game.busy:
        raise RefusedError("settling", say("not.busy"))
    if read["from"] != game.state.room.phase:
        raise RefusedError("stale_turn", say("stale.moved"))
    await advance(game, hands)
    return {"phase": game.state.room.phase}


@act
async def debrief(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """End the game early and go to the debrief."""
    _confirmed(said, "dropped")
    if game.busy or game.state.room.phase not in ("reveal", "talk", "orders", "forecast"):
        raise RefusedError("not_now", say("not.turn"))
    enter(game, "debrief")
    await prepare(game, hands)
    return {"phase": "debrief"}


@act
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


@act
async def extend(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Make the phase longer, or shorter with a negative number of seconds."""
    del hands
    seconds = fields(said, seconds=int)["seconds"]
    room = game.state.room
    if room.ends_at is None or abs(seconds) > EXTRA:
        raise RefusedError("not_now", say("not.extend", n=EXTRA))
    game.write("extended", {"ends_at": max(now(), room.ends_at + 1000 * seconds)})
    return {"done": "extended"}


@act
async def nudge(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Remind a seat privately."""
    del hands
    seat = _seat(game, fields(said, seat=str)["seat"])
    game.write("nudged", {"seat": seat.seat})
    return {"done": "nudged"}


@act
async def show(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Put something on the projector; empty for what belongs to the phase."""
    del hands
    what = fields(said, what=str)["what"]
    if what not in SCREENS:
        raise RefusedError("bad_form", say("bad.screen", screens=", ".join(filter(None, SCREENS))))
    game.write("shown", {"what": what})
    return {"done": "shown"}


@act
async def look(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Open a sealed order before the reveal; it is logged, and its seat is told."""
    del hands
    seat = _seat(game, fields(said, seat=str, confirm=bool)["seat"])
    _confirmed(said, "look")
    if (game.state.room.turn, seat.seat) not in game.state.sealed:
        raise RefusedError("not_now", say("not.sealed"))
    game.write("order_opened", {"seat": seat.seat})
    return {"done": "opened"}


@act
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
        _confirmed(said, "harsh")
    dated = {**event, "month": game.plan.first_month(max(1, room.turn))}
    try:
        before = [*game.world.scenario.injects, *(one.event for one in game.state.injects if one.event)]
        BY_NAME["injects"].kind.check("event", [*before, dated])
        (checked,) = BY_NAME["injects"].kind.check("event", [dated])
    except ScenarioError as refusal:
        raise RefusedError("not_allowed", str(refusal), limit="mission", allowed=[]) from None
    game.write("inject", {"event": checked.as_dict(), "text": None})
    return {"done": "event", "month": dated["month"] + 1}


@act
async def undo(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Take a settled turn back: its orders are open again, its forecasts void; the log keeps all."""
    _confirmed(said, "undo")
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


@act
async def seat(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Open a seat, or change how many may share it."""
    del hands
    read = fields(said, seat=str, places=int)
    name, places = read["seat"], read["places"]
    if name not in game.state.seats and name not in game.state.own:
        raise RefusedError("bad_form", say("bad.seat_state"))
    if not 0 <= places <= 99:
        raise RefusedError("bad_form", say("bad.places"))
    known = game.state.seats.get(name)
    if known and known.bloc:
        raise RefusedError("bad_form", say("bad.in_bloc", bloc=known.bloc))
    if known and known.kind == "bloc":
        states = [one.seat for one in game.state.spoken_for(name) if one.bloc]
        open_bloc(game, name, states, places)
        return {"done": "seat"}
    kind = known.kind if known else "state"
    open_seat(game, name, kind, places)
    return {"done": "seat"}


@act
async def bloc(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Open a desk that speaks for several states, change them, or dissolve it with none."""
    del hands
    read = fields(said, seat=str, states=list, places=int)
    open_bloc(game, read["seat"], read["states"], read["places"])
    return {"done": "bloc"}


@act
async def hand(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Hand a seat to the model, or back to those who sit there from the next turn."""
    del hands
    read = fields(said, seat=str, to=str)
    place = _seat(game, read["seat"])
    if read["to"] not in ("model", "player") or place.kind != "state":
        raise RefusedError("bad_form", say("bad.hand"))
    why = "lecturer" if read["to"] == "model" else ""
    if read["to"] == "player" and game.state.room.phase in TURN[1:]:
        raise RefusedError("not_now", say("not.hand"))
    game.write("seat_mode", {"seat": place.seat, "mode": read["to"], "why": why})
    return {"done": read["to"]}


@act
async def reseat(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Issue a new personal code to somebody who lost it."""
    del hands
    name = fields(said, player=str)["player"]
    player = game.state.players.get(name)
    if player is None:
        raise RefusedError("bad_form", say("bad.player"))
    code = tokens.code(tokens.REJOIN)
    game.write(
        "reseated",
        {"player": name, "token": tokens.hashed(tokens.token()), "rejoin": tokens.hashed(code)},
    )
    return {"player": name, "rejoin": code}


@act
async def move(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Move somebody to another seat, the observers' bench among them."""
    del hands
    read = fields(said, player=str, seat=str)
    place = _seat(game, read["seat"])
    if read["player"] not in game.state.players or len(game.state.crew(place.seat)) >= place.places:
        raise RefusedError("bad_form", say("bad.move"))
    game.write("moved", read)
    return {"done": "moved"}


@act
async def forget_name(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Forget somebody's name for good."""
    del hands
    name = fields(said, player=str, confirm=bool)["player"]
    _confirmed(said, "name")
    player = game.state.players.get(name)
    if player is None or not player.name:
        raise RefusedError("bad_form", say("bad.name_known"))
    game.forget(player.name)
    game.write("name_forgotten", {"player": name})
    return {"done": "forgotten"}


@act
async def down(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Take a public line down."""
    del hands
    line = fields(said, line=int)["line"]
    if not 1 <= line <= len(game.state.lines):
        raise RefusedError("bad_form", say("bad.line"))
    game.write("taken_down", {"line": line})
    return {"done": "down"}


@act
async def code(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """A new code, or none, so that nobody else joins."""
    del hands
    if fields(said, open=bool)["open"]:
        return {"code": issue_code(game)}
    game.write("code_closed", {})
    return {"code": ""}


@act
async def key_in(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """One screen: key in a seat's order from its paper slip."""
    del hands
    read = fields(said, seat=str, form=dict, reason=str | None)
    place = _seat(game, read["seat"])
    if game.state.room.phase != "orders" or place.kind != "state":
        raise RefusedError("not_now", say("not.paper"))
    month = game.plan.first_month(game.state.room.turn)
    form = order_form.check(game.world.scenario, place.state, month, read["form"])
    if place.mode == "model":
        game.write("seat_mode", {"seat": place.seat, "mode": "player", "why": "paper"})
    reason = plain(read["reason"], LINE, "reason") if read.get("reason") else ""
    body = {"seat": place.seat, "version": place.version + 1, "form": form, "sure": None}
    text = game.say("reason", reason) if reason else None
    return game.write("order_sealed", body | {"text": text, "nonce": tokens.token(), "said": ""})
