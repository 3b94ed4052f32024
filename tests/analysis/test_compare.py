"""Comparison: known answers, and sentences that follow the numbers."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import numpy as np
import pytest
import xarray as xr

import sim
from sim.analysis.compare import compare, findings
from sim.outcomes import RUN
from sim.scenario import ScenarioError


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    base = sim.Scenario()
    kfor = base.but(roe="robust", us_backing=0.75)
    return sim.simulate({"base": base, "kfor": kfor, "same": base}, replicates=400, seed=3, detail=False)


def test_one_row_per_scenario_and_outcome(ds: xr.Dataset) -> None:
    table = compare(ds)
    assert list(table["outcome"][: len(RUN)]) == [o.name for o in RUN]
    assert len(table) == 3 * len(RUN)
    assert table.attrs["seed"] == 3


def test_the_figures_are_those_of_the_results(ds: xr.Dataset) -> None:
    table = compare(ds).set_index(["scenario", "outcome"])
    row = table.loc[("kfor", "deployed"), :]
    change = ds["deployed"].sel(scenario="kfor") - ds["deployed"].sel(scenario="base")
    assert row["difference"] == pytest.approx(float(change.mean()))
    assert row["q95"] == pytest.approx(float(ds["deployed"].sel(scenario="kfor").quantile(0.95)))
    assert row["diff_low"] < row["difference"] < row["diff_high"]
    attacked = ds["attacked"].sel(scenario="base")
    assert table.loc[("base", "attack_month"), "n"] == float(attacked.sum())
    assert table.loc[("base", "attacked"), "estimate"] == float(attacked.mean())


def test_equal_scenarios_are_never_told_apart(ds: xr.Dataset) -> None:
    table = compare(ds)
    same = table[table["scenario"] != "kfor"]
    assert not same["separated"].any()
    assert (same["difference"].fillna(0.0) == 0.0).all()
    assert findings(table)["same"] == "same and base cannot be told apart in 400 paired runs."


def test_only_chosen_measures(ds: xr.Dataset) -> None:
    assert compare(ds, measures=["kia", "attacked"])["outcome"].tolist() == ["kia", "attacked"] * 3


def test_an_unknown_base_is_refused_with_the_nearest(ds: xr.Dataset) -> None:
    with pytest.raises(ScenarioError, match="did you mean base"):
        compare(ds, base="bas")


@pytest.mark.parametrize(
    ("changed", "asked", "words"),
    [
        (lambda ds: ds, ["attack"], "measures: unknown 'attack'; did you mean attacked"),
        (lambda ds: ds, "attacked", "measures: 'attacked' is not a list"),
        (lambda ds: ds, 3, "measures: 3 is not a list"),
        (lambda ds: ds, ["deployed_path"], "measures: unknown 'deployed_path'"),
        (lambda ds: ds[["kia"]], ["attacked"], "measures: these results do not hold attacked"),
        (lambda ds: ds.isel(scenario=0), None, "ds: has no dimension scenario"),
        (lambda ds: ds.isel(replicate=0), None, "ds: has no dimension replicate"),
        (lambda ds: None, None, "ds: None refused"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(
    ds: xr.Dataset, changed: Callable[[xr.Dataset], Any], asked: Any, words: str
) -> None:
    with pytest.raises(ScenarioError) as refused:
        compare(changed(ds), measures=asked)
    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


def test_a_dataset_may_lie_either_way(ds: xr.Dataset) -> None:
    assert compare(ds.transpose()).equals(compare(ds))


def test_the_sentence_follows_the_results(ds: xr.Dataset) -> None:
    before = findings(compare(ds))["kfor"]
    changed = ds.copy(deep=True)
    changed["deployed"].loc[{"scenario": "kfor"}] += 5_000.0
    after = findings(compare(changed))["kfor"]
    assert before != after
    assert "troops in place" in after


def test_runs_are_compared_all_at_once(ds: xr.Dataset) -> None:
    """Ten times the runs take no more calls."""
    calls = {
        replicates: calls_of(ds.isel(replicate=np.arange(replicates) % 400)) for replicates in (200, 2_000)
    }
    assert calls[2_000] < 1.05 * calls[200]


def calls_of(ds: xr.Dataset) -> int:
    """Functions of Python called by a comparison."""
    count = 0

    def seen(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    compare(ds)
    sys.setprofile(seen)
    try:
        compare(ds)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.fault("left-on-disk")
def test_findings_show_sentences_and_no_dictionary(ds: xr.Dataset) -> None:
    found = findings(compare(ds), ["deployed"])
    assert repr(found) == f"{found['kfor']}\n{found['same']}"
    assert found._repr_html_().startswith("<p>kfor against base: troops in place +")
    assert list(found) == ["kfor", "same"]
