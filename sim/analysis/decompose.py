"""How much of a headline's spread is chance, how much the parameters, how much the theory.

Every theory runs the same parameter draws, and each draw tapes of chance of its own, the same under every theory.
Variance between theories is called structure; between draws under one theory, parameters; between tapes under one draw,
chance. A mean over few tapes still carries chance, which is taken out (Searle, Casella & McCulloch 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim import outcomes
from sim.analysis import runs, validation
from sim.evidence import load
from sim.scenario import Scenario
from sim.stats import intervals, resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

SHARES = ("chance", "parameters", "structure")
SHARE_LABELS = ("chance", "parameters", "theory (structure)")
"""What the shares are called in a sentence."""
RESAMPLES = 200


@dataclass(frozen=True)
class Decomposition:
    """Shares of variance in the order of SHARES, with intervals; the headline's mean under each theory.

    `theory_ends` are 95 % intervals of these means over the draws.
    """

    measure: str
    mean: float
    variance: float
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    by_theory: dict[str, float]
    theory_ends: dict[str, tuple[float, float]]
    theories_differ: bool
    seed: int
    draws: int
    tapes: int
    scenario_hash: str

    def sentence(self) -> str:
        """Where the spread comes from, the largest share first unless its interval overlaps the next."""
        if self.variance <= 0.0:
            return f"{labels.outcome(self.measure)} does not vary."
        order = np.argsort(self.shares)[::-1]
        parts = [
            f"{SHARE_LABELS[k]} {numbers.estimate(self.shares[k], self.low[k], self.high[k], 'share')}"
            for k in order
        ]
        first, second = order[0], order[1]
        clear = self.low[first] > self.high[second]
        lead = f"most of it is {SHARE_LABELS[first]}" if clear else "no source leads beyond the noise"
        shares = f"Spread of {labels.outcome(self.measure)}: {', '.join(parts)}"
        return f"{shares}; {lead}. {self._means()} {self._theories()}"

    @property
    def spreads(self) -> tuple[float, ...]:
        """Standard deviations from each source, in the outcome's unit: of runs, of draws' means, of theories' means."""
        return tuple(float(np.sqrt(share * self.variance)) for share in self.shares)

    def _means(self) -> str:
        """What is left when chance is averaged out; a flag's spread in one run is nearly all chance."""
        unit = outcomes.BY_NAME[self.measure].unit
        _, draws, theories = (
            numbers.figure(s, numbers.digits(0.0, 0.0, s) - 1, unit).replace(" %", " points")
            for s in self.spreads
        )
        return (
            f"With chance averaged out it spreads by {draws} between draws and {theories} between theories."
        )

    def _theories(self) -> str:
        if not self.theories_differ:
            return "No theory stands out of the noise."
        least = min(self.by_theory, key=self.by_theory.__getitem__)
        most = max(self.by_theory, key=self.by_theory.__getitem__)
        low, high = (f"{labels.lever(name)} {self.under(name)}" for name in (least, most))
        return f"Its mean is lowest under {low} and highest under {high}."

    def under(self, theory: str) -> str:
        """The mean under a theory with its interval, in words."""
        unit = outcomes.BY_NAME[self.measure].unit
        return numbers.estimate(self.by_theory[theory], *self.theory_ends[theory], unit)

    def table(self) -> pd.DataFrame:
        """One row a source of variance: its share and interval, and the standard deviation it makes."""
        columns = {"share": self.shares, "low": self.low, "high": self.high, "spread": self.spreads}
        return pd.DataFrame(columns, index=list(SHARE_LABELS))

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table().round(3).to_html()}"


def decompose(
    scenario: Scenario,
    measure: str = "attacked",
    *,
    theories: Sequence[str] | None = None,
    draws: int = 150,
    tapes: int = 40,
    seed: int = 1,
) -> Decomposition:
    """Split the variance of an outcome into chance, parameters and structure, with bootstrap intervals.

    Theories count alike. The intervals resample draws, not theories: these are all there are.

    Parameters
    ----------
    scenario
        What is run under each theory.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    theories
        Names of those to use; left out: all.
    draws, tapes
        Draws of the parameters, and tapes of chance a draw; at least 2 of each, or no variance could be told from
        another.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Decomposition
        Shares in the order of `SHARES`, which sum to 1 (all 0 if the outcome does not vary), with 95 % intervals.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> pair = ["consensus", "cascade"]
    >>> found = decompose(Scenario(horizon=6), "deployed", theories=pair, draws=5, tapes=4)
    >>> list(found.by_theory), round(sum(found.shares), 6)
    (['consensus', 'cascade'], 1.0)
    """
    validation.measure("measure", measure)
    draws, tapes = validation.count("draws", draws, 2), validation.count("tapes", tapes, 2)
    schools = tuple(theories or load().theories)
    placed = [scenario.but(theory=theory) for theory in schools]
    values = runs.nested(placed, [measure], count=draws, tapes=tapes, seed=seed)[0]
    found = components(values)
    resampled = [_shares(components(values[:, rows])) for rows in resampling.rows(draws, RESAMPLES, seed)]
    low, high = resampling.ends(resampled, axis=0)
    by_draw = values.mean(axis=2)
    means = by_draw.mean(axis=1)
    flag_or_share = outcomes.BY_NAME[measure].kind in ("flag", "share")
    ends = intervals.level(by_draw, flag=False, most=1.0 if flag_or_share else np.inf)
    gap = by_draw[means.argmax()] - by_draw[means.argmin()]
    return Decomposition(
        measure=measure,
        mean=float(means.mean()),
        variance=float(found.sum()),
        shares=tuple(_shares(found).tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        by_theory=dict(zip(schools, means.tolist(), strict=True)),
        theory_ends={
            name: (float(below), float(above))
            for name, below, above in zip(schools, ends.low, ends.high, strict=True)
        },
        theories_differ=bool(intervals.separated(gap, intervals.mean(gap))),
        seed=seed,
        draws=draws,
        tapes=tapes,
        scenario_hash=scenario.digest,
    )


def components(values: Reals) -> Reals:
    """Variance from chance, parameters and structure of values (theories × draws × tapes)."""
    by_draw = values.mean(axis=2)
    chance = values.var(axis=2, ddof=1).mean(axis=1)
    parameters = np.maximum(by_draw.var(axis=1, ddof=1) - chance / values.shape[2], 0.0)
    return np.array([chance.mean(), parameters.mean(), by_draw.mean(axis=1).var()])


def _shares(found: Reals) -> Reals:
    total = found.sum()
    shares: Reals = found / total if total > 0.0 else np.zeros(len(found))
    return shares
