"""Points become a deck: one scenario's arrays, repeated, with the swept columns written over them.

Only the distinct combinations of cases are ever built as scenarios; a point then costs a few array copies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.assumptions import PARAMETERS
from sim.scenario import Scenario, roster
from sim.scenario.deck import Deck, deal
from sim.sweep.design import Design
from sim.sweep.dimension import Listed


def deck_of(design: Design, points: NDArray[Any]) -> Deck:
    """The deck of these points, in their order."""
    cased = [d for d in design.dimensions if isinstance(d, Listed) and d.cases]
    positions = np.column_stack([np.zeros(len(points))] + [points[d.name] for d in cased]).astype(int)
    distinct, which = np.unique(positions, axis=0, return_inverse=True)
    scenarios = [_scenario(design.base, cased, combination[1:]) for combination in distinct]
    deck = take(deal(scenarios), which.ravel())
    for dimension in design.dimensions:
        if dimension not in cased:
            _column(deck, dimension.name)[:] = points[dimension.name]
    return deck


def take(deck: Deck, index: NDArray[Any]) -> Deck:
    """The scenarios at these positions of a deck, copied."""
    return replace(
        deck,
        levers=deck.levers[index],
        stance=deck.stance[index],
        poll=deck.poll[index],
        member=deck.member[index],
        fixed=deck.fixed[index],
    )


def _scenario(base: Scenario, cased: list[Listed], positions: NDArray[np.int64]) -> Scenario:
    changes: dict[str, Any] = {}
    for dimension, position in zip(cased, positions, strict=True):
        changes |= dimension.cases[position].changes
    return base.but(**changes)


def _column(deck: Deck, name: str) -> NDArray[Any]:
    head, _, tail = name.partition(".")
    if head == "assume":
        return deck.fixed[:, PARAMETERS.index(tail)]
    if head in ("stances", "publics"):
        return (deck.stance if head == "stances" else deck.poll)[:, roster.codes().index(tail)]
    return deck.levers[head]
