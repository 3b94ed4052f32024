"""What a player may do, by the last word of its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sim.seminar import student, talk
from sim.seminar.game import Game
from sim.seminar.room_state import Player
from sim.seminar.student import Said

DEEDS: Mapping[str, Callable[[Game, Player, Said], dict[str, Any]]] = {
    deed.__name__: deed
    for deed in (
        student.order,
        student.unseal,
        student.forecast,
        talk.statement,
        talk.message,
        talk.deal,
        talk.sign,
        talk.withdraw,
        talk.board,
        talk.leave,
    )
}
"""All but the draft, which is no event and has an address of its own."""
