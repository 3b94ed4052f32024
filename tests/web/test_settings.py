"""The page takes the settings that `Scenario` takes, refuses what it refuses, and words both as it does."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from sim.scenario import LEVERS, ScenarioError
from sim.scenario.scenario import from_mapping
from sim.web.data import changed
from tests import sampling
from tests.web.probe import Explorer

ORDER = {"month": 3, "state": "FRA", "role": "support"}
REFUSED: tuple[Any, ...] = (
    {"roo": 1},
    {"unknown": 1},
    {"roe": "firm"},
    {"roe": "robsut"},
    {"roe": 2},
    {"roe": -0.5},
    {"roe": None},
    {"roe": True},
    {"roe": [0.5]},
    {"force_size": "40,000"},
    {"force_size": 1e9},
    {"us_backing": "some"},
    {"horizon": 0},
    {"horizon": 12.5},
    {"horizon": "long"},
    {"mandate": "nato"},
    {"mandate": 3},
    {"theory": "consensuss"},
    {"reading": "2025"},
    {"reading": None},
    {"roles": ["protecton"]},
    {"roles": {"training": True}},
    {"roles": 5},
    {"exclude": ["XXX"]},
    {"exclude": "FR"},
    {"stances": {"POL": 4}},
    {"stances": {"PLO": 1}},
    {"stances": 3},
    {"stances": [["POL", 1], ["POL", 2]]},
    {"publics": {"POL": "high"}},
    {"assume": {"b_us": 1000}},
    {"assume": {"b_use": 1}},
    {"injects": {"kind": "us_walkout"}},
    {"injects": ["us_walkout"]},
    {"injects": [{"kind": "us_walkut", "month": 1}]},
    {"injects": [{"kind": "us_walkout"}]},
    {"injects": [{"kind": "us_walkout", "month": 1, "sise": 3}]},
    {"injects": [{"kind": "us_walkout", "month": 200}]},
    {"injects": [{"kind": "us_walkout", "month": 1, "size": 7}]},
    {"injects": [{"kind": "us_walkout", "month": 1}, {"kind": "us_walkout", "month": 1, "size": 0.5}]},
    {"injects": [{"kind": "election", "month": 1}]},
    {"injects": [{"kind": "us_walkout", "month": 1, "country": "FRA"}]},
    {"injects": [{"kind": "us_walkout", "month": 40}]},
    {"schedule": {"roe": [[1, 0.5], [1, 0.6]]}},
    {"schedule": {"roe": [[1]]}},
    {"schedule": {"roe": [[1, "firm"]]}},
    {"schedule": {"force_size": [[1, 5]]}},
    {"schedule": {"roe": 0.5}},
    {"schedule": [1]},
    {"schedule": {"roe": [[36, 0.5]]}},
    {"orders": [{"month": 3, "state": "FRA"}]},
    {"orders": [{**ORDER, "role": "soldiers"}]},
    {"orders": [{**ORDER, "when": 1}]},
    {"orders": [{**ORDER, "state": "FRO"}]},
    {"orders": [ORDER, ORDER]},
    {"orders": [{**ORDER, "role": ["support", "protection"]}]},
    {"orders": [{**ORDER, "share": 2}]},
    {"orders": [{**ORDER, "role": "training", "share": 0.5}]},
    {"orders": [{**ORDER, "hold": "throughout"}]},
    {"orders": [{**ORDER, "if": {"on_ground": ["FRA"]}}]},
    {"orders": [{**ORDER, "if": {"onground": ["GBR"]}}]},
    {"orders": [{**ORDER, "if": {"mandate": "nato"}}]},
    {"orders": [{**ORDER, "if": [1]}]},
    {"orders": [{**ORDER, "if": {"at_least": 50}}]},
    {"orders": [{**ORDER, "role": "training", "else": "arms"}]},
    {"orders": [{**ORDER, "reason": "two\nlines"}]},
    {"orders": [{**ORDER, "reason": 5}]},
    {"orders": [{**ORDER, "reason": "a ${b}"}]},
    {"orders": [{**ORDER, "by": "model"}]},
    {"orders": [{"month": 3, "state": "FRA", "by": "me"}]},
    {"orders": [{**ORDER, "month": 50}]},
    {"orders": [{**ORDER, "role": "monitoring"}]},
    {"orders": [{**ORDER, "role": "forward"}]},
    {"orders": [ORDER], "exclude": ["FRA"]},
    {"orders": [{**ORDER, "state": "ISL"}]},
    {"orders": [{**ORDER, "state": "AUT"}]},
    {"orders": [{**ORDER, "state": "AUT", "role": "sea"}]},
    {"orders": [ORDER], "force_size": 0},
)
"""Settings that cannot be."""
HOSTILE = (
    '{"__proto__": {"roe": 0.9}}',
    '{"constructor": 1}',
    '{"roe": "__proto__"}',
    '{"roe": "constructor"}',
    '{"mandate": "toString"}',
    '{"stances": {"__proto__": 1}}',
    '{"stances": {"hasOwnProperty": 1}}',
    '{"injects": [{"kind": "constructor", "month": 1}]}',
    '{"schedule": {"__proto__": [[1, 0.5]]}}',
    '{"orders": [{"month": 1, "state": "__proto__", "role": "support"}]}',
    '{"orders": [{"month": 1, "state": "FRA", "role": "support", "if": {"__proto__": 1, "valueOf": 1}}]}',
    '{"theory": "<img src=x onerror=alert(1)>"}',
)
"""Settings as they would come from somebody who means harm."""
REFUSALS = "(settings) => settings.map((setting) => probe.refusal(setting))"


def python_says(setting: Any) -> str | None:
    try:
        from_mapping(setting)
    except ScenarioError as refusal:
        return str(refusal)
    return None


def test_refusals_read_as_those_of_python(explorer: Explorer) -> None:
    for setting, said in zip(REFUSED, explorer.ask(REFUSALS, list(REFUSED)), strict=True):
        assert said == python_says(setting), setting
        assert said


def test_names_that_mean_something_to_javascript_are_only_names(explorer: Explorer) -> None:
    ask = "(texts) => texts.map((text) => probe.refusal(JSON.parse(text)))"
    for text, said in zip(HOSTILE, explorer.ask(ask, list(HOSTILE)), strict=True):
        assert said is not None, text
        assert "\n" not in said
    assert explorer.ask("() => ({}).roe") is None


def test_a_setting_in_its_one_form_is_pythons(explorer: Explorer) -> None:
    rng = np.random.default_rng(4)
    for _ in range(40):
        scenario = sampling.scenario(rng)
        every = json.loads(json.dumps(scenario.as_dict()))
        assert explorer.ask("(setting) => probe.tidy(setting)", every) == json.loads(
            json.dumps(changed(scenario))
        )


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: str(lever.name))
def test_values_are_said_as_python_says_them(explorer: Explorer, lever: Any) -> None:
    rng = np.random.default_rng(9)
    ask = "([name, values]) => values.map((value) => probe.textOf(name, value))"
    values = [lever.kind.check(lever.name, lever.kind.sample(rng, months=24)) for _ in range(8)]
    if lever.name == "orders":  # few enough to be named one by one
        values = [value[k : k + 2] for value in values for k in range(0, len(value), 2)]
    plain = json.loads(json.dumps([lever.kind.plain(value) for value in values]))
    assert explorer.ask(ask, [lever.name, plain]) == [lever.kind.text(value) for value in values]
