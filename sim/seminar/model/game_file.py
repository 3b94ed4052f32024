"""A game as a scenario: the wishes of all seats as dated orders, and the events that were played.

What a seat wished is written, not what became of it: in another world the condition may hold and parliament agree. A
row is written when a wish changes; a seat that holds its order needs none, one that goes to the model gets `by: model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.scenario import Scenario
from sim.scenario.orders import MODEL
from sim.seminar.lessons.lesson_plan import from_mapping
from sim.seminar.log.records import Sealed
from sim.seminar.log.room_state import State
from sim.seminar.words import say

Rows = list[dict[str, Any]]
HELD = "held"
"""A change by which the order that was in force before stands."""


@dataclass(frozen=True)
class Change:
    """One order of a game changed: what is asked when a class asks "what if".

    `form` is another order, `held` for the order that was in force before, or None for the model's own decision;
    `lasting` drops what the seat ordered in later turns.
    """

    turn: int
    seat: str
    form: dict[str, Any] | str | None = HELD
    lasting: bool = False

    def of(self, state: State) -> State:
        """The state as it would be: its orders alone."""
        sealed = {at: one for at, one in state.sealed.items() if not self._drops(*at)}
        handed = list(state.handed)
        if self.form is None:
            handed.append((self.turn, self.seat))
        elif isinstance(self.form, dict):
            at = self.turn, self.seat
            sealed[at] = Sealed(self.seat, self.turn, 0, self.form, "", 0, "")
        return replace(state, sealed=sealed, handed=handed)

    def _drops(self, turn: int, seat: str) -> bool:
        return seat == self.seat and (turn == self.turn or (self.lasting and turn > self.turn))


def scenario_of(
    state: State, through: int, texts: Mapping[str, str] | None = None, change: Change | None = None
) -> Scenario:
    """The scenario that the class has written so far.

    Parameters
    ----------
    state
        What is true in the room.
    through
        The last turn whose orders and events count; 0 for none.
    texts
        The side table, for reasons; left out, the rows have none.
    change
        One order that is another than it was.

    Returns
    -------
    Scenario
        The room's scenario with the orders of the seats in place of its own for these states, and the events played.
    """
    own = state.room.scenario
    rows = orders(change.of(state) if change else state, through, texts or {})
    first = {row["state"]: row["month"] for row in reversed(rows)}
    kept = [
        row for row in own.get("orders") or [] if row["month"] < first.get(row["state"], row["month"] + 1)
    ]
    return without_orders(state, through).but(orders=kept + rows)


def without_orders(state: State, through: int) -> Scenario:
    """The scenario as the model plays it: the class's events, none of its orders."""
    own = state.room.scenario
    played = [inject.event for inject in state.injects if inject.event and inject.turn <= through]
    return Scenario(**{**own, "injects": [*(own.get("injects") or []), *played]})


def orders(state: State, through: int, texts: Mapping[str, str]) -> Rows:
    """The rows of all seats, in the order of their months; one for each change of a wish."""
    plan = from_mapping(state.room.plan)
    rows: Rows = []
    said: dict[str, dict[str, Any] | None] = {}
    for turn, seat in new_orders(state, through):
        order = state.in_force(seat, turn)
        form = order.form if order else None
        code = state.seats[seat].state
        if form == said.get(code):
            continue
        said[code] = form
        row: dict[str, Any] = {"month": plan.first_month(turn), "state": code}
        row |= form if form is not None else {"by": MODEL}
        reason = texts.get(order.reason, "") if order else ""
        rows.append(row | ({"reason": reason} if reason else {}))
    return rows


def new_orders(state: State, through: int) -> list[tuple[int, str]]:
    """Turns and seats in which a wish may have changed: it was sealed, or handed to the model."""
    of_states = {seat.seat for seat in state.seats.values() if seat.kind == "state"}
    at = {*state.sealed, *state.handed}
    return sorted((turn, seat) for turn, seat in at if 1 <= turn <= through and seat in of_states)


def text_of(state: State, through: int, texts: Mapping[str, str], digest: str = "") -> str:
    """The game as a scenario file that the strict reader accepts, headed by its run card as a comment.

    Parameters
    ----------
    state, through, texts
        As for `scenario_of`.
    digest
        Hash of the last row of the log.

    Returns
    -------
    str
        YAML.
    """
    scenario, room = scenario_of(state, through, texts), state.room
    default = Scenario()
    levers = {
        name: value
        for name, value in scenario.as_dict().items()
        if value is not None and value != default.as_dict()[name]
    }
    game = {
        "seed": room.seed,
        "replicate": room.replicate,
        "world_rule": room.world_rule,
        "turns": through,
        "version": room.version,
        "log": digest[:12],
    }
    head = "".join(f"# {name}: {value}\n" for name, value in game.items())
    body = yaml.safe_dump(levers, sort_keys=False, allow_unicode=True, width=100)
    return f"# {say('file.head')}\n{head}{body}"
