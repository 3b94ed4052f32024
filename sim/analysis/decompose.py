"""What the spread of a headline's expected value comes from: rival theories, the baseline knob, the parameters.

An outcome's expected value is its mean over chance: of a flag, its probability. Every theory meets every level of the
baseline knob on the same draws of the parameters, and each draw has tapes of chance of its own, the same everywhere.
The variance of the expected value over all of them is split into what each source makes alone, averaged over the
others, and what they make together. A mean over few tapes still carries chance; each mean is therefore taken twice, on
the odd and the even tapes, and the product of both has the squared effect as its mean, whatever the luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim import outcomes
from sim.analysis import runs, validation
from sim.analysis.spread import BASELINES
from sim.evidence import load
from sim.scenario import Scenario
from sim.stats import intervals, resampling
from sim.stats.bounds import bounds
from sim.stats.intervals import Reals
from sim.wording import labels, numbers
from sim.wording.adding_up import adding_up, places_of_shares

SHARES = ("theory", "baseline knob", "parameters", "these together")
"""Sources in the order of the axes of what is run, and what is left: what one makes depends on another."""
RESAMPLES = 200


@dataclass(frozen=True)
class Decomposition:
    """Shares of the variance of the expected value in the order of SHARES, with intervals, and its means.

    `theory_ends` are 95 % intervals of the means under each theory over the draws; `one_run` is the standard deviation
    of a single run about its expected value, which is luck and in none of the shares.
    """

    measure: str
    difference: bool
    mean: float
    variance: float
    one_run: float
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    by_theory: dict[str, float]
    theory_ends: dict[str, tuple[float, float]]
    by_baseline: dict[float, float]
    theories_differ: bool
    seed: int
    draws: int
    tapes: int
    scenario_hash: str

    def sentence(self) -> str:
        """Where the spread of the expected value comes from, the largest share first, and what it is not."""
        named = f"{'change of ' * self.difference}{labels.outcome(self.measure)}"
        if self.variance <= 0.0:
            return f"Expected {named} does not vary."
        order = np.argsort(self.shares)[::-1]
        parts = [f"{SHARES[k]} {self._share(int(k))}" for k in order]
        first, second = order[0], order[1]
        clear = self.low[first] > self.high[second]
        lead = f"most of it is {SHARES[first]}" if clear else "no source leads beyond the noise"
        shares = f"Spread of expected {named}, chance averaged out: {', '.join(parts)}"
        return f"{shares}; {lead}. {self._sizes()} {self._theories()}"

    @property
    def printed(self) -> list[float]:
        """The shares as they are written, to `places`, so that they add up."""
        return adding_up(self.shares, self.places)

    def _share(self, k: int) -> str:
        low, high = numbers.ends(self.low[k], self.high[k], self.places, "share")
        return f"{numbers.figure(self.printed[k], self.places, 'share')} ({low} to {high})"

    @property
    def places(self) -> int:
        """Places to which every share is written."""
        return places_of_shares(self.shares)

    @property
    def spreads(self) -> tuple[float, ...]:
        """Standard deviations that each source makes, in the outcome's unit."""
        return tuple(float(np.sqrt(share * self.variance)) for share in self.shares)

    def _sizes(self) -> str:
        """How far each source alone moves it, and that the luck of one run is another matter."""
        theory, knob, draws, _ = map(self._size, self.spreads)
        return (
            f"It spreads by {theory} between theories, {knob} between levels of the knob and {draws} between draws "
            f"of the parameters; one run is off it by {self._size(self.one_run)}, which is luck and no doubt about it."
        )

    def _size(self, deviation: float) -> str:
        unit = outcomes.BY_NAME[self.measure].unit
        return numbers.size(deviation, numbers.digits(0.0, 0.0, deviation) - 1, unit)

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
        ends = self.theory_ends[theory]
        return numbers.estimate(self.by_theory[theory], *ends, unit, signed=self.difference)

    @property
    def table(self) -> pd.DataFrame:
        """One row a source of variance: its share and interval, and the standard deviation it makes."""
        columns = {"share": self.shares, "low": self.low, "high": self.high, "spread": self.spreads}
        return pd.DataFrame(columns, index=list(SHARES))

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


