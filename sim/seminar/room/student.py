"""What somebody on a seat may do: each a check of the request, then one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from sim.seminar import tokens
from sim.seminar.log.records import Draft, Player, Seat
from sim.seminar.log.room_state import EXIT
from sim.seminar.model import order_form
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game, now
from sim.seminar.words import say

NAME, LINE = 24, 140
"""Most characters of a name, and of a public line, a message or a reason."""
GRACE = 1_000
"""Milliseconds after the bell in which what is received still counts."""
FORECASTING = ("briefing", "orders", "forecast", "debrief")
Said = Mapping[str, Any]
Deed = Callable[[Game, Player, Said], dict[str, Any]]


def fields(said: Any, **kinds: Any) -> dict[str, Any]:
    """The fields of a request, of these names and types and no others. Raises `RefusedError`."""
    if not isinstance(said, Mapping) or not said.keys() <= kinds.keys():
        raise RefusedError("bad_form", say("bad.fields", fields=", ".join(kinds)))
    for name, kind in kinds.items():
        value = said.get(name)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise RefusedError("bad_form", say("bad.field", field=name))
    return dict(said)


def plain(said: Any, most: int, what: str) -> str:
    """A text of one line without signs that cannot be printed. Raises `RefusedError`."""
    text = " ".join(str(said).split())
    if len(text) > most:
        raise RefusedError("too_long", say("long.text", field=what, n=most))
    if not text or not text.isprintable():
        raise RefusedError("bad_form", say("bad.text", field=what))
    return text


def join(game: Game, name: Any, seat: Any) -> tuple[str, dict[str, Any]]:
    """Take a place on a seat.

    Returns
    -------
    token
        The player's token, for a cookie; only its hash is kept.
    answer
        What the player is told: the seat, and a personal code with which to come back.
    """
    name = plain(name, NAME, "name")
    place = game.state.seats.get(str(seat))
    if game.state.room.phase == "closed":
        raise RefusedError("not_now", say("not.room_closed"))
    if place is None:
        raise RefusedError("bad_form", say("bad.seat"))
    if len(game.state.crew(place.seat)) >= place.places:
        raise RefusedError("taken", say("taken.full"))
    player = f"p{len(game.state.players) + 1}"
    token, rejoin = tokens.token(), tokens.code(tokens.REJOIN)
    body = {"player": player, "seat": place.seat, "text": game.say("name", name)}
    game.write("joined", body | {"token": tokens.hashed(token), "rejoin": tokens.hashed(rejoin)}, player)
    for one in game.state.spoken_for(place.seat):
        take_charge(game, one)
    return token, {"player": player, "seat": place.seat, "rejoin": rejoin}


def take_charge(game: Game, seat: Seat) -> None:
    """Players decide for their seat again, if the model played it only because nobody was there."""
    between = game.state.room.phase in ("lobby", "briefing", "orders")
    absent = seat.mode == "model" and seat.why != "lecturer"
    if seat.kind == "state" and absent and between and in_charge(game, seat):
        game.write("seat_mode", {"seat": seat.seat, "mode": "player", "why": ""}, "clock")


def in_charge(game: Game, seat: Seat) -> bool:
    """Whether anybody who sits there may decide this turn."""
    return any(player.since <= game.state.room.turn for player in game.state.crew(seat.seat))


def speaking(game: Game, player: Player, asked: str | None) -> Player:
    """A player as the seat that is asked for: one of their bloc, its first where none is named, or their own.

    Raises `RefusedError` for a seat that is not theirs, in the words of one that does not exist.
    """
    seats = [seat.seat for seat in game.state.spoken_for(player.seat)]
    if asked is not None and asked not in seats:
        raise RefusedError("not_yours", say("no.seat"))
    return replace(player, seat=asked or seats[0])


def rejoin(game: Game, code: Any) -> tuple[str, dict[str, Any]]:
    """Come back to the old seat with the personal code; the old token ends, and the code is a new one."""
    meant = tokens.typed(code)
    for player in game.state.players.values():
        if tokens.same(meant, player.rejoin):
            token, again = tokens.token(), tokens.code(tokens.REJOIN)
            body = {"player": player.player, "token": tokens.hashed(token), "rejoin": tokens.hashed(again)}
            game.write("reseated", body, player.player)
            for one in game.state.spoken_for(player.seat):
                take_charge(game, one)
            return token, {"player": player.player, "seat": player.seat, "rejoin": again}
    raise RefusedError("no_room", say("no.room"))


def check_turn(game: Game, said: Said) -> None:
    """Refuse what comes from a tab that slept through a turn or an undo, or comes while the clock stands."""
    room = game.state.room
    if (said["turn"], said["epoch"]) != (room.turn, room.epoch):
        raise RefusedError("stale_turn", say("stale.turn"))
    if room.left is not None:
        raise RefusedError("paused", say("not.paused"))
    if game.busy or room.phase == "settling":
        raise RefusedError("settling", say("not.busy"))


def check_bell(game: Game, *phases: str) -> None:
    """Refuse what comes after the bell."""
    room = game.state.room
    over = room.ends_at is not None and now() > room.ends_at + GRACE
    if room.phase not in phases or (over and room.phase in ("orders", "forecast")):
        raise RefusedError("late", say("late"))


def _seat_of(game: Game, player: Player) -> Seat:
    seat = game.state.seats[player.seat]
    if seat.kind != "state":
        raise RefusedError("not_now", say("not.orders"))
    if seat.mode == "model":
        raise RefusedError("not_now", say("not.model"))
    return seat


def draft(game: Game, player: Player, said: Said) -> dict[str, Any]:
    """A form that is still being filled in, shown to the partner; never written down."""
    seat = _seat_of(game, player)
    form = said.get("form")
    game.drafts[seat.seat] = Draft(seat.seat, dict(form) if isinstance(form, Mapping) else {}, player.player)
    return {"done": "draft"}


def deed(*phases: str, **kinds: Any) -> Callable[[Deed], Deed]:
    """Let a function be a deed: its request is read strictly, done once for each nonce, and only while it may be.

    `phases` are those in which it may be done before their bell; `kinds` the fields of its request, beside the nonce.
    """

    def wrapped(act: Deed) -> Deed:
        @wraps(act)
        def done(game: Game, player: Player, said: Said) -> dict[str, Any]:
            read = fields(said, nonce=str, **kinds)
            digest, before = game.once(player.player, read["nonce"], said)
            if before:
                return before
            if "turn" in kinds:
                check_turn(game, read)
            if phases:
                check_bell(game, *phases)
            return act(game, player, {**read, "said": digest})

        return done

    return wrapped


def marks(read: Said) -> dict[str, Any]:
    """By what the log knows a request again: its nonce, and a hash of what it said."""
    return {"nonce": read["nonce"], "said": read["said"]}


@deed("orders", turn=int, epoch=int, version=int, form=dict, reason=str | None, sure=int | None)
def order(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Seal the seat's order for this turn."""
    seat = _seat_of(game, player)
    if read["version"] != seat.version:
        raise RefusedError("stale_version", say("stale.partner"))
    if read.get("sure") is not None and read["sure"] not in order_form.SURE:
        raise RefusedError("bad_form", say("bad.sure"))
    month = game.plan.first_month(game.state.room.turn)
    form = order_form.check(game.world.scenario, seat.state, month, read["form"])
    reason = plain(read["reason"], LINE, "reason") if read.get("reason") else ""
    if "${" in reason:
        raise RefusedError("bad_form", say("bad.reason"))
    body = {
        "seat": seat.seat,
        "version": seat.version + 1,
        "form": form,
        "text": game.say("reason", reason) if reason else None,
        "sure": read.get("sure"),
        **marks(read),
    }
    game.drafts.pop(seat.seat, None)
    return game.write("order_sealed", body, player.player)


@deed("orders", turn=int, epoch=int, version=int)
def unseal(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Take the order back while there is time."""
    seat = _seat_of(game, player)
    if read["version"] != seat.version or (game.state.room.turn, seat.seat) not in game.state.sealed:
        raise RefusedError("stale_version", say("stale.unsealed"))
    body = {"seat": seat.seat, "version": seat.version + 1, **marks(read)}
    return game.write("order_unsealed", body, player.player)


@deed(*FORECASTING, turn=int, epoch=int, n20=dict)
def forecast(game: Game, player: Player, read: Said) -> dict[str, Any]:
    """Seal a forecast; the last one before the bell counts."""
    turn = EXIT if game.state.room.phase == "debrief" else game.state.room.turn
    asked = game.state.asked.get(turn)
    known = {one["id"] for one in asked.questions} if asked else set()
    whole = all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= 20 for n in read["n20"].values())
    if not known or read["n20"].keys() != known or not whole:
        raise RefusedError("bad_form", say("bad.n20"))
    body = {"player": player.player, "turn": turn, "n20": read["n20"], **marks(read)}
    return game.write("forecast_sealed", body, player.player)
