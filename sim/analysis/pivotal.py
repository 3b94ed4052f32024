"""Which states are pivotal: what is lost beyond a state's own soldiers when it stays away.

Every state is left out in turn, on the same assumptions and chance. What the others then do less, or more, is the
state's pull: others lean on its going (peers, conditions of pledges), and some fill a gap. How often a coalition has
two sizes to settle at, the least and the greatest set that is its own answer, is said beside (`rules.conference`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.analysis import runs
from sim.analysis.spoken import spoken_of
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, check_scenario, roster
from sim.scenario.errors import check_seed, whole
from sim.stats import intervals
from sim.stats.intervals import Estimate, Reals
from sim.wording import labels, numbers

MAX_RUNS = 50_000
"""Results by country are held in memory: about 100 MB for so many runs."""
NAMED = 3
"""Pivotal states that a sentence names with figures."""


@dataclass(frozen=True)
class Pivotal:
    """What each state's staying away costs, one row a state, and how often the coalition could settle at two sizes.

    Of the table, `on_the_ground` is how often the state goes at all; `others` how many other states are lost on the
    ground, and `soldiers` how many soldiers beyond its own, each with a 95 % interval and whether it stands out of the
    noise; `known` says whether a statement of its government is known, or its stance drawn.
    """

    table: pd.DataFrame
    two_sizes: float
    two_sizes_low: float
    two_sizes_high: float
    seed: int
    replicates: int
    scenario_hash: str

    def sentence(self) -> str:
        """The states that take most of the others with them, and how often the conference matters."""
        pulls = self.pulls
        named = [_pull(str(code), row) for code, row in pulls[:NAMED].iterrows()]
        first = "No state that stays away takes others with it."
        if named:
            fewer = f", {len(pulls) - NAMED} more with fewer" if len(pulls) > NAMED else ""
            first = f"Other states that stay away with one: {', '.join(named)}{fewer}."
        often = numbers.estimate(self.two_sizes, self.two_sizes_low, self.two_sizes_high, "1")
        tried = numbers.counted(self.replicates, "run")
        return f"{first} The coalition could settle at two sizes in {often} of {tried}."

    @property
    def pulls(self) -> pd.DataFrame:
        """The rows of the states that take others with them, beyond the noise."""
        return self.table[self.table["others_separated"] & (self.table["others"] > 0.0)]

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(2).to_html()}"


def _pull(code: str, row: pd.Series) -> str:
    """A state with how many others stay away with it."""
    lost = numbers.estimate(row["others"], row["others_low"], row["others_high"])
    return f"{labels.state(code, known=bool(row['known']))} {lost}"


def pivotal(scenario: Scenario | None = None, replicates: int = 2_000, seed: int = 1) -> Pivotal:
    """Leave out every state in turn, and see what goes with it.

    Parameters
    ----------
    scenario
        What is run; left out: the base scenario.
    replicates
        Paired runs of each case, 2 to 50,000.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    Pivotal
        One row a state that takes part, the most pivotal first.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = pivotal(Scenario(horizon=6, exclude=["FRA"]), replicates=20)
    >>> len(found.table) == len(roster.codes()) - 1, "FRA" in found.table.index
    (True, False)
    """
    scenario = check_scenario(Scenario() if scenario is None else scenario)
    replicates, seed = whole("replicates", replicates, 2, MAX_RUNS, "runs"), check_seed(seed)
    members = [code for code in roster.codes() if code not in scenario.exclude]
    troops, ground, sizes = _coalition(scenario, replicates, seed)
    rows = [_row(scenario, code, troops, ground, seed=seed) for code in members]
    table = pd.DataFrame(rows, index=pd.Index(members, name="state"))
    table.insert(0, "known", table.index.isin(spoken_of(scenario)))
    differ = intervals.share(np.asarray(sizes[0] != sizes[1], float))
    return Pivotal(
        table=table.sort_values("others", ascending=False, kind="stable"),
        two_sizes=float(differ.mean),
        two_sizes_low=float(differ.low),
        two_sizes_high=float(differ.high),
        seed=seed,
        replicates=replicates,
        scenario_hash=scenario.digest,
    )


def _coalition(scenario: Scenario, replicates: int, seed: int) -> tuple[Reals, Reals, tuple[Reals, Reals]]:
    """Soldiers and presence on the ground, (replicates, countries), and the least and the greatest coalition."""
    block = run_inputs(lay_out([scenario]), replicates=replicates, seed=seed, detail=True)
    of_states, run = block.by_country[0], block.run[0]
    ground = of_states[..., COUNTRY_AT["rung_by_country"]] >= ON_GROUND
    troops = np.nan_to_num(of_states[..., COUNTRY_AT["troops_by_country"]])
    return troops, ground.astype(float), (run["joined_wait"], run["joined_rally"])


def _row(
    scenario: Scenario, code: str, troops: Reals, ground: Reals, *, seed: int
) -> dict[str, float | bool]:
    """What is lost when one state stays away, beyond the state itself."""
    at = runs.position(code)
    without = scenario.but(exclude=(*scenario.exclude, code))
    left, there, _ = _coalition(without, len(troops), seed)
    own = intervals.share(ground[:, at])
    lost = {"others": ground - there, "soldiers": troops - left}
    row: dict[str, float | bool] = {
        "on_the_ground": float(own.mean),
        "own_soldiers": float(troops[:, at].mean()),
    }
    for name, change in lost.items():
        beyond = np.delete(change, at, axis=1).sum(axis=1)
        found = intervals.mean(beyond)
        row |= _ends(name, found) | {f"{name}_separated": bool(intervals.separated(beyond, found))}
    return row


def _ends(name: str, found: Estimate) -> dict[str, float | bool]:
    return {name: float(found.mean), f"{name}_low": float(found.low), f"{name}_high": float(found.high)}
