"""What the lecturer does with seats and people: open, hand over, move, give codes anew, forget, key in for them.

What cannot be undone asks for `confirm`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.seminar import tokens
from sim.seminar.log.records import Seat
from sim.seminar.log.room_state import TURN
from sim.seminar.model import order_form
from sim.seminar.refusal import RefusedError
from sim.seminar.room.bloc import open_bloc
from sim.seminar.room.flow import Hands
from sim.seminar.room.game import Game, open_seat
from sim.seminar.room.student import LINE, fields, plain
from sim.seminar.words import say

Said = Mapping[str, Any]


def confirmed(said: Said, what: str) -> None:
    """Refuse what cannot be undone, unless it is confirmed."""
    if said.get("confirm") is not True:
        raise RefusedError("bad_form", say(f"confirm.{what}"))


def seat_of(game: Game, name: Any) -> Seat:
    """A seat by its name. Raises `RefusedError`."""
    seat = game.state.seats.get(str(name))
    if seat is None:
        raise RefusedError("bad_form", say("bad.seat_open"))
    return seat


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


async def bloc(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Open a place that speaks for several states, change them, or dissolve it with none."""
    del hands
    read = fields(said, seat=str, states=list, places=int)
    open_bloc(game, read["seat"], read["states"], read["places"])
    return {"done": "bloc"}


async def hand(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Hand a seat to the model, or back to those who sit there from the next turn."""
    del hands
    read = fields(said, seat=str, to=str)
    place = seat_of(game, read["seat"])
    if read["to"] not in ("model", "player") or place.kind != "state":
        raise RefusedError("bad_form", say("bad.hand"))
    why = "lecturer" if read["to"] == "model" else ""
    if read["to"] == "player" and game.state.room.phase in TURN[1:]:
        raise RefusedError("not_now", say("not.hand"))
    game.write("seat_mode", {"seat": place.seat, "mode": read["to"], "why": why})
    return {"done": read["to"]}


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


async def move(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Move somebody to another seat, the observers' bench among them."""
    del hands
    read = fields(said, player=str, seat=str)
    place = seat_of(game, read["seat"])
    if read["player"] not in game.state.players or len(game.state.crew(place.seat)) >= place.places:
        raise RefusedError("bad_form", say("bad.move"))
    game.write("moved", read)
    return {"done": "moved"}


async def forget_name(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """Forget somebody's name for good."""
    del hands
    name = fields(said, player=str, confirm=bool)["player"]
    confirmed(said, "name")
    player = game.state.players.get(name)
    if player is None or not player.name:
        raise RefusedError("bad_form", say("bad.name_known"))
    game.forget(player.name)
    game.write("name_forgotten", {"player": name})
    return {"done": "forgotten"}


async def key_in(game: Game, hands: Hands, said: Said) -> dict[str, Any]:
    """One screen: key in a seat's order from its paper slip."""
    del hands
    read = fields(said, seat=str, form=dict, reason=str | None)
    place = seat_of(game, read["seat"])
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
