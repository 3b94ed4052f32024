"""Blocs: one place that speaks for several states, each of which keeps its own seat, limits, orders and card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.seminar.lessons.lesson_plan import BLOCS
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game
from sim.seminar.room.student import take_charge
from sim.seminar.words import say

LEAST, MOST_PLACES = 2, 99


def open_bloc(game: Game, name: str, states: Sequence[Any], places: int) -> None:
    """Let one place speak for these states, or dissolve it with none. Raises `RefusedError`.

    Parameters
    ----------
    game
        The room.
    name
        One of `BLOCS`.
    states
        Codes of states that take part, for which nobody else speaks.
    places
        How many may share the place.
    """
    if name not in BLOCS or not 0 <= places <= MOST_PLACES:
        raise RefusedError("bad_form", say("bad.bloc", blocs=", ".join(BLOCS), most=MOST_PLACES))
    known = [code for code in game.state.own if code in states]
    if states and (len(states) < LEAST or len(known) < len(states)):
        raise RefusedError("bad_form", say("bad.bloc_states"))
    for code in known:
        one = game.state.seats.get(code)
        if one and one.bloc != name and (one.bloc or game.state.crew(code)):
            raise RefusedError("taken", say("taken.state", state=code))
    if not states and name in game.state.seats and game.state.crew(name):
        raise RefusedError("taken", say("taken.bloc"))
    game.write("bloc_opened", {"seat": name, "states": list(states), "places": places if states else 0})
    for seat in game.state.spoken_for(name):
        take_charge(game, seat)
