"""What may be varied has one name everywhere, and means the same wherever it is varied."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.flip import flip
from sim.analysis.sensitivity import sensitivity
from sim.cli import main
from sim.cli.commands import VERBS
from sim.cli.parse import composition, overrides, run_settings, sweep_order
from sim.cli.parse.command_line import call
from sim.evidence import load
from sim.factors import names
from sim.factors.levels import Listed, Range, varied, whole
from sim.factors.reading import plain, read_factor
from sim.factors.sampling import SAMPLERS, sample_size, unit_points
from sim.factors.space import around
from sim.scenario import BY_NAME, ScenarioError, roster
from sim.sweeps.design import read_design

BASE = sim.Scenario(horizon=12)
ENTRIES = [f"{head}.{names.entries(head)[0]}" for head in (*names.VALUES, *names.LISTS)]
EVERY = [*BY_NAME, *ENTRIES]
MEASURES = ["deployed", "kia", "deal", "us_backing_end", "cost_eur_bn"]
LEVELS = {
    "exclude": [["FRA"]],
    "stances": [{"POL": 1}],
    "publics": [{"POL": 0.5}],
    "assume": [{"b0": 0.1}],
    "injects": [[{"kind": "us_walkout", "month": 3}]],
    "orders": [[{"month": 3, "state": "POL", "role": "air"}]],
    "schedule": [{"us_backing": [[0, 0.5], [6, 0.2]]}],
    "schedule.us_backing": [[[0, 0.5], [6, 0.2]], [[3, 1.0]]],
}


def levels_of(name: str) -> list[object]:
    """Levels that a name can take, as they are said."""
    if name in LEVELS:
        return LEVELS[name]  # type: ignore[return-value]
    if name in ("roles", "us_parts"):
        return [list(names.entries(name))[:1], list(names.entries(name))]
    if settings := names.settings(name):
        return list(settings)
    low, high, _ = names.bounds(name)
    return [int(low), int(high)] if name == "horizon" else [low, (low + high) / 2]


@pytest.mark.parametrize("name", EVERY)
def test_every_name_reads_what_it_writes(name: str) -> None:
    for level in levels_of(name):
        after = names.but(BASE.but(horizon=120), {name: level})
        again = names.but(after, {name: names.value(after, name)})
        assert again == after
        assert names.value(after, name) == names.value(again, name)


@pytest.mark.parametrize("name", EVERY)
def test_every_name_can_be_swept_and_its_points_are_the_scenarios_they_say(name: str) -> None:
    levels = levels_of(name)
    design = read_design(BASE, {"over": {name: levels}})
    assert design.count == len(levels)
    scenarios = [names.but(BASE, {name: level}) for level in levels]
    found = runs.measured_inputs(design.inputs(design.slice(0, design.count)), MEASURES, replicates=6, seed=2)
    assert np.array_equal(found, runs.measured(scenarios, MEASURES, replicates=6, seed=2))


@pytest.mark.parametrize("name", EVERY)
def test_what_is_said_of_a_factor_survives_its_text(name: str) -> None:
    factor = read_factor(name, levels_of(name))
    assert read_factor(name, json.loads(json.dumps(plain(factor)))) == factor


@pytest.mark.parametrize("name", varied())
def test_analyses_vary_a_name_over_all_that_it_may_be(name: str) -> None:
    factor = whole(name, BASE)
    ends = factor.at(np.array([0.0, 1.0]))
    if isinstance(factor, Listed):
        assert [case.label for case in factor.cases] == list(names.settings(name))
        assert ends.tolist() == [0.0, len(factor.cases) - 1.0]
    else:
        low, high, _ = names.bounds(name)
        assert low <= factor.low == ends[0] < ends[1] == factor.high <= high


def test_a_point_of_an_analysis_is_the_scenario_it_says() -> None:
    space = around(BASE, ["roe", "theory", "stances.POL", "assume.b_us", "roles.training", "reading"])
    share = np.random.default_rng(1).random((6, len(space.factors)))
    values = space.at(share)
    told = [
        {
            factor.name: factor.cases[int(x)].label if isinstance(factor, Listed) else x
            for factor, x in zip(space.factors, row, strict=True)
        }
        for row in values
    ]
    scenarios = [names.but(BASE, changes) for changes in told]
    found = runs.measured_inputs(space.inputs(values), ["deployed", "kia"], replicates=4, seed=2)
    assert np.array_equal(found, runs.measured(scenarios, ["deployed", "kia"], replicates=4, seed=2))


def test_two_entries_of_one_lever_do_not_overwrite_each_other() -> None:
    after = names.but(
        BASE, {"stances.POL": 1.0, "stances.DEU": 2.0, "roles.basing": True, "roles.training": False}
    )
    assert dict(after.stances) == {"POL": 1.0, "DEU": 2.0}
    assert "basing" in after.roles
    assert "training" not in after.roles


def test_an_entry_counts_more_than_its_lever() -> None:
    after = names.but(BASE, {"roles.training": True, "roles": ["protection"]})
    assert set(after.roles) == {"protection", "training"}


def test_what_a_scenario_leaves_open_is_what_its_reading_says() -> None:
    differ = 0
    for code in roster.codes():
        said = {reading: held[code].value if code in held else 0 for reading, held in load().stances.items()}
        differ += len(set(said.values())) > 1
        for reading, stance in said.items():
            assert names.value(BASE.but(reading=reading), f"stances.{code}") == stance
    assert differ


@pytest.mark.parametrize("method", SAMPLERS)
def test_a_sampler_makes_as_many_points_as_it_says_the_same_each_time(method: str) -> None:
    points = unit_points(method, 8, 3, seed=5)
    assert points.shape == (sample_size(method, 8, 3), 3)
    assert points.min() >= 0.0
    assert points.max() <= 1.0
    assert np.array_equal(points, unit_points(method, 8, 3, seed=5))
    assert not np.array_equal(points, unit_points(method, 8, 3, seed=6))


def test_a_level_at_the_very_end_of_a_share_is_the_next_one() -> None:
    three = read_factor("mandate", ["none", "eu", "un"])
    assert three.at(np.array([0.0, 1 / 3 - 1e-12, 1 / 3, 2 / 3, 1.0])).tolist() == [0.0, 1.0, 1.0, 2.0, 2.0]


OLD = {"stance.POL": "stances.POL", "public.POL": "publics.POL"}


@pytest.mark.parametrize("old", OLD)
def test_an_old_word_is_answered_with_the_new_one_everywhere(old: str) -> None:
    asked: list[Callable[[], object]] = [
        lambda: whole(old, BASE),
        lambda: flip(BASE, "POL", levers=[old], replicates=10),
        lambda: sensitivity(BASE, factors=[old]),
        lambda: read_design(BASE, {"over": {old: [1]}}),
        lambda: read_design(BASE, {"over": {"bundle": {"a": {old: 1}}}}),
        lambda: sweep_order.read([f"{old}=0,1"], VERBS["sweep"]),
        lambda: call(VERBS["discover"], [f"factors={old}"]),
        lambda: call(VERBS["explain"], [f"{old}=1"]),
    ]
    for ask in asked:
        with pytest.raises(ScenarioError) as refused:
            ask()
        assert str(refused.value) == f"{old}: is called {OLD[old]}"


def test_an_old_word_on_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["stance.POL=2"])
    assert capsys.readouterr().err == "tripwire: stance.POL: is called stances.POL\n"


@pytest.mark.parametrize(
    "name", ["stances.POL", "publics.POL", "assume.b_us", "roe", "us_backing", "battlefield"]
)
def test_what_a_sweep_takes_an_analysis_takes(name: str) -> None:
    assert isinstance(whole(name, BASE), Range)
    assert flip(BASE, "POL", levers=[name], replicates=10).country == "POL"
    assert list(sensitivity(BASE, factors=[name], samples=8, replicates=4).table.index) == [name]
    assert sweep_order.read([f"{name}=0.1,0.2"], VERBS["sweep"]).plan.design.names == (name,)


def test_entries_of_lists_are_said_on_the_command_line_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["roles.training=true,false", "roe=0.1,0.2", "us_parts.airlift=false", "exclude.FRA=true"]
    order = sweep_order.read(words, VERBS["sweep"])
    design = order.plan.design
    assert design.names == ("roles.training", "roe")
    assert "airlift" not in design.base.us_parts
    assert design.base.exclude == ("FRA",)
    training = design.inputs(design.slice(0, 4)).levers["training"]
    assert training.tolist() == [1.0, 1.0, 0.0, 0.0]


def test_an_excursion_takes_entries_too() -> None:
    composition.register()
    words = [
        "roles=[protection,training]",
        "excursions.drill.roles.training=false",
        "excursions.drill.roe=robust",
    ]
    found = run_settings.read(composition.compose(overrides.check(words, VERBS["run"]))).scenarios
    assert found["drill"] == found["base"].but(roles=["protection"], roe="robust")
    points = sweep_order.read([*words, "force_size=10000,20000"], VERBS["sweep"]).plan.design
    assert sorted(points.inputs(points.slice(0, 4)).levers["training"]) == [0.0, 0.0, 1.0, 1.0]


def test_dated_values_are_swept_as_entries_of_the_schedule() -> None:
    words = shlex.split("'schedule.us_backing=[[0,0.8]],[[0,0.8],[6,0.2]]' horizon=12")
    order = sweep_order.read(words, VERBS["sweep"])
    assert [case.changes["schedule.us_backing"] for case in order.plan.design.crossed[0].cases] == [
        [[0, 0.8]],
        [[0, 0.8], [6, 0.2]],
    ]


@pytest.mark.parametrize(
    ("name", "levels", "said"),
    [
        ("stances.PLO", [1], "did you mean POL"),
        ("roles.trainig", [True], "did you mean training"),
        ("roles.training", ["sometimes"], "allowed: true, false"),
        ("roles.training", [1], "allowed: true, false"),
        ("schedule.kia", [[[0, 1.0]]], "schedule: unknown 'kia'"),
        ("stances.POL", [9], "out of range; allowed: -3 to 3"),
        ("stances.POL", "prior", "is no level"),
        ("roe.x", [1], "cannot be varied; allowed: a lever, or stances.NAME"),
        ("ro", [1], "did you mean roe"),
    ],
)
def test_what_cannot_be_varied_is_refused_in_one_line(name: str, levels: object, said: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        read_factor(name, levels)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_has_no_range_is_refused_by_an_analysis() -> None:
    for name in ("injects", "schedule.us_backing", "stances", "horizon"):
        with pytest.raises(ScenarioError, match="has no range to be varied over"):
            whole(name, BASE)


@pytest.mark.parametrize("name", ["stances.POL", "publics.POL"])
def test_what_a_state_thinks_is_not_varied_where_the_state_is_left_out(name: str) -> None:
    without = BASE.but(exclude=["POL"])
    said = f"{name}: cannot matter, for exclude leaves POL out"
    with pytest.raises(ScenarioError, match=said):
        sensitivity(without, factors=[name], samples=8, replicates=4)
    with pytest.raises(ScenarioError, match=said):
        read_design(without, {"over": {name: [0.1, 0.2]}})
    with pytest.raises(ScenarioError, match=said):
        read_design(without, {"over": {"plan": {"a": {}, "b": {name: 0.2}}}})
    assert read_design(without, {"over": {name: [0.1, 0.2], "exclude.POL": [True, False]}}).count == 4
