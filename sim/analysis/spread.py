"""How far a headline goes: over theories, over parameters, over the baseline knob, and by Monte-Carlo error.

A headline is an outcome's expected value in a scenario, or how much that differs between two. Its Monte-Carlo error
says only how many runs were made; the other three say how much of it rests on what nobody knows. They are shown apart
and in this order, the widest doubts first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim import outcomes
from sim.analysis import runs, validation
from sim.evidence import load
from sim.scenario import Scenario
from sim.stats import intervals
from sim.stats.bounds import bounds
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

SOURCES = ("theories", "parameters", "baseline", "monte_carlo")
"""What a headline goes over, in the order in which it is shown."""
BASELINES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Levels of `baseline_attack_risk`, which no source identifies, over which a headline is shown."""
BAND = (0.05, 0.95)
"""Of the parameter draws that a band holds."""


@dataclass(frozen=True)
class Spread:
    """A headline and its four ranges, in the outcome's unit.

    `by_theory` and `by_baseline` hold the headline under each; `parameters` is the band that holds 90 % of the draws
    with chance averaged out, `monte_carlo` the 95 % interval of the headline itself.
    """

    measure: str
    difference: bool
    value: float
    by_theory: dict[str, float]
    parameters: tuple[float, float]
    by_baseline: dict[float, float]
    monte_carlo: tuple[float, float]
    seed: int
    replicates: int
    draws: int
    assumptions: str
    scenario_hash: str

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """Least and greatest value by source, in the order of SOURCES."""
        theories, baseline = self.by_theory.values(), self.by_baseline.values()
        ends = (
            (min(theories), max(theories)),
            self.parameters,
            (min(baseline), max(baseline)),
            self.monte_carlo,
        )
        return dict(zip(SOURCES, ends, strict=True))

    @property
    def changes_sign(self) -> bool:
        """Whether a difference lies on both sides of zero, going over theories, parameters and baselines."""
        doubts = [self.ranges[source] for source in SOURCES[:-1]]
        return self.difference and min(low for low, _ in doubts) < 0.0 < max(high for _, high in doubts)

    def sentence(self) -> str:
        """The headline and its ranges in words."""
        named = labels.outcome(self.measure)
        over = ", ".join(
            f"{label} {self._figure(self.ranges[source][0])} to {self._figure(self.ranges[source][1])}"
            for source, label in zip(SOURCES, _LABELS, strict=True)
        )
        sign = " Its sign is not settled." if self.changes_sign else ""
        return f"{named}: {self._figure(self.value)}; {over}.{sign}"

    @property
    def table(self) -> pd.DataFrame:
        """One row a source: the least and the greatest value of the headline, and how far apart they are."""
        rows = {source: (low, high, high - low) for source, (low, high) in self.ranges.items()}
        return pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high", "width"])

    def _figure(self, value: float) -> str:
        unit = outcomes.BY_NAME[self.measure].unit
        widest = max(high - low for low, high in self.ranges.values())
        text = numbers.figure(value, numbers.digits(0.0, 0.0, widest), unit, signed=self.difference)
        return text.replace(" %", " points") if self.difference else text

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"


_LABELS = ("over theories", "over parameters (90 %)", "over the baseline knob", "Monte-Carlo error (95 %)")


def spread(
    scenario: Scenario,
    measure: str = "attacked",
    *,
    against: Scenario | None = None,
    theories: Sequence[str] | None = None,
    baselines: Sequence[float] = BASELINES,
    replicates: int = 4_000,
    draws: int = 100,
    tapes: int = 40,
    seed: int = 1,
    assumptions: str = "priors",
) -> Spread:
    """How far the expected value of an outcome, or its difference from another scenario, goes.

    Parameters
    ----------
    scenario
        What the headline is of.
    measure
        Name of an outcome that every run has.
    against
        The scenario that it is compared with, pair by pair on the same chance; left out, the headline is a level.
    theories, baselines
        What it is shown over; left out, all theories, and BASELINES. The scenario's own theory and baseline hold
        wherever they are not what varies.
    replicates
        Runs of each scenario for every theory and baseline.
    draws, tapes
        Draws of the parameters, and tapes of chance a draw; at least 2 of each.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    Spread
        The headline with its ranges.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = spread(
    ...     Scenario(horizon=6), "deployed", theories=["consensus"], replicates=50, draws=5, tapes=4
    ... )
    >>> list(found.table.index)
    ['theories', 'parameters', 'baseline', 'monte_carlo']
    """
    validation.measure("measure", measure)
    draws, tapes = validation.count("draws", draws, 2), validation.count("tapes", tapes, 2)
    pair = [scenario] if against is None else [scenario, against]
    schools = tuple(theories or load().theories)
    variants: list[dict[str, Any]] = [
        {},
        *({"theory": name} for name in schools),
        *({"baseline_attack_risk": b} for b in baselines),
    ]
    placed = [one.but(**variant) for variant in variants for one in pair]
    values = runs.measured(placed, [measure], replicates=replicates, seed=seed, assumptions=assumptions)[0]
    headlines = _headlines(values.reshape(len(variants), len(pair), replicates))
    own = _own(headlines[0], measure, difference=against is not None)
    means = headlines.mean(axis=-1).tolist()
    inner = runs.nested(
        pair, [measure], count=draws, tapes=tapes, seed=seed, first=replicates, assumptions=assumptions
    )[0]
    return Spread(
        measure=measure,
        difference=against is not None,
        value=means[0],
        by_theory=dict(zip(schools, means[1 : 1 + len(schools)], strict=True)),
        parameters=band(_headlines(inner[None])[0]),
        by_baseline=dict(zip(map(float, baselines), means[1 + len(schools) :], strict=True)),
        monte_carlo=(float(own.low), float(own.high)),
        seed=seed,
        replicates=replicates,
        draws=draws,
        assumptions=assumptions,
        scenario_hash=scenario.digest,
    )


def _own(values: Reals, measure: str, *, difference: bool) -> intervals.Estimate:
    """The headline itself with its interval."""
    flag, possible = outcomes.BY_NAME[measure].kind == "flag", bounds(measure)
    if difference:
        return intervals.change(values, flag=False, width=possible.width)
    return intervals.level(values, flag=flag, **possible._asdict())


def _headlines(values: Reals) -> Reals:
    """Values of one scenario, or of the first less the second; scenarios stand on the second axis."""
    return values[:, 0] if values.shape[1] == 1 else values[:, 0] - values[:, 1]


def band(values: Reals) -> tuple[float, float]:
    """The band that holds 90 % of the draws' expected values, from values (draws × tapes).

    A mean over few tapes still carries chance: the draws' means are drawn together by the share of their variance that
    is not chance (Searle, Casella & McCulloch 1992).
    """
    means = values.mean(axis=1)
    total = means.var(ddof=1)
    chance = values.var(axis=1, ddof=1).mean() / values.shape[1]
    kept = np.sqrt(max(0.0, 1.0 - chance / total)) if total > 0.0 else 0.0
    low, high = np.quantile(means.mean() + kept * (means - means.mean()), BAND)
    return float(low), float(high)
