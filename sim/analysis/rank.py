"""Which option holds up: regret and satisficing across worlds, troops and no-troops options alike.

A world is a theory, a reading and a draw of the parameters; in each, every option runs on the same chance.
Regret is how much worse an option does than the best one in that world, on a scale from 0 to 1 a criterion
(the spread of all options over all worlds), weighted as shown (Savage 1951). An option satisfices where it
meets every limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from sim import outcomes
from sim.analysis import runs, validation
from sim.evidence import load
from sim.scenario import Scenario, ScenarioError
from sim.stats import resampling
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

RESAMPLES = 400


@dataclass(frozen=True)
class Criterion:
    """An outcome to keep low, its weight, and the limit that is good enough."""

    measure: str
    weight: float = 1.0
    limit: float = np.inf


CRITERIA = (
    Criterion("attacked", 0.4, 0.2),
    Criterion("direct_war", 0.3, 0.02),
    Criterion("kia", 0.2, 20.0),
    Criterion("cost_eur_bn", 0.1, 40.0),
)
"""Weights and limits to start from: grade D, a matter of judgement; change them and see what changes."""

OPTIONS: dict[str, dict[str, object]] = {
    "nothing": {"force_size": 0.0, "roles": ()},
    "training": {"roles": ("training",)},
    "arming": {"force_size": 0.0, "roles": (), "arming": 0.2},
    "arming and training": {"force_size": 0.0, "roles": ("training",), "arming": 0.2},
    "air and sea": {"roles": ("air_sea",)},
    "monitoring": {"roles": ("monitoring",), "roe": "monitor"},
    "neighbour basing": {"roles": ("basing",)},
    "tripwire 10k": {"force_size": 10_000.0, "roe": "robust"},
    "UNIFIL-like 15k": {"force_size": 15_000.0, "roe": "monitor", "mandate": "un"},
    "KFOR-like 40k": {"force_size": 40_000.0, "roe": "robust"},
    "100k at the line": {"force_size": 100_000.0, "roe": "combat", "location": "line"},
    "40k and arming": {"force_size": 40_000.0, "roe": "robust", "arming": 0.2},
}
"""Options with and without troops, as changes to a scenario; those of one role are the missions of `configs/`."""
NOTE = "Soldiers killed and direct war are those of the force; an option without one has none by construction"


@dataclass(frozen=True)
class Ranking:
    """Options by regret, the least first; `tied` are those no worse than the first beyond the noise.

    `leaders` are the tied options under each theory alone, `by_theory` the mean regrets there.
    """

    table: pd.DataFrame
    criteria: tuple[Criterion, ...]
    worlds: int
    tied: tuple[str, ...]
    most_satisficing: tuple[str, ...]
    by_theory: pd.DataFrame
    seed: int
    runs_a_world: int
    leaders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sentence(self) -> str:
        """The least regret, ties named, what satisfices most often, and whether the theories agree."""
        best = str(self.table.index[0])
        regret = self.table.to_dict("index")[best]
        figure = numbers.estimate(regret["regret"], regret["regret_low"], regret["regret_high"])
        sentence = f"Least mean regret over {self.worlds} worlds: {best} ({figure})"
        if len(self.tied) > 1:
            tied = labels.listed(self.tied)
            sentence = f"No single option leads over {self.worlds} worlds: {tied} tie within the noise"
        weights = ", ".join(f"{labels.outcome(c.measure)} {c.weight:g}" for c in self.criteria)
        return f"{sentence} (weights: {weights}). {self._limits()} {self._theories()}".rstrip()

    def _limits(self) -> str:
        limits = [
            f"{labels.outcome(c.measure)} at most {numbers.exact(c.limit, outcomes.BY_NAME[c.measure].unit)}"
            for c in self.criteria
            if np.isfinite(c.limit)
        ]
        if not limits:
            return "No limits are set."
        named = f"limits ({', '.join(limits)})"
        often = {name: 100 * float(self.table["satisfices"][name]) for name in self.most_satisficing}
        best = max(often, key=often.__getitem__)
        if often[best] == 0.0:
            return f"No option meets all {named} in any world."
        others = [f"{name} ({share:.0f} %)" for name, share in often.items() if name != best]
        tie = f"; {labels.listed(others)} {'ties' if len(others) == 1 else 'tie'} with it" if others else ""
        return f"All {named} are met most often by {best}, in {often[best]:.0f} % of worlds{tie}."

    def _theories(self) -> str:
        if not self.leaders:
            return ""
        first = str(self.table.index[0])
        against = [
            f"not under {theory} ({labels.listed(list(tied), 'or')})"
            for theory, tied in self.leaders.items()
            if first not in tied
        ]
        held = len(self.leaders) - len(against)
        sentence = "; ".join(
            [f"{first} leads or ties under {held} of {len(self.leaders)} theories", *against]
        )
        return f"{sentence[0].upper()}{sentence[1:]}."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}<p>{NOTE}.</p>"


def rank(
    scenario: Scenario,
    options: Mapping[str, Scenario] | None = None,
    *,
    criteria: Sequence[Criterion] = CRITERIA,
    theories: Sequence[str] | None = None,
    readings: Sequence[str] | None = None,
    draws: int = 16,
    tapes: int = 32,
    seed: int = 1,
) -> Ranking:
    """Run every option in every world and rank them by mean regret, with intervals over the draws.

    A world is a theory, a reading and a draw of the parameters. US backing and battlefield follow the reading, unless
    the scenario sets them.

    Parameters
    ----------
    scenario
        What the standard options change.
    options
        Names and scenarios, at least two; left out: `OPTIONS`, as changes to `scenario`.
    criteria
        Outcomes to keep low, with weights of at least 0, not all 0, and limits in the outcome's unit.
    theories, readings
        Names of those to use; left out: all.
    draws
        Draws of the parameters, at least 2, or there is nothing to resample.
    tapes
        Tapes of chance a draw, at least 1; levels are means over them.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Ranking
        Options by regret (0 to 1), the least first; its cost is options × theories × readings × draws × tapes runs.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> base = Scenario(horizon=6)
    >>> options = {"none": base.but(force_size=0.0, roles=()), "40k": base}
    >>> found = rank(base, options, theories=["consensus"], readings=["jan2025"], draws=2, tapes=4)
    >>> found.worlds, sorted(found.table.index)
    (2, ['40k', 'none'])
    """
    named = dict(options) if options else {name: scenario.but(**change) for name, change in OPTIONS.items()}
    if len(named) < 2 or sum(c.weight for c in criteria) <= 0.0 or any(c.weight < 0.0 for c in criteria):
        raise ScenarioError(
            "rank: needs at least two options, and weights that are not negative and not all 0"
        )
    for criterion in criteria:
        validation.measure("criteria", criterion.measure)
    draws, tapes = validation.count("draws", draws, 2), validation.count("tapes", tapes, 1)
    schools, moments = tuple(theories or load().theories), tuple(readings or load().readings)
    places = list(product(schools, moments))
    measures = [c.measure for c in criteria]
    levels = [
        runs.nested(
            [option.but(theory=theory, reading=reading) for option in named.values()],
            measures,
            count=draws,
            tapes=tapes,
            seed=seed,
            first=k * draws * tapes,
        ).mean(axis=-1)
        for k, (theory, reading) in enumerate(places)
    ]
    together = np.concatenate(levels, axis=2).transpose(1, 0, 2)
    return _ranked(list(named), together, tuple(criteria), places, draws, tapes, seed)


def regrets(levels: Reals, weights: Reals) -> Reals:
    """Weighted regret, options × worlds, from levels to keep low, options × criteria × worlds."""
    span = levels.max(axis=(0, 2)) - levels.min(axis=(0, 2))
    scaled = (levels - levels.min(axis=0)) / np.where(span > 0.0, span, 1.0)[:, None]
    found: Reals = np.einsum("ocw,c->ow", scaled, weights / weights.sum())
    return found


def _ranked(
    names: list[str],
    levels: Reals,
    criteria: tuple[Criterion, ...],
    places: list[tuple[str, str]],
    draws: int,
    tapes: int,
    seed: int,
) -> Ranking:
    regret = regrets(levels, np.array([c.weight for c in criteria]))
    limits = np.array([c.limit for c in criteria])
    good = (levels <= limits[:, None]).all(axis=1)
    resampled = _resample(np.stack([regret, good]), draws, seed)
    low, high = resampling.ends(resampled[0])
    table = pd.DataFrame(
        {
            "regret": regret.mean(axis=1),
            "regret_low": low,
            "regret_high": high,
            "worst_regret": regret.max(axis=1),
            "satisfices": good.mean(axis=1),
        }
        | {c.measure: levels[:, k].mean(axis=1) for k, c in enumerate(criteria)},
        index=pd.Index(names, name="option"),
    )
    by_theory = pd.DataFrame(
        regret.reshape(len(names), len(places), draws).mean(axis=2),
        index=names,
        columns=[theory for theory, _ in places],
    )
    return Ranking(
        table.sort_values("regret"),
        criteria,
        regret.shape[1],
        tuple(names[k] for k in _tied(resampled[0], regret.mean(axis=1))),
        tuple(names[k] for k in _tied(-resampled[1], -good.mean(axis=1))),
        by_theory.T.groupby(level=0, sort=False).mean().T,
        seed,
        tapes,
        _leaders(names, regret.reshape(len(names), len(places), draws), [t for t, _ in places], seed),
    )


def _resample(values: Reals, draws: int, seed: int) -> Reals:
    """Means over resampled draws, the same draws in every theory and reading; shape (…, resamples)."""
    cells = values.reshape(*values.shape[:-1], -1, draws).mean(axis=-2)
    return np.asarray(cells @ resampling.weights(draws, RESAMPLES, seed).T / draws)


def _leaders(names: list[str], cells: Reals, theories: list[str], seed: int) -> dict[str, tuple[str, ...]]:
    """The tied leaders under each theory alone."""
    found = {}
    for theory in dict.fromkeys(theories):
        mine = cells[:, [k for k, other in enumerate(theories) if other == theory]].reshape(len(names), -1)
        tied = _tied(_resample(mine, cells.shape[2], seed), mine.mean(axis=1))
        found[theory] = tuple(names[k] for k in tied)
    return found


def _tied(resampled: Reals, means: Reals) -> list[int]:
    """Positions of the best (lowest) option and of those no worse beyond the noise, best first."""
    best = int(means.argmin())
    low, _ = resampling.ends(resampled - resampled[best])
    return [int(k) for k in np.argsort(means, kind="stable") if k == best or low[k] <= 0.0]
