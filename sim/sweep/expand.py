"""Points become inputs: one scenario's arrays, repeated, with the swept columns written over them.

Only the distinct combinations of cases are ever built as scenarios; a point then costs a few array copies.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.assumptions import PARAMETERS
from sim.scenario import Scenario, roster
from sim.engine.inputs import Inputs, lay_out
from sim.sweep.design import Design
from sim.sweep.dimension import Listed


def inputs_of(design: Design, points: NDArray[Any]) -> Inputs:
    """The inputs of these points, in their order."""
    cased = [d for d in design.dimensions if isinstance(d, Listed) and d.cases]
    positions = np.column_stack([np.zeros(len(points))] + [points[d.name] for d in cased]).astype(int)
    distinct, which = np.unique(positions, axis=0, return_inverse=True)
    scenarios = [_scenario(design.base, cased, combination[1:]) for combination in distinct]
    inputs = lay_out(scenarios).take(which.ravel())
    for dimension in design.dimensions:
        if dimension not in cased:
            _column(inputs, dimension.name)[:] = points[dimension.name]
    return inputs


def _scenario(base: Scenario, cased: list[Listed], positions: NDArray[np.int64]) -> Scenario:
    changes: dict[str, Any] = {}
    for dimension, position in zip(cased, positions, strict=True):
        changes |= dimension.cases[position].changes
    return base.but(**changes)


def _column(inputs: Inputs, name: str) -> NDArray[Any]:
    head, _, tail = name.partition(".")
    if head == "assume":
        return inputs.fixed[:, PARAMETERS.index(tail)]
    if head in ("stances", "publics"):
        return inputs.panel["stance" if head == "stances" else "poll"][:, roster.codes().index(tail)]
    return inputs.levers[head]
