"""Orders of several calendars as rows of numbers: who is to wish what, from when until when, and on what condition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import layout
from sim.rules.roles import ROLE_NAMES, RUNGS
from sim.scenario import roster
from sim.scenario.dated import LAST_MONTH
from sim.scenario.orders import OFF_GROUND, Chosen, Condition, Decision, Order, names


def order_arrays(calendars: Sequence[Sequence[Order]]) -> dict[str, NDArray[Any]]:
    """The arrays `orders` and `needs`, and where each calendar's rows begin in them, by their names in `Inputs`.

    A row that hands a state back to the model ends the one before it, and is no row itself.
    """
    rows = [_rows(orders) for orders in calendars]
    needs = [_needs(orders) for orders in rows]
    return {
        "orders": np.array(
            [_numbers(*row) for calendar in rows for row in calendar], layout.dtype(layout.Order)
        ),
        "orders_at": np.cumsum([0, *map(len, rows)]),
        "needs": np.array([need for calendar in needs for need in calendar], layout.dtype(layout.Need)),
        "needs_at": np.cumsum([0, *map(len, needs)]),
    }


def _rows(orders: Sequence[Order]) -> list[tuple[Order, int]]:
    """The rows that order something, in the order of their months, each with the month in which it ends."""
    ends: dict[str, int] = {}
    rows = []
    for order in reversed(orders):
        if not order.by:
            rows.append((order, ends.get(order.state, LAST_MONTH + 1)))
        ends[order.state] = order.month
    return rows[::-1]


def _needs(rows: list[tuple[Order, int]]) -> list[tuple[int, int]]:
    """Which row leans on which country, by their positions."""
    codes = roster.codes()
    return [(at, codes.index(code)) for at, (order, _) in enumerate(rows) for code in order.when.on_ground]


def decisions(orders: Sequence[Any], needs: Sequence[Any]) -> list[tuple[int, int, int, Decision]]:
    """Rows of numbers in words again: month, month in which it ends, position of the state, and the decision."""
    found, codes = [], roster.codes()
    for at, row in enumerate(orders):
        numbers = dict(zip(layout.fields(layout.Order), row, strict=True))
        leaned_on = tuple(codes[country] for order, country in needs if order == at)
        asked = {name: numbers[name] for name in ("at_least", "pledged", "us_backing", "mandate")}
        ground = [ROLE_NAMES[RUNGS.index(int(numbers["ground"]))]] if numbers["ground"] else []
        decision = Decision(
            role=_chosen([*(role for role in OFF_GROUND if numbers[role]), *ground], numbers["exact"]),
            share=None if math.isnan(numbers["share"]) else numbers["share"],
            when=Condition(leaned_on, **asked),
            hold="throughout" if numbers["throughout"] else "entry",
            otherwise=_chosen(
                [role for role in OFF_GROUND if numbers[f"else_{role}"]], numbers["else_exact"]
            ),
        )
        found.append((numbers["month"], numbers["until"], numbers["country"], decision))
    return found


def _chosen(named: list[str], exact: float) -> Chosen:
    """Exactly these roles, or one and what else the executive would do anyway."""
    return tuple(named) if exact else "".join(named)


def _numbers(order: Order, until: int) -> tuple[float, ...]:
    """One row in the order of the fields of `layout.Order`."""
    when = order.when
    numbers = {
        "month": order.month,
        "until": until,
        "country": roster.codes().index(order.state),
        "ground": RUNGS[ROLE_NAMES.index(order.ground)] if order.ground else 0,
        "share": math.nan if order.share is None else order.share,
        "exact": order.exact,
        "at_least": when.at_least,
        "pledged": when.pledged,
        "us_backing": when.us_backing,
        "mandate": when.mandate,
        "throughout": order.hold == "throughout",
        "else_exact": not isinstance(order.instead, str),
    }
    for role in OFF_GROUND:
        numbers[role] = role in order.off_ground
        numbers[f"else_{role}"] = role in names(order.instead)
    return tuple(numbers[name] for name in layout.fields(layout.Order))
