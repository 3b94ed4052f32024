"""The headlines that doubts are held against: a few outcomes of the base scenario, and differences of scenarios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.analysis import runs
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import nearest
from sim.stats.intervals import Reals


@dataclass(frozen=True)
class Headline:
    """An outcome's expected value where `levers` are set; with `against`, less its value where those are."""

    name: str
    says: str
    measure: str
    levers: dict[str, Any] = field(default_factory=dict)
    against: dict[str, Any] | None = None

    def scenarios(self, base: Scenario) -> list[Scenario]:
        """What has to be run around a base: one scenario, or two for a difference."""
        return [base.but(**levers) for levers in (self.levers, self.against) if levers is not None]


NO_FORCE: dict[str, Any] = {"force_size": 0.0}
NO_US, FULL_US = {"us_backing": 0.0}, {"us_backing": 1.0}
HEADLINES = (
    Headline("force", "soldiers in place", "deployed"),
    Headline("states", "states on the ground", "ground_contributors"),
    Headline("attack", "risk of attack", "attacked"),
    Headline("dead", "soldiers killed", "kia"),
    Headline("us_force", "soldiers that full US backing adds", "deployed", FULL_US, NO_US),
    Headline("us_attack", "risk of attack that a missing US adds", "attacked", NO_US, FULL_US),
    Headline(
        "us_kyiv", "chance that Kyiv is content, which full US backing adds", "kyiv_content", FULL_US, NO_US
    ),
    Headline("with_force", "risk of attack that the force adds or takes away", "attacked", {}, NO_FORCE),
    Headline(
        "arms_instead",
        "risk of attack with arms in place of soldiers, less that with soldiers",
        "attacked",
        NO_FORCE | {"arming": 0.4},
        {},
    ),
    Headline(
        "arms_cost",
        "cost of arms in place of soldiers, less that of soldiers",
        "cost_eur_bn",
        NO_FORCE | {"arming": 0.4},
        {},
    ),
    Headline("larger", "soldiers that asking for 200,000 adds", "deployed", {"force_size": 200_000.0}, {}),
    Headline("rules", "risk of a bystander that weak rules add", "bystander", {"roe": 0.1}, {"roe": 0.7}),
    Headline("hot_war", "soldiers lost if the war goes on", "deployed", {"hostilities": 1.0}, {}),
    Headline(
        "truce",
        "chance of a deal that consent and pressure add",
        "deal",
        {"russian_consent": 0.7, "push": 0.5},
        {},
    ),
)
"""Levels of four main outcomes first, then differences."""
BY_NAME = {headline.name: headline for headline in HEADLINES}


def named(name: str) -> Headline:
    """A headline by its name, or a `ScenarioError` with the nearest."""
    if name not in BY_NAME:
        raise ScenarioError(f"headline: no such headline {name!r}; {nearest(name, BY_NAME)}")
    return BY_NAME[name]


def values(
    base: Scenario,
    headlines: Sequence[Headline],
    *,
    replicates: int,
    seed: int,
    assumptions: str = "priors",
) -> Reals:
    """Headlines of every replicate around a base, shape (headlines, replicates); pairs meet the same chance.

    Parameters
    ----------
    base
        The scenario around which the headlines' levers are set.
    headlines
        Which.
    replicates
        Runs of each scenario.
    seed
        Seed of the draws, 0 to 2⁶³ − 1.
    assumptions
        What parameters are drawn from: `priors`, or `matched` to the patterns (`sim.assumed`).

    Returns
    -------
    array
        Each in its outcome's unit; the mean over replicates is the headline.

    Examples
    --------
    >>> values(Scenario(horizon=6), [named("force"), named("larger")], replicates=20, seed=1).shape
    (2, 20)
    """
    scenarios = list(dict.fromkeys(one for headline in headlines for one in headline.scenarios(base)))
    measures = list(dict.fromkeys(headline.measure for headline in headlines))
    found = runs.measured(scenarios, measures, replicates=replicates, seed=seed, assumptions=assumptions)
    rows = []
    for headline in headlines:
        of = found[measures.index(headline.measure)]
        first, *second = (of[scenarios.index(one)] for one in headline.scenarios(base))
        rows.append(first - second[0] if second else first)
    return np.stack(rows)
