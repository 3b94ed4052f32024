"""Docking: what two bargaining models make of the same stances, and where Tripwire ranks the states otherwise.

Axtell, Axelrod, Epstein & Cohen 1996. The compromise and the expected-utility model (`analysis.bargaining`) know of a
state its position, its capability and its salience. The position is its stance, −3 to 3; the capability its share of
all contributors' defence spending; the salience the mean of its nearness to the front and of what it has given (both
as in `rules.willingness`, parameters at their mode), at least LEAST. States whose stance nobody reports take no part.
Each model then ranks the states, and the ranks are held against the chance that Tripwire puts a state on the ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from sim.analysis import bargaining, validation
from sim.analysis.explain import Explanation, explanation
from sim.evidence import load
from sim.evidence.layers import voices
from sim.rules.records import Assumptions, Facts
from sim.rules.willingness import TERMS, aid_given, nearness
from sim.scenario import Scenario, ScenarioError, roster
from sim.scenario.errors import check_seed
from sim.scenario.levers import MANDATES
from sim.stats.intervals import Reals
from sim.wording import labels, numbers

LEAST = 0.1
"""Least salience of a state that has spoken."""
MODELS = ("stance", "bargain")
"""What Tripwire's ranks are held against: stances as they are, and where the bargaining model ends."""
MOST_NAMED = 3
BLOCKED = 0.2
"""Share of runs in which a state is willing and not there, from which on that is its reason."""


@dataclass(frozen=True)
class Docking:
    """`table` has a row a state; `compromise`, `median` and `agreed` are positions on the scale of stances."""

    table: pd.DataFrame
    compromise: float
    median: float
    agreed: float
    rounds: int
    correlation: dict[str, float]
    reasons: dict[str, str]
    silent: int
    seed: int
    replicates: int
    scenario_hash: str

    def sentence(self) -> str:
        """What the bargaining models expect, how far the ranks agree, and where they part."""
        rank = ", ".join(f"{name} {_signed(self.correlation[name])}" for name in MODELS)
        parted = "; ".join(f"{code}: {why}" for code, why in self.reasons.items())
        return (
            f"On stances alone {len(self.table)} states compromise at {_signed(self.compromise)} of −3 to +3, and "
            f"bargaining ends at {_signed(self.agreed)} after {self.rounds} rounds. Rank correlation with the chance "
            f"of being on the ground: {rank}. Where the ranks part most: {parted}. "
            f"{self.silent} states said nothing and take no part."
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(2).to_html()}"


def docking(scenario: Scenario | None = None, *, replicates: int = 2_000, seed: int = 1) -> Docking:
    """Two bargaining models on a scenario's stances, beside Tripwire.

    Parameters
    ----------
    scenario
        Gives the stances, and is what Tripwire runs; left out, the base scenario with the public record.
    replicates
        Runs, 2 to 50,000.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Docking
        Positions, ranks and rank correlations, and why the models part where they do.

    Raises
    ------
    ScenarioError
        If fewer than three states have a stance.

    Examples
    --------
    >>> found = docking(Scenario(horizon=6), replicates=20)
    >>> list(found.table.columns)
    ['stance', 'capability', 'salience', 'bargain', 'ground']
    """
    scenario = Scenario(evidence="record") if scenario is None else scenario
    replicates, seed = validation.count("replicates", replicates, 2), check_seed(seed)
    table = positions(scenario)
    stance, capability, salience = (table[name].to_numpy() for name in ("stance", "capability", "salience"))
    bargain = bargaining.bargain(stance, capability, salience)
    told = {code: explanation(scenario, code, seed, replicates) for code in map(str, table.index)}
    table["bargain"] = bargain.final
    table["ground"] = [told[code].on_the_ground for code in told]
    return Docking(
        table=table,
        compromise=bargaining.compromise(stance, capability * salience),
        median=float(bargain.medians[0]),
        agreed=float(bargain.medians[-1]),
        rounds=len(bargain.positions) - 1,
        correlation={
            name: _correlation(table[name].to_numpy(), table["ground"].to_numpy()) for name in MODELS
        },
        reasons=_reasons(scenario, table, told),
        silent=len(roster.codes()) - len(scenario.exclude) - len(table),
        seed=seed,
        replicates=replicates,
        scenario_hash=scenario.digest,
    )


def positions(scenario: Scenario) -> pd.DataFrame:
    """Stance, capability and salience of every state with a stance."""
    spoken = {
        code: float(voice.value)
        for code, voice in voices(load(), scenario.evidence, scenario.reading).items()
    }
    stances = {
        code: (spoken | dict(scenario.stances))[code]
        for code in roster.codes()
        if code in spoken | dict(scenario.stances) and code not in scenario.exclude
    }
    if len(stances) < 3:
        raise ScenarioError("stances: bargaining needs at least three states with one")
    facts = roster.facts()[[roster.codes().index(code) for code in stances]]
    likely = Assumptions(**{name: one.mode for name, one in load().parameters.items()})
    salience = [
        max(LEAST, 0.5 * (nearness(likely, row["distance_km"]) + aid_given(Facts(aid=row["aid"]))))
        for row in facts
    ]
    columns = {"stance": list(stances.values()), "capability": facts["weight"], "salience": salience}
    return pd.DataFrame(columns, index=pd.Index(list(stances), name="state"))


def _signed(value: float) -> str:
    return numbers.bare(value, 2, signed=True)


def _correlation(one: Reals, other: Reals) -> float:
    """Spearman's rank correlation; NaN where all are alike."""
    if np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return float("nan")
    return float(np.corrcoef(stats.rankdata(one), stats.rankdata(other))[0, 1])


def _reasons(scenario: Scenario, table: pd.DataFrame, told: dict[str, Explanation]) -> dict[str, str]:
    """Why Tripwire ranks the states otherwise whose rank differs most from that of their stance."""
    gap = table["ground"].rank() - table["stance"].rank()
    terms = pd.DataFrame({code: one.table["mean"][list(TERMS)] for code, one in told.items()})
    other = terms.sub(terms.mean(axis=1), axis=0).drop("stance")
    reasons = {}
    for code in map(str, gap.abs().sort_values(ascending=False, kind="stable").index[:MOST_NAMED]):
        lower = bool(gap[code] < 0.0)
        weighs = list(other[code].sort_values(ascending=lower, kind="stable").index[:2])
        kept = _kept_back(scenario, code, told[code]) if lower else ""
        why = kept or f"by {labels.listed(weighs)}"
        reasons[code] = f"{'lower' if lower else 'higher'} in Tripwire by {abs(gap[code]):.0f} ranks, {why}"
    return reasons


def _kept_back(scenario: Scenario, code: str, found: Explanation) -> str:
    """What keeps a state's soldiers at home whatever its government wants; empty for nothing."""
    if roster.facts()["gate"][roster.codes().index(code)] > MANDATES[scenario.mandate]:
        return "its law asks for a mandate that the mission has not"
    if found.willing - found.on_the_ground > BLOCKED:
        return "its government is willing and not followed"
    return ""
