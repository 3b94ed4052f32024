"""What a player may do, by the last word of its address."""

from __future__ import annotations

from collections.abc import Mapping

from sim.seminar.room import student, talk
from sim.seminar.room.student import Deed

DEEDS: Mapping[str, Deed] = {
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
