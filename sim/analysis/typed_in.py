"""What is typed in and what emerges: each state with its own stance removed, and headlines without each state.

A state's behaviour is how much likelier, or less likely, it is on the ground than the mean of all states. Its stance is
removed by making it unknown, as that of a state of whom nobody speaks: it is drawn in each run, and all else stays,
the words of the others as well. If at least half of the behaviour is left, beside the mean of all states, each without
its own stance, it is emergent: the state's facts, its public, its law and the others make it. If less is left it is
constructed: whoever typed the stance typed the behaviour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.analysis import headlines, validation
from sim.analysis.headlines import Headline
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs, lay_out
from sim.outcomes import COUNTRY_AT
from sim.rules.roles import ON_GROUND
from sim.scenario import Scenario, check_scenario, roster
from sim.scenario.errors import check_seed
from sim.stats.intervals import Reals
from sim.wording import labels

EMERGENT, CONSTRUCTED, NONE = "emergent", "constructed", "none"
AS_ALL = 0.1
"""How near the mean of all states a chance lies that counts as no behaviour of its own."""
LEFT = 0.5
"""Share of the behaviour that has to stay."""


@dataclass(frozen=True)
class TypedIn:
    """One row a state: its `stance`, its chance on the ground as it is and with the stance `removed`, and its `tag`."""

    table: pd.DataFrame
    seed: int
    replicates: int
    scenario_hash: str

    def tagged(self, tag: str) -> list[str]:
        """Codes of the states with a tag."""
        return [str(code) for code in self.table.index[self.table["tag"] == tag]]

    def sentence(self) -> str:
        """Whose behaviour is typed in, and whose is not."""
        made, own, none = map(self.tagged, (CONSTRUCTED, EMERGENT, NONE))
        return (
            f"Of {len(self.table)} states the behaviour of {len(made)} is constructed, by their typed-in stance alone "
            f"({_codes(made)}), and that of {len(own)} emergent ({_codes(own)}); like the mean: {len(none)}."
        )

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(2).to_html()}"


def typed_in(scenario: Scenario | None = None, *, replicates: int = 2_000, seed: int = 1) -> TypedIn:
    """Remove the stance of one state after the other, and see what of its behaviour is left.

    Parameters
    ----------
    scenario
        What is run; left out, the base scenario with the public record, in which most states have a stance.
    replicates
        Paired runs of each case, 2 to 50,000.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    TypedIn
        One row a state that takes part and has a stance.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> found = typed_in(Scenario(horizon=6), replicates=20)
    >>> list(found.table.columns)
    ['stance', 'ground', 'removed', 'tag']
    """
    scenario = check_scenario(Scenario(evidence="record") if scenario is None else scenario)
    replicates, seed = validation.count("replicates", replicates, 2), check_seed(seed)
    inputs = lay_out([scenario])
    stances = inputs.panel["stance"][0]
    codes = roster.codes()
    at = [k for k, code in enumerate(codes) if code not in scenario.exclude and not np.isnan(stances[k])]
    members = [k for k, code in enumerate(codes) if code not in scenario.exclude]
    everybody = _on_the_ground(inputs, replicates, seed)
    alone = everybody.copy()
    for k in at:
        panel = inputs.panel.copy()
        panel["stance"][0, k] = np.nan
        alone[k] = _on_the_ground(replace(inputs, panel=panel), replicates, seed)[k]
    own, left = (chance[at] - chance[members].mean() for chance in (everybody, alone))
    tags = [tag(*pair) for pair in zip(own.tolist(), left.tolist(), strict=True)]
    columns = {"stance": stances[at], "ground": everybody[at], "removed": alone[at], "tag": tags}
    table = pd.DataFrame(columns, index=pd.Index([codes[k] for k in at], name="state"))
    return TypedIn(table, seed, replicates, scenario.digest)


def tag(own: float, left: float) -> str:
    """What a behaviour is, from how far the state lies off the mean with its stance and without it.

    Examples
    --------
    >>> tag(0.6, 0.4), tag(0.6, 0.1), tag(-0.6, 0.4), tag(0.05, 0.0)
    ('emergent', 'constructed', 'constructed', 'none')
    """
    if abs(own) < AS_ALL:
        return NONE
    return EMERGENT if left / own >= LEFT else CONSTRUCTED


def without_each(
    of: Sequence[Headline], scenario: Scenario | None = None, *, replicates: int = 2_000, seed: int = 1
) -> pd.DataFrame:
    """Headlines when one state after the other is left out.

    Parameters
    ----------
    of
        Levels, or differences of two scenarios.
    scenario
        The base around which they are taken; left out, the base scenario.
    replicates
        Paired runs of each scenario, at least 2.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.

    Returns
    -------
    pandas.DataFrame
        One row a state that is left out, after one with nobody left out, whose name is empty; one column a headline.

    Examples
    --------
    >>> from sim.analysis.headlines import named
    >>> without_each([named("force")], Scenario(horizon=6), replicates=5).shape[1]
    1
    """
    base = check_scenario(Scenario() if scenario is None else scenario)
    replicates, seed = validation.count("replicates", replicates, 2), check_seed(seed)
    rows: dict[str, Reals] = {}
    for code in ("", *(code for code in roster.codes() if code not in base.exclude)):
        there = base.but(exclude=(*base.exclude, code)) if code else base
        rows[code] = headlines.values(there, of, replicates=replicates, seed=seed).mean(axis=1)
    return pd.DataFrame.from_dict(rows, orient="index", columns=[one.name for one in of])


def _on_the_ground(inputs: Inputs, replicates: int, seed: int) -> Reals:
    """Chance of every state to be on the ground in the one scenario of the inputs."""
    block = run_inputs(inputs, replicates=replicates, seed=seed, detail=True)
    return np.asarray((block.by_country[0, ..., COUNTRY_AT["rung_by_country"]] >= ON_GROUND).mean(axis=0))


def _codes(codes: Sequence[str]) -> str:
    return labels.listed(list(codes)) if codes else "none"
