"""Which of all priors move headlines at all: elementary effects, with the luck of the runs taken out.

An elementary effect (Morris 1991) is how much the headline changes over the full range of one prior, all others held
at a random point. Measured with few runs it carries their luck, and the mean of its absolute value is never zero. Each
effect is therefore measured twice, on tapes of chance that share nothing: the product of both has the squared effect as
its mean, whatever the luck. Its root over the paths is the effect; a prior moves the headline if the interval of that
mean, over resampled paths, stays above zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis import runs, validation
from sim.analysis.headlines import Headline
from sim.engine.assumptions import PARAMETERS
from sim.factors.sampling import unit_points
from sim.factors.space import Space, around, around_both
from sim.scenario import Scenario
from sim.scenario.errors import check_seed
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels

RESAMPLES = 2_000
APART = 1_000_003
"""What is added to the seed for the second measurement, so that its tapes share nothing with the first's."""
MIN_PATHS = 4
"""With fewer there is nothing to resample."""
MOST_NAMED = 5


@dataclass(frozen=True)
class Screening:
    """One row a parameter, the strongest first: `effect`, its interval, both in the headline's unit, and `moves`."""

    headline: str
    table: pd.DataFrame
    paths: int
    runs_a_point: int
    seed: int

    @property
    def movers(self) -> list[str]:
        """Parameters that move the headline by more than the luck of the runs, the strongest first."""
        return [str(name) for name in self.table.index[self.table["moves"]]]

    @property
    def still(self) -> list[str]:
        """Parameters that do not."""
        return [str(name) for name in self.table.index[~self.table["moves"]]]

    def sentence(self) -> str:
        """How many priors move the headline, and which most."""
        first = self.table.loc[self.movers[:MOST_NAMED]]
        named = [f"{name} ({_short(effect)})" for name, effect in first["effect"].items()]
        most = f", most of all {labels.listed(named)}" if named else ""
        if (first["high"].iloc[1:].to_numpy() >= first["low"].iloc[:-1].to_numpy()).any():
            most += ", in an order that the sample does not settle"
        tried = f"{self.paths} paths × {self.runs_a_point} runs, twice"
        return f"{len(self.movers)} of {len(self.table)} priors move {self.headline} beyond noise{most} ({tried})."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.to_html()}"


def _short(value: float) -> str:
    """A number to three places, never in powers of ten below a million."""
    return f"{float(f'{value:.3g}'):,g}"


def screening(
    of: Sequence[Headline],
    scenario: Scenario | None = None,
    *,
    parameters: Sequence[str] = PARAMETERS,
    paths: int = 12,
    replicates: int = 64,
    seed: int = 1,
) -> dict[str, Screening]:
    """How much each prior moves headlines when all vary over their ranges; all headlines on the same runs.

    Parameters
    ----------
    of
        Levels, or differences of two scenarios, of `analysis.headlines`.
    scenario
        The base around which they are taken; left out, the base scenario.
    parameters
        Priors that vary; the others are drawn as ever.
    paths
        Paths through the cube, at least 4; each asks for (parameters + 1) points.
    replicates
        Runs a point, tape and scenario, at least 1: 2 × paths × (parameters + 1) × replicates for each scenario.
    seed
        Seed of the paths and the runs.

    Returns
    -------
    dict of str to Screening
        By the headline's name.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> from sim.analysis.headlines import named
    >>> few = {"parameters": ["conv", "c_air"], "paths": 4, "replicates": 10}
    >>> screening([named("force")], Scenario(horizon=6), **few)["force"].movers
    ['conv']
    """
    paths, seed = validation.count("paths", paths, MIN_PATHS), check_seed(seed)
    validation.count("replicates", replicates, 1)
    base = Scenario() if scenario is None else scenario
    factors = [f"assume.{name}" for name in parameters]
    cube = unit_points("morris", paths, len(factors), seed)
    first, second = (
        _measured(base, of, factors, cube, replicates=replicates, seed=tapes)
        for tapes in (seed, seed + APART)
    )
    return {
        headline.name: Screening(
            headline.says, screened(first[k], second[k], cube, parameters), paths, replicates, seed
        )
        for k, headline in enumerate(of)
    }


def screened(first: Reals, second: Reals, cube: Reals, names: Sequence[str]) -> pd.DataFrame:
    """Effects of every factor, from two measurements at the points of Morris paths.

    Parameters
    ----------
    first, second
        A figure a point, measured twice with errors that share nothing.
    cube
        Morris paths, factors + 1 points each.
    names
        Names of the factors, one a column.

    Returns
    -------
    pandas.DataFrame
        `effect`, `low`, `high` and `moves` by factor, the strongest first.

    Examples
    --------
    >>> cube = unit_points("morris", 8, 2, seed=1)
    >>> table = screened(3 * cube[:, 0], 3 * cube[:, 0], cube, ["a", "b"])
    >>> table["effect"].round(6).to_dict(), table["moves"].to_dict()
    ({'a': 3.0, 'b': 0.0}, {'a': True, 'b': False})
    """
    squares = _effects(first, cube) * _effects(second, cube)
    drawn = resampling.weights(len(squares), RESAMPLES, seed=1) / len(squares)
    low, high = resampling.ends((drawn @ squares).T)
    table = pd.DataFrame(
        {
            "effect": _root(squares.mean(axis=0)),
            "low": _root(low),
            "high": _root(high),
            "moves": low > 0.0,
        },
        index=pd.Index(names, name="parameter"),
    )
    return table.sort_values("effect", ascending=False, kind="stable")


def _measured(
    base: Scenario, of: Sequence[Headline], factors: list[str], cube: Reals, *, replicates: int, seed: int
) -> Reals:
    """Headlines at every point, shape (headlines, points)."""
    measures = list(dict.fromkeys(headline.measure for headline in of))
    spaces: dict[Scenario, Space] = {}
    for headline in of:
        first, *second = headline.scenarios(base)
        both = around_both(first, second[0], factors) if second else (around(first, factors),)
        spaces |= {space.base: space for space in both}
    means = {
        scenario: runs.measured_inputs(
            space.inputs(space.at(cube)), measures, replicates=replicates, seed=seed
        ).mean(axis=2)
        for scenario, space in spaces.items()
    }
    rows = []
    for headline in of:
        first, *second = (means[one][measures.index(headline.measure)] for one in headline.scenarios(base))
        rows.append(first - second[0] if second else first)
    return np.stack(rows)


def _effects(values: Reals, cube: Reals) -> Reals:
    """Elementary effects, shape (paths, factors): change of the figure over the change of the one factor that moved."""
    width = cube.shape[1] + 1
    steps = np.diff(cube.reshape(-1, width, cube.shape[1]), axis=1)
    changes = np.diff(values.reshape(-1, width), axis=1)
    moved = np.abs(steps).argmax(axis=2)
    effects = np.empty(changes.shape)
    size = np.take_along_axis(steps, moved[:, :, None], axis=2)[:, :, 0]
    np.put_along_axis(effects, moved, changes / size, axis=1)
    return effects


def _root(squares: Reals) -> Reals:
    """Root of a mean square, which noise can make negative."""
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))
