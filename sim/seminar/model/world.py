"""Which world a class plays: the first replicate of the seed that a rule lets through.

A class whose game ends in its second month learns little, so the usual rule looks at the run without players. That the
world was picked belongs into the debrief, with the share of worlds that the rule passes over.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice
from sim.seminar.model.game_runs import runs

RULES = {
    "typical": "no attack comes without players, and the force ends within the middle half of all runs",
    "any": "replicate 0 of the seed, whatever it holds",
    "rough": "an attack comes without players, in the second half of the game",
}
"""How a world is picked."""
CANDIDATES = 400
"""Replicates among which the first is sought."""


@dataclass(frozen=True)
class World:
    """A world, the rule that picked it, and the share of worlds that fit the rule."""

    seed: int
    replicate: int
    rule: str
    share: float


def pick(scenario: Scenario, seed: int, rule: str = "typical") -> World:
    """The first world of a seed that a rule lets through. Raises `ScenarioError` if there is none.

    Examples
    --------
    >>> pick(Scenario(horizon=24), 1, "any")
    World(seed=1, replicate=0, rule='any', share=1.0)
    """
    choice("world", rule, RULES)
    if rule == "any":
        return World(seed, 0, rule, 1.0)
    run = runs([scenario], scenario.horizon, seed=seed, replicates=CANDIDATES).run[0]
    month, deployed = run["attack_month"], run["deployed"]
    fits = _rough(month, scenario.horizon) if rule == "rough" else _typical(month, deployed)
    if not fits.any():
        raise ScenarioError(
            f"world: none of {CANDIDATES} worlds of seed {seed} is {rule}; allowed: another seed, or world=any"
        )
    return World(seed, int(fits.argmax()), rule, float(fits.mean()))


def _typical(month: NDArray[np.float64], deployed: NDArray[np.float64]) -> NDArray[np.bool_]:
    low, high = np.quantile(deployed, (0.25, 0.75))
    fits: NDArray[np.bool_] = np.isnan(month) & (deployed >= low) & (deployed <= high)
    return fits


def _rough(month: NDArray[np.float64], horizon: int) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = month >= horizon / 2
    return fits
