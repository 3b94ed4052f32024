"""What every lever owes by its kind: one frozen form, a plain form, text, samples; and one row is enough."""

import json
from dataclasses import fields
from typing import get_origin, get_type_hints

import numpy as np
import pytest

from sim.engine.layout import LEVERS as LEVERS_IN_NUMBERS
from sim.scenario import BY_NAME, LEVERS, Lever, Scenario, ScenarioError
from sim.scenario.kinds import Choice, Names, Number, Whole
from sim.scenario.levers import COLUMNS, Levers
from sim.scenario.row import FROM_READING

every_lever = pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
MONTHS = 36


@every_lever
def test_a_sample_is_allowed_and_survives_as_plain_data(lever: Lever) -> None:
    rng = np.random.default_rng(7)
    seen = set()
    for _ in range(20):
        value = lever.kind.check(lever.name, lever.kind.sample(rng, months=MONTHS))
        plain = json.loads(json.dumps(lever.kind.plain(value), allow_nan=False))
        assert lever.kind.check(lever.name, plain) == value
        assert lever.kind.check(lever.name, value) == value
        assert lever.kind.text(value)
        assert "\n" not in lever.kind.text(value)
        seen.add(value)
    assert len(seen) > 1


@every_lever
def test_a_default_is_in_its_frozen_form(lever: Lever) -> None:
    if lever.default is not FROM_READING:
        assert lever.kind.check(lever.name, lever.default) == lever.default
        assert getattr(Scenario(), lever.name) == lever.default


@every_lever
def test_a_lever_is_refused_by_its_name(lever: Lever) -> None:
    with pytest.raises(ScenarioError, match=f"^{lever.name}[:.]") as refused:
        lever.kind.check(lever.name, object())
    assert "\n" not in str(refused.value)


@every_lever
def test_a_field_has_the_type_of_its_values(lever: Lever) -> None:
    written = get_type_hints(Scenario)[lever.name]
    assert type(getattr(Scenario(), lever.name)) is (get_origin(written) or written)


def test_a_row_is_a_field_of_the_scenario() -> None:
    assert tuple(row.name for row in fields(Levers)) == tuple(BY_NAME)
    assert tuple(row.name for row in fields(Scenario)) == (*BY_NAME, "supplied", "ledgers")


def test_the_columns_of_the_engine_are_the_plain_numbers() -> None:
    assert LEVERS_IN_NUMBERS[: len(COLUMNS)] == COLUMNS
    assert set(COLUMNS) == {lever.name for lever in LEVERS if isinstance(lever.kind, Number)}


def test_a_number_takes_its_range_and_its_presets() -> None:
    level = Number(0.0, 2.0, "km", {"near": 0.5, "far": 2.0})
    assert level.check("reach", "near") == 0.5
    assert level.check("reach", 2) == 2.0
    assert level.allowed() == "0 to 2 km (near 0.5, far 2)"
    assert level.example("reach") == "reach=far"
    assert level.text(0.5) == "0.5"
    assert Number(presets={"near": 0.5}).text(0.5) == "near"
    for wrong, line in {
        3: "reach: 3 is out of range; allowed: 0 to 2 km",
        "nearr": "reach: 'nearr' is not a number; allowed: 0 to 2 km; or near, far; did you mean near?",
        "1,000": "reach: '1,000' is not a number; write 1000",
    }.items():
        with pytest.raises(ScenarioError) as refused:
            level.check("reach", wrong)
        assert str(refused.value) == line


def test_the_other_kinds_say_what_they_are() -> None:
    assert Whole(1, 9, "months").example("span") == "span=5"
    assert Choice(lambda: {"a": "first", "b": "second"}).example("which") == "which=b"
    some = Names(lambda: ("a", "b", "c"))
    assert some.check("which", ["c", "a", "c"]) == ("a", "c")
    assert some.check("which", "b") == ("b",)
    assert (some.text(()), some.text(("a", "c"))) == ("none", "a c")
