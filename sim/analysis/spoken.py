"""States of which a statement on soldiers is known; the stance of every other is drawn in each run."""

from __future__ import annotations

from sim.evidence import load
from sim.evidence.layers import voices
from sim.scenario import Scenario


def spoken_of(scenario: Scenario) -> frozenset[str]:
    """States whose stance the evidence gives at the scenario's reading, or the scenario sets.

    Examples
    --------
    >>> "BEL" in spoken_of(Scenario()), "BEL" in spoken_of(Scenario(stances={"BEL": 1}))
    (False, True)
    """
    heard = voices(load(), scenario.evidence, scenario.reading)
    return frozenset((*heard, *dict(scenario.stances)))
