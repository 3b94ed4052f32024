"""What the lecturer may do, by the last word of its address."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sim.seminar.room import lead_seats, lead_turn
from sim.seminar.room.flow import Hands
from sim.seminar.room.game import Game
from sim.seminar.room.lead_seats import Said

Act = Callable[[Game, Hands, Said], Awaitable[dict[str, Any]]]
ACTS: Mapping[str, Act] = {
    act.__name__: act
    for act in (
        lead_turn.go,
        lead_turn.debrief,
        lead_turn.pause,
        lead_turn.extend,
        lead_turn.nudge,
        lead_turn.show,
        lead_turn.look,
        lead_turn.inject,
        lead_turn.undo,
        lead_turn.down,
        lead_turn.code,
        lead_seats.seat,
        lead_seats.bloc,
        lead_seats.hand,
        lead_seats.reseat,
        lead_seats.move,
        lead_seats.forget_name,
        lead_seats.key_in,
    )
}
"""All but a branch and the end of a room, which are the server's."""
