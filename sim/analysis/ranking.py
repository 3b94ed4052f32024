"""A ranking of options by regret: its table, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim import outcomes
from sim.wording import labels, numbers

SETTLED = 0.02
"""Regrets have settled when none moves by more than this as the runs a world double."""


@dataclass(frozen=True)
class Criterion:
    """An outcome to keep low, its weight, and the limit that is good enough."""

    measure: str
    weight: float = 1.0
    limit: float = np.inf


NOTE = "Soldiers killed and direct war are those of the force; an option without one has none by construction"


@dataclass(frozen=True)
class Ranking:
    """Options by regret, the least first; `tied` are those no worse than the first beyond the noise.

    `leaders` are the tied options under each theory alone, `by_theory` the mean regrets there. `moved` is the largest
    change of a regret as the runs a world (`inner` says what they are called) doubled to `runs_a_world`.
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
    moved: float = 0.0
    inner: str = "tapes"
    held: str = ""

    @property
    def settled(self) -> bool:
        """Whether more runs a world would leave the regrets where they are."""
        return self.moved <= SETTLED

    def state(self) -> str:
        """By how much the regrets moved as the runs doubled, and what follows."""
        how = f"regrets moved by {self.moved:.3f} as the {self.inner} doubled to {self.runs_a_world:,}"
        advice = "" if self.settled else f"; not settled: take more {self.inner} before quoting"
        return f"{how[0].upper()}{how[1:]}, by which each interval is widened{advice}."

    def sentence(self) -> str:
        """The least regret, ties named, what satisfices most often, and whether the theories agree."""
        best = str(self.table.index[0])
        regret = self.table.to_dict("index")[best]
        figure = numbers.estimate(regret["regret"], regret["regret_low"], regret["regret_high"])
        over = numbers.counted(self.worlds, "world")
        sentence = f"Least mean regret over {over}: {best}, {figure}"
        if len(self.tied) > 1:
            tied = labels.listed(self.tied)
            sentence = f"No single option leads over {over}: {tied} tie within the noise"
        weights = ", ".join(f"{labels.outcome(c.measure)} {c.weight:g}" for c in self.criteria)
        parts = (
            f"{sentence}. Weights: {weights}.",
            self._limits(),
            self._theories(),
            self.state(),
            self.held,
        )
        return " ".join(part for part in parts if part)

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
        told = f"One by one, {first} leads or ties under {held} of {len(self.leaders)} theories"
        return f"{'; '.join([told, *against])}."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}<p>{NOTE}.</p>"
