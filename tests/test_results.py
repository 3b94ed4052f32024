"""What a simulation hands back, and what it refuses before it begins."""

from __future__ import annotations

from typing import Any

import pytest

import sim
from sim import outcomes
from sim.scenario import Scenario, ScenarioError


def test_results_carry_units_and_provenance() -> None:
    ds = sim.simulate(Scenario(), 5)
    assert all({"units", "long_name"} <= set(ds[name].attrs) for name in ds.data_vars)
    assert {"seed", "replicates", "version", "scenario_hash", "statement"} <= set(ds.attrs)
    assert "not a forecast" in ds.attrs["statement"]


def test_what_binds_is_a_word_that_the_flags_bear_out() -> None:
    bare = Scenario(force_generation="granted", us_backing=0.0, us_volatility=0.0)
    ds = sim.simulate({"base": Scenario(), "bare": bare, "none": Scenario(force_size=0.0)}, 200)
    words = ds["binding"]
    assert words.dims == ("scenario", "replicate")
    assert set(words.sel(scenario="none").values) == {"request"}
    assert set(words.sel(scenario="bare").values) <= {"air_defence", "intelligence"}
    for flag, word in outcomes.BOUND_BY.items():
        assert bool((ds[flag].where(words == word, 1.0) == 1.0).all()), word
    sizes = ds["bound_by_sustainment"] > 0.0
    assert not bool((sizes & words.isin(["air_defence", "intelligence", "will"])).any())


@pytest.mark.parametrize(
    "asked",
    [
        {"replicates": 0},
        {"replicates": True},
        {"seed": -1},
        {"replicates": 2.5},
        {"seed": "x"},
        {"first": -1},
        {"chunk": 0},
        {"threads": "4"},
        {"threads": -3},
        {"threads": 2.5},
        {"seed": 2**63},
    ],
)
def test_a_simulation_refuses_what_cannot_be(asked: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(asked))}: "):
        sim.simulate(Scenario(), **({"replicates": 1} | asked))


@pytest.mark.parametrize("scenarios", [{}, None, "base", [Scenario()], {"base": None}, {1: Scenario()}])
def test_a_simulation_refuses_what_is_no_scenario(scenarios: Any) -> None:
    with pytest.raises(ScenarioError, match=r"^scenarios: "):
        sim.simulate(scenarios, 1)


@pytest.mark.fault("flat-memory")
def test_a_simulation_that_would_not_fit_is_refused_before_it_begins() -> None:
    with pytest.raises(ScenarioError, match=r"replicates: 100,000,000 .* GiB; allowed: 8 GiB.*sweep"):
        sim.simulate(Scenario(), 100_000_000)
    with pytest.raises(ScenarioError, match="GiB"):
        sim.simulate({str(k): Scenario() for k in range(200)}, 1_000_000, detail=False)


@pytest.mark.fault("flat-memory")
def test_the_room_a_simulation_needs_is_what_it_takes() -> None:
    from sim.results import _bytes_a_run

    for scenario in (Scenario(), Scenario(horizon=120)):
        ds = sim.simulate(scenario, 7)
        held = sum(ds[name].nbytes for name in ds.data_vars)
        assert held == 7 * _bytes_a_run(scenario.horizon)
