"""What the page shows is what Python says: comparisons, fans, states, spread, reasons and turns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import Scenario, compare, outcomes, simulate
from sim.analysis.explain import explanation
from sim.analysis.flip import flip
from sim.analysis.spread import spread
from sim.rules.roles import ON_GROUND
from sim.web.data import STRIP, changed
from sim.wording import numbers
from sim.wording.side_by_side import SideBySide
from tests.web.probe import REFINED, Explorer

BASE = Scenario(reading="jan2025")
SIDES = {
    "backed": BASE.but(us_backing="full", roe="robust"),
    "shaken": BASE.but(
        baseline_attack_risk=0.9, theory="schelling_tripwire", injects=[{"kind": "us_walkout", "month": 12}]
    ),
    "helped": BASE.but(roles=["training", "basing", "air_sea"], evidence="record", exclude=["FRA"]),
}
RUNS, FIRST = 2_000, 300
OPEN = """async ([base, settings]) => {
    await probe.session.open({base, settings, seed: 5});
    return null;
}"""
SHOWN = """() => tripwire.shown().sides.map(({figures, countries, path}) => ({
    figures,
    countries,
    path: Object.fromEntries(
        Object.entries(path).map(([name, fan]) => [name, Object.values(fan).map((row) => [...row])]),
    ),
}))"""
WRITTEN = """([sides, names, units]) => sides.map(({figures}) => Object.fromEntries(names.map((name) => {
    const {level, difference} = figures[name];
    const {value, low, high} = level;
    const apart = difference ?? {value: 0, low: 0, high: 0};
    return [name, [
        probe.level(value, low, high, units[name]),
        probe.level(apart.value, apart.low, apart.high, units[name], {signed: true}),
        difference?.separated ?? false,
    ]];
})))"""
BESIDE = """([names, k]) => {
    const {base, sides} = tripwire.shown();
    const all = new probe.SideBySide([base, ...sides]);
    return Object.fromEntries(names.map((name) => [name, [
        [all.level(name, k), all.level(name, k, {roomy: true})],
        k ? all.change(name, k) : "",
        k ? sides[k - 1].figures[name].difference.separated : false,
    ]]));
}"""
EARLY = """async ([settings, base, count]) => {
    const runs = [base, ...settings].map((setting) => new probe.Runs(setting, 5));
    await Promise.all(runs.map((one) => one.extend(count, 0)));
    return runs.slice(1).map((one) => ({figures: probe.figures(one, runs[0], count)}));
}"""
NAMES = [outcome.name for outcome in outcomes.RUN]
UNITS = {outcome.name: outcome.unit for outcome in outcomes.RUN}


@pytest.fixture(scope="module")
def opened(explorer: Explorer) -> Explorer:
    """The page with three settings beside the base, all refined."""
    explorer.ask(OPEN, [changed(BASE), [changed(one) for one in SIDES.values()]])
    explorer.ask(REFINED)
    return explorer


@pytest.fixture(scope="module")
def shown(opened: Explorer) -> list[dict[str, Any]]:
    sides: list[dict[str, Any]] = opened.ask(SHOWN)
    return sides


@pytest.fixture(scope="module")
def ds() -> Any:
    return simulate({"base": BASE, **SIDES}, replicates=RUNS, seed=5)


def rows(table: pd.DataFrame, name: str) -> pd.DataFrame:
    return table[table["scenario"] == name].set_index("outcome")


def in_python(table: pd.DataFrame, name: str) -> dict[str, list[Any]]:
    """The printed level and difference of every outcome, and whether the difference stands out."""
    return {
        str(outcome): [
            numbers.level(row["estimate"], row["low"], row["high"], UNITS[str(outcome)]),
            numbers.level(
                row["difference"], row["diff_low"], row["diff_high"], UNITS[str(outcome)], signed=True
            ),
            bool(row["separated"]),
        ]
        for outcome, row in rows(table, name).iterrows()
    }


# Comparison


def test_refined_figures_are_those_of_compare(opened: Explorer, shown: list[Any], ds: Any) -> None:
    table = compare(ds)
    for name, printed in zip(SIDES, opened.ask(WRITTEN, [shown, NAMES, UNITS]), strict=True):
        assert printed == in_python(table, name), name


def test_rows_side_by_side_read_as_in_python(opened: Explorer, ds: Any) -> None:
    """Levels and differences of a row have the same places, and add up as they are printed."""
    python = SideBySide(compare(ds).to_dict("records"))
    for at, name in enumerate(["base", *SIDES]):
        for outcome, (levels, change, separated) in opened.ask(BESIDE, [NAMES, at]).items():
            where = (name, outcome)
            assert levels == [python.level(outcome, name, roomy=roomy) for roomy in (False, True)], where
            if at:
                assert (change if separated else "") == python.change(outcome, name), where


def test_first_differences_are_those_of_compare_on_as_many_runs(explorer: Explorer, ds: Any) -> None:
    settings = [changed(one) for one in SIDES.values()]
    table = compare(ds.isel(replicate=slice(FIRST)))
    early = explorer.ask(EARLY, [settings, changed(BASE), FIRST])
    for name, side in zip(SIDES, early, strict=True):
        expected = rows(table, name)["difference"]
        found = {outcome: side["figures"][outcome]["difference"]["value"] for outcome in NAMES}
        np.testing.assert_allclose([*found.values()], expected[NAMES].to_numpy(), rtol=1e-9, atol=1e-12)


def test_a_first_level_adds_up_or_is_the_runs_own(opened: Explorer) -> None:
    level = """async (base) => {
        const [old, now] = [base, {...base, roe: 0.9}].map((setting) => new probe.Runs(setting, 5));
        await Promise.all([old.extend(2000, 0), now.extend(300, 0)]);
        return [probe.figures(now, old, 300), probe.figures(old, null, 2000), probe.figures(now, null, 300)];
    }"""
    together, base, alone = opened.ask(level, changed(BASE))
    added = 0
    for name in STRIP:
        found = together[name]["level"]
        total = base[name]["level"]["value"] + together[name]["difference"]["value"]
        own = alone[name]["level"]
        added += found["value"] == total != own["value"]
        assert found["value"] in (total, own["value"])
        assert found["high"] - found["low"] <= own["high"] - own["low"]
    assert added >= 3


def test_fans_are_quantiles_by_month(shown: list[Any], ds: Any) -> None:
    for name, side in zip(SIDES, shown, strict=True):
        for path, fan in side["path"].items():
            values = ds[f"{path}_path"].sel(scenario=name).values
            expected = np.nanquantile(values, [0.05, 0.25, 0.5, 0.75, 0.95], axis=0)
            np.testing.assert_allclose(np.array(fan, float), expected, rtol=1e-12, atol=1e-12, err_msg=path)


def test_states_are_as_in_the_results(shown: list[Any], ds: Any) -> None:
    for name, side in zip(SIDES, shown, strict=True):
        are_as_in(ds.sel(scenario=name), side["countries"])


def test_states_in_a_month_are_those_of_a_run_that_ends_there(opened: Explorer, ds: Any) -> None:
    opened.ask("() => { probe.session.look_at(12); }")
    opened.ask(REFINED)
    at = opened.ask("() => tripwire.shown().at")
    opened.ask("() => { probe.session.look_at(null); }")
    scenarios = {"now": SIDES["backed"].but(horizon=13), "base": BASE.but(horizon=13)}
    short = simulate(scenarios, replicates=RUNS, seed=5)
    assert (at["month"], at["runs"]) == (12, RUNS)
    for name, scenario in (("now", "backed"), ("base", "base")):
        are_as_in(short.sel(scenario=name), at[name])
        begun = ds["deployed_path"].sel(scenario=scenario).values[:, :13]
        assert np.array_equal(short["deployed_path"].sel(scenario=name).values, begun), "same first months"


def are_as_in(runs: Any, states: list[Any]) -> None:
    """What the page says of the states is what their runs say."""
    for state in states:
        of = runs.sel(country=state["code"])
        rung = of["rung_by_country"].values.astype(int)
        often = np.bincount(rung, minlength=7)
        assert state["rungs"] == often.tolist()
        assert often[state["rung"]] == often.max()
        assert state["agree"] == often.max() / RUNS
        assert state["ground"] == (rung >= ON_GROUND).mean()
        assert state["soldiers"] == pytest.approx(of["troops_by_country"].values.mean())
        joined = of["joined_month_by_country"].values
        assert state["join"]["never"] == np.isnan(joined).mean()
        if state["join"]["never"] < 1:
            assert state["join"]["median"] == np.nanmedian(joined)


# Doubts


def test_spread_is_that_of_python(explorer: Explorer) -> None:
    now, base = SIDES["backed"], Scenario()
    ask = """async ([setting, base]) => {
        const signal = new AbortController().signal;
        const of = [probe.theories, probe.parameters, probe.knob];
        return Promise.all(of.map((one) => one(setting, base, 5, signal)));
    }"""
    theories, parameters, knob = explorer.ask(ask, [changed(now), changed(base)])
    size: dict[str, Any] = {"replicates": 1_000, "draws": 60, "tapes": 40, "seed": 5}
    for measure in ("ground_contributors", "attacked"):
        python = spread(now, measure, against=base, **size)
        found = {row["theory"]: row["figures"][measure]["difference"]["value"] for row in theories}
        assert found == pytest.approx(python.by_theory)
        band, levels = parameters[measure]["difference"], python.by_baseline.values()
        assert [band["low"], band["high"]] == pytest.approx(python.parameters)
        assert knob[measure]["difference"] == pytest.approx({"low": min(levels), "high": max(levels)})
    alone = spread(now, "attacked", theories=["consensus"], **size)
    band = parameters["attacked"]["level"]
    assert [band["low"], band["high"]] == pytest.approx(alone.parameters)


# Reasons


@pytest.mark.parametrize("code", ["POL", "DEU", "BEL", "ISL"])
def test_reasons_are_those_of_explain(opened: Explorer, code: str) -> None:
    why = """async (code) => {
        probe.session.select(code);
        return new Promise((resolve) => {
            const leave = probe.session.subscribe((shown) => {
                if (shown.why?.code !== code || shown.why.replicates < 2000) return;
                resolve(shown.why);
                queueMicrotask(() => leave());
            });
        });
    }"""
    found = opened.ask(why, code)
    opened.ask("() => probe.session.select(null)")
    expected = explanation(SIDES["backed"], code, seed=5, replicates=RUNS)
    assert found["sentence"] == expected.sentence()
    means = [term["value"] for term in found["terms"]]
    np.testing.assert_allclose(means, expected.mean.to_numpy(), rtol=1e-9, atol=1e-12)
    assert sum(means) == pytest.approx(found["sum"])
    weights = [term["weight"] for term in found["terms"]]
    np.testing.assert_allclose(weights, expected.table["weight"].to_numpy()[:-1], rtol=1e-9)
    grades = [max((one["grade"] for one in term["parameters"]), default="") for term in found["terms"]]
    assert grades == expected.table["grade"].to_list()[:-1]


ALONE = """async ([setting, code, lever]) => {
    const search = new probe.Search(setting, code, 5, new AbortController().signal);
    await search.begin();
    const moves = probe.movesOf(setting, code).filter(({factors}) => factors[0].name === lever);
    const found = await Promise.all(moves.map((move) => search.along(move)));
    return found.map(({turn}) => turn).filter(Boolean);
}"""
ALL = """([setting, code]) => probe.flip(setting, code, 5, new AbortController().signal, () => {})"""
PAIR = """async ([setting, code, levers]) => {
    const search = new probe.Search(setting, code, 5, new AbortController().signal);
    await search.begin();
    const moves = probe.movesOf(setting, code).filter(({signs}) => signs[0] > 0);
    const up = levers.map((lever) => moves.find(({factors}) => factors[0].name === lever));
    const both = {factors: up.flatMap(({factors}) => factors), signs: [1, 1]};
    return (await search.along(both)).turn;
}"""


def test_the_turn_of_a_lever_is_that_of_flip(opened: Explorer) -> None:
    (turn,) = flip(BASE, "DEU", levers=["stances.DEU"], seed=5, replicates=300).singles
    (found,) = opened.ask(ALONE, [changed(BASE), "DEU", "stances.DEU"])
    assert found["share"] == pytest.approx(turn.share)
    assert found["ground"] == turn.on_the_ground
    assert found["levers"][0]["to"] == pytest.approx(turn.levers[0][2])
    assert abs(found["low"] - turn.low) < 0.05  # resampled by another generator


def test_the_turn_of_a_pair_is_that_of_flip(opened: Explorer) -> None:
    levers = ["stances.DEU", "us_backing"]
    (turn,) = flip(BASE, "DEU", levers=levers, seed=5, replicates=300).pairs
    found = opened.ask(PAIR, [changed(BASE), "DEU", levers])
    assert found["share"] == pytest.approx(turn.share)
    assert [one["to"] for one in found["levers"]] == pytest.approx([to for _, _, to in turn.levers])


@pytest.mark.heavy
@pytest.mark.parametrize("code", ["DEU", "GBR"])
def test_all_turns_are_those_of_flip(opened: Explorer, code: str) -> None:
    found = opened.ask(ALL, [changed(BASE), code])
    expected = flip(BASE, code, seed=5, replicates=300)
    for kind in ("singles", "pairs"):
        turns = [([one["lever"] for one in turn["levers"]], turn["share"]) for turn in found[kind]]
        python = [([name for name, _, _ in turn.levers], turn.share) for turn in getattr(expected, kind)]
        assert len(turns) == len(python)
        assert sorted(turns) == [(names, pytest.approx(share)) for names, share in sorted(python)]
    switched = {(one["lever"], one["to"]) for turn in found["switches"] for one in turn["levers"]}
    assert switched == {(lever, setting) for lever, setting, _ in expected.switches}
