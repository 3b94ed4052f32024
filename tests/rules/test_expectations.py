"""What cabinets expect is what the model does; and Moscow's strength, targets and drones do what they should."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim.scenario import Scenario
from tests.sampling import scenario as random_scenario

THERE = Scenario(force_generation="granted", horizon=60, roe=0.6)


@pytest.mark.parametrize("troops", [500.0, 10_000.0, 100_000.0])
@pytest.mark.parametrize("us", [0.0, 0.6])
def test_cabinets_expect_the_dead_attacks_and_wars_that_come(troops: float, us: float) -> None:
    ds = sim.simulate(THERE.but(force_size=troops, us_backing=us), 12_000).isel(scenario=0)
    dead = ds["expected_dead_path"].values.sum(axis=1) * troops / 12_000
    assert dead.mean() == pytest.approx(float(ds["kia"].mean()), rel=0.1)
    assert float(ds["expected_attack_path"].sum("month").mean()) == pytest.approx(
        float(ds["attacked"].mean()), rel=0.05
    )
    wars = float(ds["expected_war_path"].sum("month").mean()) / 12
    assert wars == pytest.approx(float(ds["direct_war"].mean()), rel=0.3)


def test_where_there_is_no_force_cabinets_look_at_the_one_asked_for() -> None:
    scenarios = {"none": Scenario(force_size=0.0), "asked": Scenario(force_size=40_000.0)}
    ds = sim.simulate(scenarios, 200).isel(month=0)
    assert float(ds["deployed_path"].max()) < 40_000.0
    expected = ds["expected_dead_path"]
    assert float(expected.sel(scenario="none").max()) == 0.0
    assert float(expected.sel(scenario="asked").min()) > 0.0


def test_a_stronger_adversary_never_attacks_less() -> None:
    rng = np.random.default_rng(3)
    for generation in ("granted", "pledged"):
        for size in (0.0, 15_000.0):
            world = random_scenario(rng, horizon=36).but(
                force_generation=generation, force_size=size, baseline_attack_risk=0.6, assume={}
            )
            risk = [
                float(sim.simulate(world.but(assume={"RU": strength}), 600)["attacked"].mean())
                for strength in (100e3, 300e3, 500e3, 800e3, 1.9e6)
            ]
            assert risk == sorted(risk), (world, risk)
            assert risk[-1] > risk[0]


def test_the_few_and_the_many_are_tested_less_than_some_thousands() -> None:
    calm = THERE.but(baseline_attack_risk=0.01, horizon=12, us_backing=0.35, roe=0.5)
    incidents = [
        float(sim.simulate(calm.but(force_size=size), 2_000)["incidents"].mean())
        for size in (250.0, 2_000.0, 40_000.0)
    ]
    assert incidents[1] > 2 * incidents[0]
    assert incidents[1] > 1.5 * incidents[2]


def test_a_drone_incursion_is_a_test_that_moscow_reads() -> None:
    """Answered or let pass: on average it teaches nothing new, but it sets the two apart."""
    drones = {"kind": "drone_incursion", "month": 3, "size": 3.0}
    quiet, tested = (
        sim.simulate(Scenario(horizon=6, force_size=0.0).but(injects=events), 3_000).isel(scenario=0)
        for events in ([], [drones])
    )
    assert float(tested["belief"].mean()) == pytest.approx(float(quiet["belief"].mean()), abs=0.02)
    assert float(tested["belief"].std()) > 2 * float(quiet["belief"].std())
    assert set(np.unique(tested["rung_path"].values[:, 3])) <= {2.0, 3.0, 6.0, 7.0} | set(
        np.unique(quiet["rung_path"].values[:, 3])
    )
    assert (
        float(tested["rung_path"].isel(month=3).mean()) > float(quiet["rung_path"].isel(month=3).mean()) + 1
    )
