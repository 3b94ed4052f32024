"""No lever and no assumption is decoration: each moves some output. What cannot be is refused in one line."""

from __future__ import annotations

import json
import math
import pickle
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine.assumptions import PARAMETERS
from sim.engine.block import Block
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import lay_out
from sim.evidence import load
from sim.scenario import BY_NAME, LEVERS, Scenario, ScenarioError
from sim.scenario.differences import changed

BUSY = Scenario(
    roe=0.8,
    hostilities=0.2,
    russian_consent=0.3,
    location=0.85,
    arming=0.2,
    nato_visibility=0.5,
    us_backing=0.6,
    horizon=48,
    roles=("protection", "logistics", "training", "air_sea", "monitoring", "basing"),
    injects=[{"kind": "mass_casualty_strike", "month": 6}, {"kind": "drone_incursion", "month": 3}],
)
"""A scenario in which every mechanism has something to do."""
SITES = (
    BUSY,
    BUSY.but(force_size=250_000.0, location=0.3, hostilities=0.0, us_backing=0.1, assume={"b0": 4.0}),
    BUSY.but(hostilities=0.0, location=0.3, injects=[]),
    BUSY.but(assume={"b0": -4.0}),  # so few join that arms are short of money
)
ELSEWHERE: dict[str, Any] = {
    "roles": ("training",),
    "mandate": "un",
    "force_generation": "granted",
    "us_parts": ("airlift",),
    "theory": "cascade",
    "reading": "jan2025",
    "horizon": 24,
    "exclude": ("FRA",),
    "stances": {"DEU": 3.0},
    "publics": {"DEU": 0.9},
    "assume": {"b_us": 0.0},
    "injects": [{"kind": "us_walkout", "month": 2}],
    "schedule": {"us_backing": [(2, 0.0)]},
}


def figures(scenario: Scenario) -> Block:
    return run_inputs(lay_out([scenario]), replicates=200, detail=True)


def same(a: Block, b: Block) -> bool:
    return np.array_equal(
        np.array(a.run.tolist()), np.array(b.run.tolist()), equal_nan=True
    ) and np.array_equal(a.by_country, b.by_country, equal_nan=True)


@pytest.fixture(scope="module")
def before() -> list[Block]:
    return [figures(site) for site in SITES]


@pytest.mark.parametrize("lever", [lever.name for lever in LEVERS])
def test_every_lever_moves_something(lever: str, before: list[Block]) -> None:
    listed = BY_NAME[lever]
    value = ELSEWHERE.get(lever, listed.low + 0.37 * (listed.high - listed.low))
    assert not same(figures(BUSY.but(**{lever: value})), before[0])


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_assumption_moves_something(name: str, before: list[Block]) -> None:
    prior = load().parameters[name]
    low, high = (prior.low, prior.high) if prior.low < prior.high else (prior.floor, prior.ceiling)
    moved = []
    for site in SITES:
        ends = [figures(site.but(assume=dict(site.assume) | {name: value})) for value in (low, high)]
        moved.append(not same(*ends))
    assert any(moved)


@pytest.mark.parametrize("theory", [name for name in load().theories if name != "consensus"])
def test_every_theory_changes_the_story(theory: str, before: list[Block]) -> None:
    assert not same(figures(BUSY.but(theory=theory)), before[0])


