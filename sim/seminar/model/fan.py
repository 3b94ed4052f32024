"""The fan on the projector: soldiers in place month by month where the model plays every state.

It is made of many runs of the room's scenario, which everybody may know; nothing of the class's own world shows in it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sim.scenario import Scenario
from sim.seminar.model.game_runs import runs
from sim.stats.quantiles import quantiles

WORLDS = 2_000
BAND = (0.1, 0.5, 0.9)
"""Lower end, middle and upper end: eight runs in ten lie between the ends."""


@cache
def fan(scenario: Scenario, months: int, seed: int) -> dict[str, Any]:
    """Quantiles of soldiers in place, month by month.

    Examples
    --------
    >>> found = fan(Scenario(horizon=24), 3, 1)
    >>> [len(found[name]) for name in ("low", "middle", "high")], found["runs"]
    ([3, 3, 3], 2000)
    """
    by_month = runs([scenario], months, seed=seed, replicates=WORLDS).by_month[0, :, :months, 0]
    ends = [[round(float(value)) for value in quantiles(by_month[:, month], BAND)] for month in range(months)]
    low, middle, high = (list(one) for one in zip(*ends, strict=True))
    return {"low": low, "middle": middle, "high": high, "runs": WORLDS}
