"""The room itself: made, its keys and code, its phases and clock, what the projector shows."""

from __future__ import annotations

from typing import Any

from sim.seminar.log.journal import Event
from sim.seminar.log.room_state import OPEN, State
from sim.seminar.log.steps.of_turns import left_off


def room_created(state: State, event: Event, body: Any) -> None:
    """The room with its world, plan and keys."""
    for name, value in body.items():
        setattr(state.room, name, value)
    state.room.room = event.room


def key_issued(state: State, _: Event, body: Any) -> None:
    """New keys for the lecturer and the projector; the old ones end."""
    state.room.lead, state.room.screen = body["lead"], body["screen"]


def code_issued(state: State, _: Event, body: Any) -> None:
    """A code under which to join."""
    state.room.code, state.room.code_text, state.room.expires = body["code"], body["text"], body["expires"]


def code_closed(state: State, _: Event, __: Any) -> None:
    """Nobody joins any more."""
    state.room.code = state.room.code_text = ""


def phase(state: State, event: Event, body: Any) -> None:
    """The next phase, and when it ends."""
    room = state.room
    if body["turn"] != room.turn:
        for seat in state.seats.values():
            seat.nudged = 0
    room.phase, room.turn, room.ends_at, room.left = body["phase"], body["turn"], body["ends_at"], None
    room.show = ""
    if body["phase"] == "briefing":
        room.began = event.at
    if body["phase"] in OPEN:
        left_off(state)


def waived(state: State, _: Event, body: Any) -> None:
    """The lecturer begins although the check before class found something; the log alone keeps what."""
    del state, body


def paused(state: State, _: Event, body: Any) -> None:
    """The clock stops."""
    state.room.left, state.room.ends_at = body["left"], None


def resumed(state: State, _: Event, body: Any) -> None:
    """The clock goes on."""
    state.room.left, state.room.ends_at = None, body["ends_at"]


def extended(state: State, _: Event, body: Any) -> None:
    """The phase ends later, or sooner."""
    state.room.ends_at = body["ends_at"]


def shown(state: State, _: Event, body: Any) -> None:
    """What the projector shows."""
    state.room.show = body["what"]


def branched(state: State, _: Event, body: Any) -> None:
    """The room goes on from a prefix of another's log."""
    state.room.branched = f"{body['from_room']} {body['from_seq']}"


def figure_made(_: State, __: Event, ___: Any) -> None:
    """A figure of the debrief was made; the log says from what."""


def pack_printed(_: State, __: Event, ___: Any) -> None:
    """The lecturer printed the cards with their private side."""
