"""What somebody on a seat may say: in public, in private, on a deal slip, on the board."""

from __future__ import annotations

from typing import Any

from sim.seminar.log.records import Deal, Player
from sim.seminar.log.room_state import TURN
from sim.seminar.model import order_form
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game, now
from sim.seminar.room.student import LINE, Said, deed, fields, marks, plain
from sim.seminar.words import say

QUIET = 15_000
"""Milliseconds before the bell in which no message goes out any more."""
PRESS_LINE = 90
MOST_MESSAGES = 40
"""Messages that a seat may send in one turn."""


@deed(turn=int, epoch=int, text=str)
def statement(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Say something in public, once a turn; the press prints its line in the same way."""
    seat = game.state.seats[player.seat]
    if seat.kind == "observer" or game.state.room.phase not in ("briefing", *TURN):
        raise RefusedError("not_now", say("not.statement"))
    room = game.state.room
    here = seat.seat, room.turn, room.epoch
    if any((line.seat, line.turn, line.epoch) == here for line in game.state.lines):
        raise RefusedError("not_now", say("not.said"))
    press = seat.kind == "press"
    text = game.say("line", plain(read["text"], PRESS_LINE if press else LINE, "text"))
    body = {"seat": seat.seat, "text": text, **marks(read)}
    return game.write("press_line" if press else "statement", body, player.player)


def _other(game: Game, player: Player, to: str) -> str:
    """The seat that is written to: another one, with a state."""
    seat = game.state.seats.get(to)
    own = game.state.seats[player.seat]
    if seat is None or seat.kind != "state" or own.kind != "state" or to == own.seat:
        raise RefusedError("bad_form", say("bad.to"))
    return to


@deed(turn=int, epoch=int, to=str, text=str)
def message(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Write to one other seat, if the lecturer allows it; closed shortly before the bell."""
    room = game.state.room
    last = room.ends_at is not None and room.ends_at - now() < QUIET
    if not room.settings.get("messages") or room.phase != "orders" or last:
        raise RefusedError("not_now", say("not.messages"))
    sent = [one for one in game.state.messages if (one.seat, one.turn) == (player.seat, room.turn)]
    if len(sent) >= MOST_MESSAGES:
        raise RefusedError("slow_down", say("slow.messages", n=MOST_MESSAGES))
    to, text = _other(game, player, read["to"]), plain(read["text"], LINE, "text")
    body = {"seat": player.seat, "to": to, "text": game.say("message", text), **marks(read)}
    return game.write("message", body, player.player)


@deed(turn=int, epoch=int, to=str, gives=dict, asks=dict)
def deal(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Offer another seat a deal: what each would order if the other does its part."""
    if game.state.room.phase != "orders":
        raise RefusedError("not_now", say("not.deals"))
    to = _other(game, player, read["to"])
    month = game.plan.first_month(game.state.room.turn)
    forms = {}
    for name, side, other in (("gives", player.seat, to), ("asks", to, player.seat)):
        state, lean = game.state.seats[side].state, game.state.seats[other].state
        forms[name] = order_form.check(game.world.scenario, state, month, leaning(read[name], lean))
    body = {"seat": player.seat, "to": to, **forms, **marks(read)}
    return game.write("deal_offered", body, player.player)


def leaning(form: dict[str, Any], other: str) -> dict[str, Any]:
    """A side of a deal: the order, on the condition that the other state does its part.

    Examples
    --------
    >>> leaning({"role": "support", "share": 0.5}, "FRA")
    {'role': 'support', 'share': 0.5, 'if': {'on_ground': ['FRA']}, 'else': 'none'}
    """
    return {**form, "if": {"on_ground": [other]}, "else": form.get("else", "none")}


def _own_deal(game: Game, player: Player, number: int, side: str) -> Deal:
    """An open deal in which the player's seat is on this side."""
    found = game.state.deals.get(number)
    if found is None or getattr(found, side) != player.seat:
        raise RefusedError("not_yours", say("no.deal"))
    if found.signed or found.withdrawn or found.turn != game.state.room.turn:
        raise RefusedError("not_now", say("not.deal"))
    return found


@deed(turn=int, epoch=int, deal=int)
def sign(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Sign a deal that was offered; both forms are then ready to be sealed."""
    deal = _own_deal(game, player, read["deal"], "to")
    return game.write("deal_signed", {"deal": deal.deal, **marks(read)}, player.player)


@deed(turn=int, epoch=int, deal=int)
def withdraw(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Take a deal back that was offered and not signed."""
    deal = _own_deal(game, player, read["deal"], "seat")
    return game.write("deal_withdrawn", {"deal": deal.deal, **marks(read)}, player.player)


@deed(about=str, text=str)
def board(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Say where the model is wrong: a term, a claim, or what is missing."""
    if game.state.room.phase != "debrief":
        raise RefusedError("not_now", say("not.board"))
    about = plain(read["about"], 40, "about")
    text = game.say("board", plain(read["text"], LINE, "text"))
    body = {"player": player.player, "about": about, "text": text, **marks(read)}
    return game.write("board_line", body, player.player)


def leave(game: Game, player: Player, said: Said) -> dict[str, Any]:
    """Leave the room, at any time and without a reason."""
    fields(said)
    game.write("left", {"player": player.player}, player.player)
    return {"done": "left"}
