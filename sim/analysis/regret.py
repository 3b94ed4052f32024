"""Regret: how far an option falls behind the best one in a world, and what of it is chance.

On each criterion 1 is the spread of all options over theories and readings, draws averaged. Few runs a world make the
best look better than it is: by how much regrets move as the runs double is added to every interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis.ranking import Criterion, Ranking
from sim.stats import resampling
from sim.stats.intervals import Reals


def regrets(levels: Reals, weights: Reals, span: Reals | None = None) -> Reals:
    """Weighted regret, options × worlds, from levels to keep low, options × criteria × worlds.

    `span` is what counts as 1 on each criterion; left out, the spread of the levels themselves.
    """
    if span is None:
        span = levels.max(axis=(0, 2)) - levels.min(axis=(0, 2))
    scaled = (levels - levels.min(axis=0)) / np.where(span > 0.0, span, 1.0)[:, None]
    found: Reals = np.einsum("ocw,c->ow", scaled, weights / weights.sum())
    return found


@dataclass(frozen=True)
class Scores:
    """Regret and whether all limits are met, each options × places × draws, and the levels behind them."""

    regret: Reals
    good: Reals
    levels: Reals

    @property
    def both(self) -> Reals:
        """Regret, and the share of limits missed, so that less is better in both."""
        return np.stack([self.regret, 1.0 - self.good])


def scores(values: Reals, criteria: Sequence[Criterion]) -> Scores:
    """Scores from outcomes of runs, places × criteria × options × draws × runs."""
    places, _, options, draws, _ = values.shape
    means = values.mean(axis=(3, 4))
    # One run in few is a large step in a rare outcome: over single draws, the spread would grow as tapes become fewer.
    span = means.max(axis=(0, 2)) - means.min(axis=(0, 2))
    levels = values.mean(axis=-1).transpose(2, 1, 0, 3).reshape(options, len(criteria), -1)
    limits = np.array([c.limit for c in criteria])
    shape = (options, places, draws)
    regret = regrets(levels, np.array([c.weight for c in criteria]), span).reshape(shape)
    good = (levels <= limits[:, None]).all(axis=1).astype(float).reshape(shape)
    return Scores(regret, good, levels)


@dataclass(frozen=True)
class Scored:
    """Scores over all runs, and what is not sure about them.

    `shift` is by how much regret and misses changed as the runs doubled, 2 × options × places × draws; `resampled` has
    both of every resample, 2 × options × places × resamples; `theories` names that of each place, if they differ.
    """

    whole: Scores
    shift: Reals
    resampled: Reals
    theories: Sequence[str]


def ranked(
    names: list[str],
    criteria: tuple[Criterion, ...],
    scored: Scored,
    *,
    seed: int,
    runs_a_world: int,
    inner: str = "tapes",
) -> Ranking:
    """A ranking from scores, each interval that of the resamples, widened by the shift.

    Parameters
    ----------
    names, criteria
        Options and criteria, in the order of the scores.
    scored
        The scores.
    seed, runs_a_world, inner
        Seed of the draws, the number of runs behind a score, and what they are called.

    Returns
    -------
    Ranking
        The options, the least regret first.
    """
    whole, shift, resampled, theories = scored.whole, scored.shift, scored.resampled, scored.theories
    moved = shift.mean(axis=(2, 3))
    drawn = resampled.mean(axis=2)
    low, high = resampling.ends(drawn[0])
    means = whole.regret.mean(axis=(1, 2))
    columns = {
        "regret": means,
        "regret_low": np.maximum(low - np.abs(moved[0]), 0.0),
        "regret_high": high + np.abs(moved[0]),
        "worst_regret": whole.regret.max(axis=(1, 2)),
        "satisfices": whole.good.mean(axis=(1, 2)),
    } | {c.measure: whole.levels[:, k].mean(axis=1) for k, c in enumerate(criteria)}
    table = pd.DataFrame(columns, index=pd.Index(names, name="option"))
    alike = {theory: [k for k, one in enumerate(theories) if one == theory] for theory in theories}
    by_theory = {theory: whole.regret[:, at].mean(axis=(1, 2)) for theory, at in alike.items()}
    leaders = {
        theory: _tied(resampled[0][:, at].mean(axis=1), mean, shift[0][:, at].mean(axis=(1, 2)))
        for (theory, at), mean in zip(alike.items(), by_theory.values(), strict=True)
    }
    return Ranking(
        table.sort_values("regret", kind="stable"),
        criteria,
        whole.levels.shape[2],
        tuple(names[k] for k in _tied(drawn[0], means, moved[0])),
        tuple(names[k] for k in _tied(drawn[1], 1.0 - table["satisfices"].to_numpy(), moved[1])),
        pd.DataFrame(by_theory, index=names),
        seed,
        runs_a_world,
        {theory: tuple(names[k] for k in tied) for theory, tied in leaders.items()},
        float(np.abs(moved[0]).max()),
        inner,
    )


def _tied(resampled: Reals, means: Reals, moved: Reals) -> list[int]:
    """Positions of the best (lowest) option and of those no worse beyond noise and shift, best first."""
    best = int(means.argmin())
    low, _ = resampling.ends(resampled - resampled[best])
    low = low - np.abs(moved - moved[best])
    return [int(k) for k in np.argsort(means, kind="stable") if k == best or low[k] <= 0.0]
