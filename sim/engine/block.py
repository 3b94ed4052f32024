"""Raw result arrays of P scenarios × R replicates, before labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.engine.inputs import Inputs
from sim.rules.willingness import TERMS
from sim.scenario import roster


@dataclass(frozen=True)
class Block:
    """Results of P scenarios × R replicates; an array that was not asked for has no countries, months or terms."""

    run: NDArray[Any]  # (P, R), outcomes.RUN_ROW
    by_country: NDArray[np.float64]  # (P, R, countries, len(outcomes.COUNTRY))
    by_month: NDArray[np.float64]  # (P, R, months, len(outcomes.MONTH))
    terms: NDArray[np.float64]  # (P, R, months, len(TERMS))


def empty(inputs: Inputs, replicates: int, *, detail: bool = False, terms: bool = False) -> Block:
    """Arrays for results: NaN where a run writes nothing.

    Parameters
    ----------
    inputs
        P scenarios in numbers (`engine.inputs.lay_out`).
    replicates
        R, how many runs of each.
    detail
        Make room for results by country and by month.
    terms
        Make room for the terms of one country's willingness, month by month.

    Returns
    -------
    Block
        `run` holds zeros, the other arrays NaN; what there is no room for has no countries or months.

    Examples
    --------
    >>> from sim.engine.inputs import lay_out
    >>> from sim.scenario import Scenario
    >>> block = empty(lay_out([Scenario(horizon=6)]), 20, detail=True)
    >>> block.run.shape, block.by_month.shape[:3], block.terms.shape[:3]
    ((1, 20), (1, 20, 6), (1, 20, 0))
    """
    shape = len(inputs), replicates
    countries = len(roster.codes()) if detail else 0
    months = inputs.horizon if detail else 0
    return Block(
        np.zeros(shape, outcomes.RUN_ROW),
        np.full((*shape, countries, len(outcomes.COUNTRY)), np.nan),
        np.full((*shape, months, len(outcomes.MONTH)), np.nan),
        np.full((*shape, inputs.horizon if terms else 0, len(TERMS)), np.nan),
    )
