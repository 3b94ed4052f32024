"""A game as a scenario: the wishes of all seats as dated orders, and the events that were played.

What a seat wished is written, not what became of it: in another world the condition may hold and parliament agree. A
row is written when a wish changes; a seat that holds its order needs none, one that goes to the model gets `by: model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml  # type: ignore[import-untyped]

from sim.scenario import Scenario
from sim.scenario.orders import MODEL
from sim.seminar.lesson import from_mapping
from sim.seminar.room_state import State

Rows = list[dict[str, Any]]


def scenario_of(
    state: State,
    through: int,
    texts: Mapping[str, str] | None = None,
    *,
    without: frozenset[tuple[int, str]] = frozenset(),
) -> Scenario:
    """The scenario that the class has written so far.

    Parameters
    ----------
    state
        What is true in the room.
    through
        The last turn whose orders count; 0 for none.
    texts
        The side table, for reasons; left out, the rows have none.
    without
        Turns and seats whose orders are left out, as if they had not been sealed.

    Returns
    -------
    Scenario
        The room's scenario with the orders of the seats in place of its own for these states, and the events played.
    """
    own = state.room.scenario
    rows = orders(state, through, texts or {}, without)
    first = {row["state"]: row["month"] for row in reversed(rows)}
    kept = [
        row for row in own.get("orders") or [] if row["month"] < first.get(row["state"], row["month"] + 1)
    ]
    played = [inject.event for inject in state.injects if inject.event and inject.turn <= through]
    return Scenario(**{**own, "orders": kept + rows, "injects": [*(own.get("injects") or []), *played]})


def orders(
    state: State, through: int, texts: Mapping[str, str], without: frozenset[tuple[int, str]] = frozenset()
) -> Rows:
    """The rows of all seats, in the order of their months.

    Parameters
    ----------
    state, through, texts, without
        As for `scenario_of`.

    Returns
    -------
    list of dict
        One row for each change of a wish.
    """
    plan = from_mapping(state.room.plan)
    rows: Rows = []
    said: dict[str, dict[str, Any] | None] = {}
    for turn in range(1, through + 1):
        for seat in state.seats.values():
            if seat.kind != "state":
                continue
            order = _in_force(state, seat.seat, turn, without)
            form = order.form if order else None
            if form == said.get(seat.state):
                continue
            said[seat.state] = form
            row: dict[str, Any] = {"month": plan.first_month(turn), "state": seat.state}
            row |= form if form is not None else {"by": MODEL}
            reason = texts.get(order.reason, "") if order else ""
            rows.append(row | ({"reason": reason} if reason else {}))
    return rows


def _in_force(state: State, seat: str, turn: int, without: frozenset[tuple[int, str]]) -> Any:
    """The order in force, the ones left out aside."""
    kept = {at: sealed for at, sealed in state.sealed.items() if at not in without}
    return State(sealed=kept, handed=state.handed).in_force(seat, turn)


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
    return f"# A game of the Tripwire seminar; it explores assumptions and is no forecast.\n{head}{body}"
