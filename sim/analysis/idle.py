"""Settings that move nothing: with each back where the base has it, every run is the same on the same chance.

What a scenario file contradicts by itself is refused before it runs (`scenario.heard`). Whether a lever matters beside
others is known from runs: where there is no force, it does not matter where it would stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.scenario import Scenario, ScenarioError
from sim.scenario.differences import changed
from sim.scenario.row import FROM_READING
from sim.wording import labels

RUNS = 100
"""Runs in which every result is compared, those by country and by month among them."""
BY_ENTRY = ("stances", "publics", "assume")
"""Levers whose entries are looked at one by one."""


def idle(scenario: Scenario, base: Scenario | None = None, *, seed: int = 1) -> tuple[str, ...]:
    """The settings in which a scenario differs from a base, and which move nothing in any of `RUNS` runs.

    Parameters
    ----------
    scenario, base
        What is run, and what it is compared with; left out, the base scenario.
    seed
        Seed of the draws.

    Returns
    -------
    tuple of str
        Levers, and entries such as `stances.POL`.

    Examples
    --------
    >>> (
    ...     idle(Scenario(horizon=6, force_size=0.0, location=0.9), Scenario(horizon=6)),
    ...     idle(Scenario(horizon=6, roe=0.9)),
    ... )
    (('location',), ())
    """
    without = dict(_without(scenario, Scenario() if base is None else base))
    if not without:
        return ()
    block = run_inputs(lay_out([scenario, *without.values()]), replicates=RUNS, seed=seed, detail=True)
    results = [_bytes(block.run[k], block.by_country[k], block.by_month[k]) for k in range(len(without) + 1)]
    return tuple(name for name, found in zip(without, results[1:], strict=True) if found == results[0])


def said(scenarios: Mapping[str, Scenario], seed: int = 1) -> str:
    """Which settings of scenarios move nothing, in a line; empty where all do. The first is the others' base.

    >>> base = Scenario(horizon=6)
    >>> said({"base": base, "unseen": base.but(force_size=0.0, location=0.9)})
    'Moves nothing beside the rest, in any of 100 runs: location (unseen)'
    """
    first = next(iter(scenarios.values()))
    found = {
        name: idle(scenario, None if scenario is first else first, seed=seed)
        for name, scenario in scenarios.items()
    }
    alone = len(scenarios) == 1
    told = [labels.listed(still) + ("" if alone else f" ({name})") for name, still in found.items() if still]
    return f"Moves nothing beside the rest, in any of {RUNS} runs: {'; '.join(told)}" if told else ""


def _without(scenario: Scenario, base: Scenario) -> Iterator[tuple[str, Scenario]]:
    """The scenario with one setting after the other as the base has it, so far as that is a scenario."""
    for name in changed(base, scenario):
        there: Any = FROM_READING if name in base.supplied else getattr(base, name)
        if name in BY_ENTRY:
            here, there = dict(getattr(scenario, name)), dict(there)
            changes = {
                f"{name}.{key}": {k: v for k, v in here.items() if k != key}
                | ({key: there[key]} if key in there else {})
                for key in here
                if there.get(key) != here[key]
            }
        else:
            changes = {name: there}
        for setting, value in changes.items():
            try:
                yield setting, scenario.but(**{name: value})
            except ScenarioError:
                continue  # an order or an event needs it


def _bytes(*arrays: np.ndarray[Any, Any]) -> bytes:
    return b"".join(np.ascontiguousarray(array).tobytes() for array in arrays)
