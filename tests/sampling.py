"""Random scenarios: every lever drawn by its own kind, so a new lever is sampled without a word here."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.scenario import BY_NAME, LEVERS, Scenario


def scenario(rng: np.random.Generator, **fixed: Any) -> Scenario:
    """A scenario in which each lever is left alone or drawn from all it may be, with equal chance."""
    drawn: dict[str, Any] = {"horizon": BY_NAME["horizon"].default}
    for lever in LEVERS:
        if rng.random() < 0.5:
            drawn[lever.name] = lever.kind.sample(rng, months=(drawn | fixed)["horizon"])
    return Scenario(**(drawn | fixed))
