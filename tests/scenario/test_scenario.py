"""A scenario refuses in one line what cannot be; it is frozen, equal by value, and goes along with a reading."""

from __future__ import annotations

import json
import math
import pickle
from typing import Any

import pytest

from sim.evidence import load
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.differences import changed
from tests.sampling import BUSY


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
    assert Scenario().but(roe="robust").roe == BY_NAME["roe"].presets["robust"]


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
    late = Scenario().but(injects=[{"kind": "us_walkout", "month": 20}])
    assert late.but(horizon=21).horizon == 21
    with pytest.raises(ScenarioError, match="us_walkout in month 20 would never come; horizon=20"):
        late.but(horizon=20)


def test_events_that_add_up_may_come_twice_in_any_order() -> None:
    small, large = ({"kind": "drone_incursion", "month": 2, "size": size} for size in (1, 2))
    assert Scenario().but(injects=[small, large]) == Scenario().but(injects=[large, small])


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
