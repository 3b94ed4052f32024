"""How patterns are measured: scenarios side by side on the same chance, summarised by name."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import outcomes
from sim.assumed import assume
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.rules.roles import ROLE_NAMES
from sim.scenario import Scenario, roster

REPLICATES = int(os.environ.get("PATTERN_REPLICATES", "8000"))
"""Enough that noise does not decide; broken variants, which miss by far, are shown on fewer."""
SEED = 20_250_326
US = (0.0, 0.25, 0.5, 0.75, 1.0)
BORDERS = ("border_ukraine", "border_russia_belarus")
NEAR = tuple(
    code
    for code in roster.codes()
    if any((row := load().fact(code, border)) and row.value > 0.0 for border in BORDERS)
)
"""States with a border on Ukraine, Russia or Belarus."""
FAR = tuple(code for code in roster.codes() if code not in NEAR)


@dataclass(frozen=True)
class Runs:
    """Outcomes of one scenario over all replicates."""

    run: NDArray[Any]
    by_country: NDArray[np.float64]
    by_month: NDArray[np.float64]

    def __getitem__(self, outcome: str) -> NDArray[np.float64]:
        return np.asarray(self.run[outcome])

    def median(self, outcome: str) -> float:
        return float(np.median(self[outcome]))

    def mean(self, outcome: str) -> float:
        return float(np.mean(self[outcome]))

    def of(self, country: str, outcome: str) -> NDArray[np.float64]:
        """An outcome by country, one value a replicate."""
        k = [o.name for o in outcomes.COUNTRY].index(outcome)
        return self.by_country[:, roster.codes().index(country), k]

    def joins(self, country: str) -> NDArray[np.bool_]:
        """Whether a country stands on a ground rung."""
        return self.of(country, "rung_by_country") >= 4

    def joining(self, states: tuple[str, ...]) -> float:
        """How many of these states are on the ground, on average."""
        return float(np.sum([np.mean(self.joins(code)) for code in states]))

    def besides(self, *states: str) -> float:
        """How many others are on the ground, on average."""
        return self.mean("ground_contributors") - self.joining(states)

    def takes(self, country: str, *roles: str) -> float:
        """Share of runs in which a country takes one of these roles at least."""
        bits = self.of(country, "roles_by_country").astype(np.int64)
        taken = [bits >> ROLE_NAMES.index(role) & 1 for role in roles]
        return float(np.mean(np.bitwise_or.reduce(taken)))

    def willing(self, country: str) -> float:
        """Share of runs in which the executive is willing to send soldiers."""
        return float(np.mean(self.of(country, "willingness_by_country") > 0))


@dataclass(frozen=True)
class Bench:
    """What patterns are measured on: the base whose levers they change, how often and on which tapes."""

    base: Scenario = field(default_factory=Scenario)
    replicates: int = REPLICATES
    seed: int = SEED
    assumptions: str = "priors"
    vector: tuple[float, ...] = ()
    """A value for every parameter; left out, each run draws its own. What a pattern assumes goes before."""


USUAL = Bench()
_BENCH: ContextVar[Bench] = ContextVar("bench")


@contextmanager
def measured_on(bench: Bench) -> Iterator[None]:
    """Within it patterns are measured on this bench: under another theory, say, or with one vector of parameters."""
    before = _BENCH.set(bench)
    try:
        yield
    finally:
        _BENCH.reset(before)


@lru_cache(maxsize=16)
def runs(scenario: Scenario, bench: Bench) -> Runs:
    """Run a scenario and keep the last few: many patterns look at the same one, and each takes 40 MB."""
    inputs = assume(lay_out([scenario]), bench.assumptions)
    if bench.vector:
        fixed = np.where(np.isnan(inputs.fixed), bench.vector, inputs.fixed)
        inputs = dataclasses.replace(inputs, fixed=fixed)
    block = run_inputs(inputs, replicates=bench.replicates, seed=bench.seed, detail=True)
    return Runs(block.run[0], block.by_country[0], block.by_month[0])


def setting(**levers: Any) -> Runs:
    """The base scenario with some levers changed."""
    bench = _BENCH.get(USUAL)
    return runs(bench.base.but(**levers), bench)


def attack_within_five_years(**levers: Any) -> float:
    """P5y: the share of runs with an attack within sixty months."""
    return setting(horizon=60, **levers).mean("attacked")


def granted(**levers: Any) -> dict[str, Any]:
    """Levers of a force that is simply there."""
    return {"force_generation": "granted"} | levers
