"""Sobol's total indices of a headline over priors: how much of its variance would be left if all others were known.

A point of the sample is played on a few tapes only, and an index computed from such means counts their luck as an
effect. Here the tapes of a row of the sample are shared by its points and by no other row, and what their luck adds to
each square is taken out: the square of a mean over tapes, less the variance between tapes over their number, has the
square of the expected value as its mean. Rows then share nothing, so that an interval over resampled rows holds the
luck of the tapes as well. Indices have settled if no interval is wider than `SETTLED`, and none moves by more as the
sample doubles or between two halves of the tapes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis import runs, validation
from sim.analysis.headlines import Headline
from sim.analysis.indices import SETTLED
from sim.factors.sampling import power_of_two, unit_points
from sim.factors.space import around, around_both
from sim.scenario import Scenario
from sim.scenario.errors import check_seed
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

RESAMPLES = 1_000
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
    samples, seed = validation.count("samples", samples, 8), check_seed(seed)
    power_of_two("samples", samples)
    validation.count("replicates", replicates, 4)
    base = Scenario() if scenario is None else scenario
    cube = unit_points("saltelli", samples, len(parameters), seed).reshape(samples, -1, len(parameters))
    values = _values(of.scenarios(base), of.measure, parameters, cube, replicates=replicates, seed=seed)
    squares, variance = parts(values)
    drawn = resampling.weights(samples, RESAMPLES, seed) / samples
    low, high = resampling.ends(_indices(drawn @ squares, drawn @ variance).T)
    whole = _total(values)
    table = pd.DataFrame(
        {"index": whole, "error": (high - low) / 2.0}, index=pd.Index(parameters, name="parameter")
    )
    halves = [_total(values[..., k::2]) for k in range(2)]
    return Indices(
        headline=of.says,
        table=table.sort_values("index", ascending=False, kind="stable"),
        samples=samples,
        runs_a_point=replicates,
        doubled=_furthest(whole, _total(values[: samples // 2])),
        tapes_apart=_furthest(*halves),
        seed=seed,
    )


def parts(values: Reals) -> tuple[Reals, Reals]:
    """Half the squared effect of each factor, and the squared deviation, by row of a sample, luck of tapes taken out.

    Parameters
    ----------
    values
        A figure a run, shape (rows, factors + 2, tapes): at a first point, with one factor after the other taken from
        a second point, and at that second point.

    Returns
    -------
    squares
        Shape (rows, factors).
    variance
        Shape (rows,): its mean is the variance of the expected value.

    Examples
    --------
    >>> cube = unit_points("saltelli", 512, 2, seed=1).reshape(512, 4, 2)
    >>> exact = np.repeat((2 * cube[..., 0] + cube[..., 1])[..., None], 2, axis=-1)
    >>> squares, variance = parts(exact)
    >>> (squares.mean(axis=0) / variance.mean()).round(2).tolist()
    [0.8, 0.2]
    """
    squares = _square(values[:, :1] - values[:, 1:-1]) / 2.0
    # The first point and those that differ from it in one factor are much alike; the second point tells as much again.
    off = _square(values - values.mean())
    return squares, (off[:, :-1].mean(axis=1) + off[:, -1]) / 2.0


def _square(by_tape: Reals) -> Reals:
    """Square of the expected value, from values by tape: unbiased, and so at times negative."""
    return np.asarray(by_tape.mean(axis=-1) ** 2 - by_tape.var(axis=-1, ddof=1) / by_tape.shape[-1])


def _total(values: Reals) -> Reals:
    squares, variance = parts(values)
    return _indices(squares.mean(axis=0), variance.mean())


def _indices(squares: Reals, variance: Reals) -> Reals:
    """Total indices; 0 where nothing varies."""
    spread = np.asarray(variance)[..., None]
    return np.divide(squares, spread, out=np.zeros_like(squares), where=spread > 0.0)


def _furthest(one: Reals, other: Reals) -> float:
    return float(np.abs(one - other).max())


def _values(
    scenarios: Sequence[Scenario],
    measure: str,
    parameters: Sequence[str],
    cube: Reals,
    *,
    replicates: int,
    seed: int,
) -> Reals:
    """The headline of every run, shape (rows, points a row, tapes); each row has tapes of its own."""
    factors = [f"assume.{name}" for name in parameters]
    first, *second = scenarios
    spaces = around_both(first, second[0], factors) if second else (around(first, factors),)
    values = np.empty((*cube.shape[:2], replicates))
    for row, points in enumerate(cube):
        found = [
            runs.measured_inputs(
                space.inputs(space.at(points)),
                [measure],
                replicates=replicates,
                seed=seed,
                first=row * replicates,
            )[0]
            for space in spaces
        ]
        values[row] = found[0] - found[1] if second else found[0]
    return values
