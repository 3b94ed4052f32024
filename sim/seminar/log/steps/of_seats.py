"""Seats and people: who sits where, who decides for a seat, whose name is gone."""

from __future__ import annotations

from typing import Any

from sim.seminar.log.journal import Event
from sim.seminar.log.records import Player, Seat
from sim.seminar.log.room_state import TURN, State


def seat_opened(state: State, _: Event, body: Any) -> None:
    """A seat to take, or more places on one."""
    seat = state.seats.setdefault(body["seat"], Seat(**body))
    seat.places = body["places"]


def bloc_opened(state: State, _: Event, body: Any) -> None:
    """A place that speaks for several states, each of which keeps its own orders; without places it is dissolved."""
    name, places = body["seat"], body["places"]
    for seat in state.seats.values():
        if seat.bloc == name:
            seat.bloc = ""
    state.seats.setdefault(name, Seat(name, "bloc", "", places)).places = places
    for code in body["states"]:
        seat = state.seats.setdefault(code, Seat(code, "state", code, 0))
        seat.bloc, seat.places = name, 0


def joined(state: State, _: Event, body: Any) -> None:
    """Somebody takes a seat; in the middle of a game they are in charge from the next turn if the model plays it."""
    seat, now = state.seats[body["seat"]], state.room
    idle = all(one.mode == "model" for one in state.spoken_for(seat.seat))
    late = now.phase in TURN and idle and now.phase != "orders"
    since = now.turn + late
    state.players[body["player"]] = Player(
        body["player"],
        body["seat"],
        body["text"],
        body["token"],
        body["rejoin"],
        f"A{len(state.players) + 1}",
        since,
    )


def moved(state: State, _: Event, body: Any) -> None:
    """Somebody changes seats."""
    state.players[body["player"]].seat = body["seat"]


def left(state: State, _: Event, body: Any) -> None:
    """Somebody leaves; whoever has the personal code may come back."""
    state.players[body["player"]].gone = True


def reseated(state: State, _: Event, body: Any) -> None:
    """Somebody is back on the old seat, on a new token."""
    player = state.players[body["player"]]
    player.token, player.rejoin, player.gone = body["token"], body["rejoin"], False


def seat_mode(state: State, event: Event, body: Any) -> None:
    """Who decides for a seat: its players, its last order, or the model."""
    seat = state.seats[body["seat"]]
    seat.mode, seat.why = body["mode"], body["why"]
    if body["mode"] == "model":
        state.handed.append((event.turn, body["seat"]))
        state.sealed.pop((event.turn, body["seat"]), None)


def nudged(state: State, _: Event, body: Any) -> None:
    """The lecturer reminds a seat, and nobody else sees it."""
    state.seats[body["seat"]].nudged += 1


def name_forgotten(state: State, _: Event, body: Any) -> None:
    """A name is gone from the side table."""
    state.players[body["player"]].name = ""