def decompose(
    scenario: Scenario,
    measure: str = "attacked",
    *,
    against: Scenario | None = None,
    theories: Sequence[str] | None = None,
    baselines: Sequence[float] = BASELINES,
    draws: int = 100,
    tapes: int = 20,
    seed: int = 1,
) -> Decomposition:
    """Split the variance of an expected value over theories, the baseline knob and parameters.

    Theories count alike, and so do levels of the knob. The intervals resample draws: the others are all there are.

    Parameters
    ----------
    scenario
        What is run under each theory and at each level of the knob.
    measure
        Name of an outcome that every run has (`validation.MEASURES`).
    against
        With it, what is split is the difference: the outcome in `scenario` less that in this one, pair by pair.
    theories, baselines
        Theories, left out: all; and levels of `baseline_attack_risk`.
    draws, tapes
        Draws of the parameters, and tapes of chance a draw; at least 2 of each.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Decomposition
        Shares in the order of `SHARES`, which sum to 1 (all 0 if nothing varies), with 95 % intervals.

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
    schools, levels = tuple(theories or load().theories), tuple(map(float, baselines))
    pair = [scenario] if against is None else [scenario, against]
    placed = [
        one.but(theory=theory, baseline_attack_risk=level)
        for one in pair
        for theory in schools
        for level in levels
    ]
    found = runs.nested(placed, [measure], count=draws, tapes=tapes, seed=seed)[0]
    first, *second = found.reshape(len(pair), len(schools), len(levels), draws, tapes)
    values = first - second[0] if second else first
    resampled = [components(values[:, :, rows]) for rows in resampling.rows(draws, RESAMPLES, seed)]
    parts = components(values)
    low, high = resampling.ends([_shares(one) for one in resampled], axis=0)
    by_draw = values.mean(axis=(1, 3))
    means = by_draw.mean(axis=1)
    possible = bounds(measure)
    ends = (
        intervals.change(by_draw, flag=False, width=possible.width)
        if second
        else intervals.level(by_draw, flag=False, **possible._asdict())
    )
    gap = by_draw[means.argmax()] - by_draw[means.argmin()]
    return Decomposition(
        measure=measure,
        difference=against is not None,
        mean=float(means.mean()),
        variance=float(parts.sum()),
        one_run=float(np.sqrt(values.var(axis=-1, ddof=1).mean())),
        shares=tuple(_shares(parts).tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        by_theory=dict(zip(schools, means.tolist(), strict=True)),
        theory_ends={
            name: (float(below), float(above))
            for name, below, above in zip(schools, ends.low, ends.high, strict=True)
        },
        by_baseline=dict(zip(levels, values.mean(axis=(0, 2, 3)).tolist(), strict=True)),
        theories_differ=bool(intervals.separated(gap, intervals.mean(gap))),
        seed=seed,
        draws=draws,
        tapes=tapes,
        scenario_hash=scenario.digest,
    )


def components(values: Reals) -> Reals:
    """Variance of expected values (theories × baselines × draws × tapes): from each of the three, and together."""
    odd, even = values[..., ::2].mean(axis=-1), values[..., 1::2].mean(axis=-1)
    whole = _product(odd - odd.mean(), even - even.mean())
    alone = [_product(_effect(odd, axis), _effect(even, axis)) for axis in range(3)]
    return np.array([*alone, max(0.0, whole - sum(alone))])


def _effect(means: Reals, axis: int) -> Reals:
    """How far the mean at each place of one axis lies off the whole mean."""
    others = tuple(k for k in range(means.ndim) if k != axis)
    return np.asarray(means.mean(axis=others) - means.mean())


def _product(one: Reals, other: Reals) -> float:
    """A variance from two measurements of the same deviations whose errors share nothing; never below 0."""
    return max(0.0, float((one * other).mean()))


def _shares(found: Reals) -> Reals:
    total = found.sum()
    shares: Reals = found / total if total > 0.0 else np.zeros(len(found))
    return shares
