"""The fold: what is true in a room, from its log and from nothing else.

One function an event (`steps/`); each changes the state it is given and knows neither clock, disk nor model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sim.seminar.log.journal import Event
from sim.seminar.log.room_state import State
from sim.seminar.log.steps import of_orders, of_room, of_seats, of_turns

Step = Callable[[State, Event, Any], None]
STEPS: Mapping[str, Step] = {
    step.__name__: step
    for step in (
        of_room.room_created,
        of_room.key_issued,
        of_room.code_issued,
        of_room.code_closed,
        of_room.phase,
        of_room.waived,
        of_room.paused,
        of_room.resumed,
        of_room.extended,
        of_room.shown,
        of_room.branched,
        of_room.figure_made,
        of_room.pack_printed,
        of_seats.seat_opened,
        of_seats.bloc_opened,
        of_seats.joined,
        of_seats.moved,
        of_seats.left,
        of_seats.reseated,
        of_seats.seat_mode,
        of_seats.nudged,
        of_seats.name_forgotten,
        of_orders.order_sealed,
        of_orders.order_unsealed,
        of_orders.order_opened,
        of_orders.statement,
        of_orders.press_line,
        of_orders.taken_down,
        of_orders.message,
        of_orders.deal_offered,
        of_orders.deal_signed,
        of_orders.deal_withdrawn,
        of_orders.forecast_sealed,
        of_orders.board_line,
        of_turns.dealt,
        of_turns.inject,
        of_turns.questions,
        of_turns.model_forecast,
        of_turns.turn_settled,
        of_turns.undone,
    )
}
"""What each event does, by its name; `fold` refuses one that is not here."""


def fold(events: Iterable[Event]) -> State:
    """What is true after these events."""
    state = State()
    for event in events:
        apply(state, event)
    return state


def apply(state: State, event: Event) -> None:
    """Let one more event happen."""
    STEPS[event.kind](state, event, event.body)
    if "nonce" in event.body:
        state.answers[event.actor, event.body["nonce"]] = event.body["said"], answer(event)


def answer(event: Event) -> dict[str, Any]:
    """What the asker is told; nothing in it counts what others do."""
    return {name: event.body[name] for name in ("version", "turn") if name in event.body} | {
        "done": event.kind
    }
