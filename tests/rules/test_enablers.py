"""Limit cases of enablers by kind, worked out by hand, and what whole runs say binds."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.rules import enablers
from sim.scenario import Scenario
from tests.rules.known import assume, pull


def test_each_us_part_serves_its_own_kind() -> None:
    p = assume(sustain_EU=30_000, sustain_US=80_000)
    assert enablers.sustainment(p, pull(us_airlift=1.0), 0.5) == 70_000
    assert enablers.sustainment(p, pull(us_airlift=0.0), 0.5) == 30_000
    p = assume(air_defence_EU=15_000, air_defence_US=60_000, intelligence_EU=20_000, intelligence_US=100_000)
    bare = pull(us_air_defence=0.0, us_intelligence=0.0)
    assert (enablers.air_defence(p, bare, 1.0), enablers.intelligence(p, bare, 1.0)) == (15_000, 20_000)
    assert (enablers.air_defence(p, pull(), 0.5), enablers.intelligence(p, pull(), 0.5)) == (45_000, 70_000)


def test_cover_is_shared_out_over_the_force() -> None:
    assert enablers.cover(40_000.0, 15_000.0) == 0.375
    assert enablers.cover(10_000.0, 15_000.0) == enablers.cover(0.0, 0.0) == 1.0
    assert enablers.cover(10_000.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("promised", "asked", "sustainment", "consent", "limit"),
    [
        (14.0, 40.0, 30.0, 1.0, enablers.WILL),
        (90.0, 25.0, 30.0, 1.0, enablers.REQUEST),
        (90.0, 200.0, 30.0, 1.0, enablers.SUSTAINMENT),
        (14.0, 40.0, 30.0, 0.0, enablers.CONSENT),
    ],
)
def test_the_least_of_three_keeps_the_force_from_being_larger(
    promised: float, asked: float, sustainment: float, consent: float, limit: float
) -> None:
    assert enablers.limit(promised, asked, sustainment, consent) == limit


def test_the_scarcer_kind_leaves_the_gap() -> None:
    assert enablers.gap(10.0, 15.0, 20.0) == enablers.COVERED
    assert enablers.gap(25.0, 15.0, 20.0) == enablers.AIR_DEFENCE
    assert enablers.gap(25.0, 30.0, 20.0) == enablers.INTELLIGENCE


# Whole runs

PARTS = ("air_defence", "intelligence", "airlift", "guarantee")
WEAK = {"sustain_EU": 5_000.0, "air_defence_EU": 1_000.0, "intelligence_EU": 1_000.0}
"""A Europe that can do next to nothing of it alone."""
FULL = Scenario(us_backing=1.0, us_volatility=0.0, force_size=300_000.0, parliament=0.0).but(
    assume={"b0": 20.0} | WEAK
)


def share(scenario: Scenario, flag: str) -> float:
    return float(sim.simulate(scenario, 400, detail=False)[flag].mean())


def without(part: str) -> Scenario:
    return FULL.but(us_parts=tuple(other for other in PARTS if other != part))


@pytest.mark.parametrize(
    ("part", "flag"),
    [
        ("airlift", "bound_by_sustainment"),
        ("air_defence", "bare_of_air_defence"),
        ("intelligence", "bare_of_intelligence"),
    ],
)
def test_taking_a_part_away_shows_what_binds(part: str, flag: str) -> None:
    assert share(FULL, flag) < 0.3
    assert share(without(part), flag) > 0.95


def test_more_of_a_kind_that_does_not_bind_changes_nothing() -> None:
    scenarios = {
        f"{more} {us}": FULL.but(us_backing=us, assume={"b0": 20.0} | WEAK | {"sustain_EU": supply})
        for us in (0.0, 1.0)
        for more, supply in (("short", 5_000.0), ("fed", 500_000.0))
    }
    force = sim.simulate(scenarios, 300, detail=False)["deployed"]
    gain = {
        us: (force.sel(scenario=f"fed {us}") - force.sel(scenario=f"short {us}")).values for us in (0.0, 1.0)
    }
    assert np.mean(gain[0.0] > 1_000.0) > 0.5
    assert np.mean(gain[1.0] == 0.0) > 0.95


def test_without_sustainment_there_is_no_force() -> None:
    nothing = {"sustain_EU": 0.0, "sustain_US": 0.0}
    assert float(sim.simulate(Scenario(assume=tuple(nothing.items())), 50)["deployed"].max()) == 0.0


def test_a_force_that_is_simply_there_needs_no_supply_but_cover() -> None:
    there = Scenario(force_generation="granted", force_size=60_000.0, us_backing=0.0, us_volatility=0.0)
    ds = sim.simulate(there, 300, detail=False)
    assert float(ds["deployed"].min()) == 60_000.0
    assert float(ds["cover"].max()) < 0.6


def test_what_the_us_guarantees_and_what_it_carries_are_two_things() -> None:
    def figures(*parts: str) -> tuple[float, float]:
        ds = sim.simulate(FULL.but(us_parts=parts, force_generation="granted", force_size=40_000.0), 500)
        return float(ds["response_us"].mean()), float(ds["cover"].mean())

    guaranteed, enabled = figures("guarantee"), figures("air_defence", "intelligence", "airlift")
    assert guaranteed[0] > 0.1
    assert enabled[0] == 0.0
    assert enabled[1] > guaranteed[1] + 0.3
