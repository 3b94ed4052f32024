"""No lever and no assumption is decoration: each moves some output."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine.assumptions import PARAMETERS
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.scenario import BY_NAME, LEVERS, Scenario
from tests.sampling import BUSY

MANY = {"b0": 8.0, "conv": 1.0, "dep": 1.0, "rotation": 1.0, "stretch": 20.0}
"""All go, with all they have."""
HUGE = BUSY.but(force_size=300_000.0, parliament=0.0, us_backing=0.5, assume=MANY)
AT_THE_TABLE = BUSY.but(
    battlefield=0.3,
    russian_consent=0.6,
    push=0.5,
    us_backing=0.3,
    injects=[{"kind": "russian_threat", "month": month} for month in range(0, 48, 3)],
)
"""Moscow loses at the front and threatens, and outsiders press for a truce."""
SITES = (
    BUSY,
    BUSY.but(force_size=250_000.0, location=0.3, hostilities=0.0, us_backing=0.1, assume={"b0": 4.0}),
    BUSY.but(hostilities=0.0, location=0.3, injects=[]),
    BUSY.but(assume={"b0": -4.0}),  # so few join that arms are short of money
    HUGE,
    AT_THE_TABLE,
    BUSY.but(  # a force that fights, and is attacked
        roe=1.0, us_backing=1.0, baseline_attack_risk=0.99, russian_consent=0.0, theory="schelling_tripwire"
    ),
)
ELSEWHERE: dict[str, Any] = {
    "roles": ("training",),
    "mandate": "un",
    "force_generation": "granted",
    "us_parts": ("airlift",),
    "theory": "cascade",
    "reading": "jan2025",
    "evidence": "record",
    "horizon": 24,
    "exclude": ("FRA",),
    "stances": {"DEU": 3.0},
    "publics": {"DEU": 0.9},
    "assume": {"b_us": 0.0},
    "injects": [{"kind": "us_walkout", "month": 2}],
    "schedule": {"us_backing": [(2, 0.0)]},
    "orders": [{"month": 2, "state": "FRA", "role": "none"}],
}


def figures(scenario: Scenario) -> Block:
    return run_inputs(lay_out([scenario]), replicates=200, detail=True)


def same(a: Block, b: Block) -> bool:
    return np.array_equal(
        np.array(a.run.tolist()), np.array(b.run.tolist()), equal_nan=True
    ) and np.array_equal(a.by_country, b.by_country, equal_nan=True)


@pytest.fixture(scope="module")
def before() -> Block:
    return figures(BUSY)


@pytest.mark.parametrize("lever", [lever.name for lever in LEVERS])
def test_every_lever_moves_something(lever: str, before: Block) -> None:
    listed = BY_NAME[lever]
    value = ELSEWHERE.get(lever, listed.low + 0.37 * (listed.high - listed.low))
    assert not same(figures(BUSY.but(**{lever: value})), before)


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_assumption_moves_something(name: str) -> None:
    prior = load().parameters[name]
    low, high = (prior.low, prior.high) if prior.low < prior.high else (prior.floor, prior.ceiling)

    def moves(site: Scenario) -> bool:
        return not same(
            *(figures(site.but(assume=dict(site.assume) | {name: value})) for value in (low, high))
        )

    assert any(map(moves, SITES))


@pytest.mark.parametrize("theory", [name for name in load().theories if name != "consensus"])
def test_every_theory_changes_the_story(theory: str, before: Block) -> None:
    assert not same(figures(BUSY.but(theory=theory)), before)


def test_scenarios_without_a_force_are_scenarios() -> None:
    ds = sim.simulate({"none": Scenario(force_size=0), "training": Scenario(roles=("training",))}, 100)
    assert float(ds["deployed"].max()) == 0.0
    assert float(ds["kia"].max()) == 0.0
    assert float(ds["any_role_contributors"].mean()) > 10


def test_the_baseline_risk_is_what_it_says() -> None:
    usual = {name: load().parameters[name].mode for name in ("UA", "RU")}
    bare = Scenario().but(force_size=0, roles=("monitoring",), battlefield=0.0, horizon=60, assume=usual)
    for risk in (0.2, 0.6, 0.9):
        seen = float(
            sim.simulate(bare.but(baseline_attack_risk=risk), 20_000, detail=False)["attacked"].mean()
        )
        assert abs(seen - risk) < 4 * math.sqrt(risk * (1 - risk) / 20_000)
