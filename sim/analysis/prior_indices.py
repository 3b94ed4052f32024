"""Sobol's total indices of a headline over priors: how much of its variance would be left if all others were known.

Each row of the sample has tapes of its own (`row_tapes`). Indices have settled if no interval is wider than `SETTLED`,
and none moves by more as the sample doubles or between two halves of the tapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sim.analysis import row_tapes
from sim.analysis.headlines import Headline
from sim.analysis.indices import SETTLED
from sim.analysis.response import spaces_around
from sim.scenario import Scenario
from sim.wording import labels, numbers

MOST_NAMED = 3


@dataclass(frozen=True)
class Indices:
    """One row a parameter, the strongest first: `index` and half its 95 % interval, `error`.

    `doubled` is how far the furthest moved as the sample doubled, `tapes_apart` how far it lies between two halves of
    the tapes.
    """

    headline: str
    table: pd.DataFrame
    samples: int
    runs_a_point: int
    doubled: float
    tapes_apart: float
    seed: int

    @property
    def widest(self) -> float:
        """Half the widest interval."""
        return float(self.table["error"].max())

    @property
    def settled(self) -> bool:
        """Whether the indices hold still and are narrow enough to be quoted."""
        return max(self.widest, self.doubled, self.tapes_apart) <= SETTLED

    def sentence(self) -> str:
        """Which priors move the headline most, and whether the figures may be quoted."""
        first = self.table.head(MOST_NAMED).to_dict("index").items()
        most = [f"{name} {numbers.amount(row['index'], row['error'])}" for name, row in first]
        figures = f"± {self.widest:.2f}, doubled {self.doubled:.2f}, other tapes {self.tapes_apart:.2f}"
        state = "settled" if self.settled else "not settled"
        return f"What moves {self.headline} (Sobol, total index): {labels.listed(most)}; {state} ({figures})."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


def indices(
    of: Headline,
    parameters: Sequence[str],
    scenario: Scenario | None = None,
    *,
    samples: int = 2_048,
    replicates: int = 16,
    seed: int = 1,
) -> Indices:
    """Total indices of a headline when these priors vary over their ranges, the others drawn as ever.

    Parameters
    ----------
    of
        A level, or a difference of two scenarios, of `analysis.headlines`.
    parameters
        Names of the priors that vary.
    scenario
        The base around which the headline is taken; left out, the base scenario.
    samples
        Rows of the sample, a power of two, at least 8.
    replicates
        Tapes a row, at least 4: samples × (parameters + 2) × replicates runs of each scenario.
    seed
        Seed of the sample and of the runs.

    Returns
    -------
    Indices
        One row a parameter, the strongest first.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> from sim.analysis.headlines import named
    >>> few = {"samples": 16, "replicates": 4}
    >>> found = indices(named("force"), ["conv", "c_air"], Scenario(horizon=6), **few)
    >>> list(found.table.index), bool(found.table["index"]["c_air"] < 0.05)
    (['conv', 'c_air'], True)
    """
    scenarios = of.scenarios(Scenario() if scenario is None else scenario)
    spaces = spaces_around(scenarios, [f"assume.{name}" for name in parameters])
    found = row_tapes.measured(spaces, of.measure, samples=samples, replicates=replicates, seed=seed)
    table = pd.DataFrame(
        {"index": found.total, "error": found.total_error}, index=pd.Index(parameters, name="parameter")
    )
    return Indices(
        headline=of.says,
        table=table.sort_values("index", ascending=False, kind="stable"),
        samples=samples,
        runs_a_point=replicates,
        doubled=found.doubled,
        tapes_apart=found.tapes_apart,
        seed=seed,
    )