@pytest.mark.parametrize(
    ("levers", "words"),
    [
        ({"forc_size": 1}, ["forc_size", "force_size"]),
        ({"force_size": -1}, ["force_size", "0 to 300000"]),
        ({"force_size": 1e9}, ["force_size", "0 to 300000"]),
        ({"force_size": True}, ["force_size", "not a number"]),
        ({"force_size": math.nan}, ["force_size", "not finite"]),
        ({"force_size": math.inf}, ["force_size", "not finite"]),
        ({"force_size": "many"}, ["force_size", "planning"]),
        ({"force_size": None}, ["force_size", "not a number"]),
        ({"force_size": [1]}, ["force_size", "not a number"]),
        ({"roe": "robst"}, ["roe", "robust"]),
        ({"us_backing": 1.01}, ["us_backing", "0 to 1"]),
        ({"baseline_attack_risk": 0}, ["baseline_attack_risk", "0.01 to 0.99"]),
        ({"theory": "schelling"}, ["theory", "schelling_tripwire"]),
        ({"reading": False}, ["reading", "jan2025"]),
        ({"mandate": "UN"}, ["mandate", "un"]),
        ({"horizon": 3.5}, ["horizon", "whole"]),
        ({"horizon": 0}, ["horizon", "1 to 120"]),
        ({"roles": ("protecton",)}, ["roles", "protection"]),
        ({"roles": 3}, ["roles", "list"]),
        ({"exclude": ("NO",)}, ["exclude", "NOR"]),
        ({"exclude": (False,)}, ["exclude", "not a name"]),
        ({"stances": {"NOR": 4}}, ["stances.NOR", "-3 to 3"]),
        ({"stances": {False: 1}}, ["stances", "not a name"]),
        ({"publics": {"NOR": 1.2}}, ["publics.NOR", "0 to 1"]),
        ({"assume": {"b_uss": 1}}, ["assume", "b_us"]),
        ({"assume": {"conv": 2}}, ["assume.conv", "0 to 1"]),
        ({"injects": [{"kind": "us_walkou", "month": 1}]}, ["injects.kind", "us_walkout"]),
        ({"injects": [{"kind": "us_walkout"}]}, ["injects.month"]),
        ({"injects": [{"kind": "us_walkout", "month": 1, "moth": 2}]}, ["injects", "month"]),
        ({"injects": [{"kind": "election", "month": 1}]}, ["injects.country"]),
        ({"injects": "us_walkout"}, ["injects", "list"]),
        ({"injects": [{"kind": "us_walkout", "month": 36}]}, ["us_walkout", "month 36", "horizon=36"]),
        ({"injects": [{"kind": "us_walkout", "month": 1}] * 2}, ["us_walkout", "twice", "month 1"]),
        (
            {"injects": [{"kind": "election", "month": 1, "country": "POL", "size": k} for k in (0, 1)]},
            ["election of POL", "twice", "month 1"],
        ),
        ({"schedule": {"roe": [(36, 0.1)]}}, ["schedule.roe", "month 36", "horizon=36"]),
        ({"schedule": {"roe": [(3, 0.1), (3, 0.2)]}}, ["schedule.roe", "month 3", "two values"]),
        ({"schedule": [("roe", [(3, 0.1)]), ("roe", [(5, 0.2)])]}, ["schedule.roe", "twice"]),
        ({"stances": [("POL", 1), ("POL", 2)]}, ["stances.POL", "twice"]),
        ({"publics": [("POL", 0.1), ("POL", 0.1)]}, ["publics.POL", "twice"]),
        ({"assume": [("b_us", 1), ("b_us", 2)]}, ["assume.b_us", "twice"]),
        ({"assume": {"foo": 1}}, ["assume", "'foo'", "names are allowed"]),
        ({"force_size": "40,000"}, ["force_size", "write 40000"]),
        ({"force_size": 10**5000}, ["force_size", "0 to 300000"]),
        ({"horizon": 10**5000}, ["horizon", "1 to 120"]),
        ({"schedule": {"us_backing": [(1, 7)]}}, ["schedule.us_backing", "0 to 1"]),
        ({"schedule": {"force_size": [(1, 7)]}}, ["schedule", "force_size"]),
        ({"schedule": {"us_backing": [3]}}, ["schedule.us_backing", "pair"]),
        ({"schedule": 7}, ["schedule", "mapping"]),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(levers: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(ScenarioError) as refused:
        Scenario().but(**levers)
    message = str(refused.value)
    assert "\n" not in message
    assert len(message) < 700
    assert all(word in message for word in words), message


def test_a_reading_supplies_what_is_left_alone() -> None:
    spring = load().readings["mar2025"]
    assert Scenario(reading="mar2025").us_backing == spring.us_backing
    assert Scenario().but(reading="mar2025").battlefield == spring.battlefield
    assert Scenario(us_backing=0.9).but(reading="mar2025").us_backing == 0.9
    assert Scenario(roe="robust").roe == BY_NAME["roe"].presets["robust"]


def test_a_scenario_is_frozen_and_survives_a_journey() -> None:
    s = BUSY.but(schedule={"roe": [(3, "robust")]}, stances={"DEU": 1}, assume={"b_us": 1.0})
    with pytest.raises(AttributeError):
        s.roe = 0.1  # type: ignore[misc]
    assert Scenario(**s.as_dict()) == s
    assert pickle.loads(pickle.dumps(s)) == s  # noqa: S301 (a worker process receives scenarios so)
    assert hash(Scenario(**s.as_dict())) == hash(s)
    assert Scenario(**s.as_dict()).digest == s.digest != BUSY.digest


def test_a_constructor_names_the_nearest_lever() -> None:
    with pytest.raises(ScenarioError, match=r"forc_size: no such lever; did you mean force_size\?"):
        Scenario(forc_size=1)  # type: ignore[call-arg]


def test_a_shorter_horizon_leaves_no_event_behind() -> None:
    late = Scenario(injects=[{"kind": "us_walkout", "month": 20}])
    assert late.but(horizon=21).horizon == 21
    with pytest.raises(ScenarioError, match="us_walkout in month 20 would never come; horizon=20"):
        late.but(horizon=20)


def test_events_that_add_up_may_come_twice_in_any_order() -> None:
    small, large = ({"kind": "drone_incursion", "month": 2, "size": size} for size in (1, 2))
    assert Scenario(injects=[small, large]) == Scenario(injects=[large, small])


def test_equal_scenarios_stay_equal_under_another_reading() -> None:
    left, said = Scenario(), Scenario(us_backing=load().readings["sep2025"].us_backing)
    for s in (left, said):
        back = Scenario(**json.loads(json.dumps(s.as_dict())))
        assert back == s
        assert back.but(reading="mar2025") == s.but(reading="mar2025")
    assert left.digest == said.digest
    assert left != said
    assert changed(left, said) == ("us_backing",)
    assert said.but(reading="mar2025").us_backing == said.us_backing


def test_scenarios_without_a_force_are_scenarios() -> None:
    ds = sim.simulate({"none": Scenario(force_size=0), "training": Scenario(roles=("training",))}, 100)
    assert float(ds["deployed"].max()) == 0.0
    assert float(ds["kia"].max()) == 0.0
    assert float(ds["any_role_contributors"].mean()) > 10


def test_the_baseline_risk_is_what_it_says() -> None:
    bare = Scenario(force_size=0, roles=("monitoring",), battlefield=0.0, horizon=60)
    for risk in (0.2, 0.6, 0.9):
        seen = float(
            sim.simulate(bare.but(baseline_attack_risk=risk), 20_000, detail=False)["attacked"].mean()
        )
        assert abs(seen - risk) < 4 * math.sqrt(risk * (1 - risk) / 20_000)


def test_results_carry_units_and_provenance() -> None:
    ds = sim.simulate(Scenario(), 5)
    assert all({"units", "long_name"} <= set(ds[name].attrs) for name in ds.data_vars)
    assert {"seed", "replicates", "version", "scenario_hash", "statement"} <= set(ds.attrs)
    assert "not a forecast" in ds.attrs["statement"]


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


def test_a_simulation_that_would_not_fit_is_refused_before_it_begins() -> None:
    with pytest.raises(ScenarioError, match=r"replicates: 100,000,000 .* GiB; allowed: 8 GiB.*sweep"):
        sim.simulate(Scenario(), 100_000_000)
    with pytest.raises(ScenarioError, match="GiB"):
        sim.simulate({str(k): Scenario() for k in range(200)}, 1_000_000, detail=False)


def test_the_room_a_simulation_needs_is_what_it_takes() -> None:
    from sim.results import _bytes_a_run

    for scenario in (Scenario(), Scenario(horizon=120)):
        ds = sim.simulate(scenario, 7)
        held = sum(ds[name].nbytes for name in ds.data_vars)
        assert held == 7 * _bytes_a_run(scenario.horizon)


def test_the_readme_lists_the_levers_and_the_articles() -> None:
    from tools.readme_tables import README, renewed

    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text
