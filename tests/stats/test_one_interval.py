"""The same runs have the same interval wherever they are shown: comparison, sweep, study, brief, plate."""

from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import sim
from sim.outcomes import BY_NAME, RUN
from sim.plates import comparison
from sim.report.brief import sections
from sim.report.study import Answer, Expectation, Study, answer
from sim.report.study.measures import change, level
from sim.stats import intervals
from sim.sweeps import Store, run
from sim.sweeps.by_point import HEADLINES
from sim.sweeps.design import read_design
from sim.sweeps.plan import read_plan
from sim.sweeps.store import new_store
from sim.sweeps.threads import Threads
from sim.wording.numbers import estimate, half_width, in_common
from sim.wording.numbers import level as written
from sim.wording.side_by_side import SideBySide

BASE, ROE, RUNS, SEED = sim.Scenario(horizon=24), 0.95, 150, 7
NAMES = [outcome.name for outcome in RUN]


@cache
def runs() -> xr.Dataset:
    return sim.simulate({"base": BASE, "firm": BASE.but(roe=ROE)}, RUNS, SEED)


@cache
def compared() -> pd.DataFrame:
    return sim.compare(runs()).set_index(["scenario", "outcome"])


def row_of(scenario: str, name: str) -> "pd.Series[Any]":
    """The row of one outcome in the comparison."""
    return cast("pd.Series[Any]", compared().loc[(scenario, name)])


@cache
def answered() -> Answer:
    expected = tuple(
        Expectation("it changes", "firm", name, "more", against="base") for name in ("kia", "attacked")
    )
    study = Study("Do the rules matter?", {"base": BASE, "firm": BASE.but(roe=ROE)}, expected=expected)
    return answer(study, runs())


def swept(folder: Path, **told: Any) -> Store:
    design = read_design(BASE, {"over": {"roe": [BASE.roe, ROE]}})
    plan = read_plan(design, {"replicates": RUNS, "seed": SEED} | told)
    return run(plan, new_store(folder, "a"), Threads(1))


@pytest.mark.parametrize("told", [{"keep": "rows"}, {"keep": "summaries"}, {"keep": "rows", "chunk": 40}])
def test_a_sweep_shows_the_intervals_of_a_comparison(told: dict[str, Any], tmp_path: Path) -> None:
    points = pd.read_csv(swept(tmp_path, **told).folder / "comparison.csv")
    for k, scenario in enumerate(("base", "firm")):
        for name in NAMES:
            row = row_of(scenario, name)
            shown = points.loc[k, [name, f"{name}_low", f"{name}_high"]].to_numpy(float)
            np.testing.assert_allclose(shown, row[["estimate", "low", "high"]].to_numpy(float), rtol=1e-14)
            if name in HEADLINES and told["keep"] == "rows":
                shown = points.loc[k, [f"{name}_change{end}" for end in ("", "_low", "_high")]].to_numpy(
                    float
                )
                wanted = row[["difference", "diff_low", "diff_high"]].to_numpy(float)
                np.testing.assert_allclose(shown, wanted, rtol=1e-14)


def test_the_interval_of_what_is_skewed_is_not_symmetric() -> None:
    """What makes the test above bite: a normal interval would not pass it."""
    row = row_of("firm", "kia")
    assert row["high"] - row["estimate"] > 1.2 * (row["estimate"] - row["low"])


def test_a_study_shows_the_intervals_of_a_comparison() -> None:
    for name in NAMES:
        row, found = row_of("firm", name), level(runs(), name, "firm")
        wanted = row[["estimate", "low", "high"]].to_numpy(float)
        assert np.array_equal([found.value, found.low, found.high], wanted, equal_nan=True)
        found = change(runs(), name, "firm", "base")
        assert np.array_equal([found.low, found.high], [row["diff_low"], row["diff_high"]], equal_nan=True)
        assert found.separated == row["separated"]
    for verdict in answered().verdicts:
        row = row_of("firm", verdict.expected.measure)
        unit = BY_NAME[verdict.expected.measure].unit
        said = estimate(row["difference"], row["diff_low"], row["diff_high"], unit, signed=True)
        assert verdict.sentence().endswith(said)


def test_a_brief_shows_the_intervals_of_a_comparison() -> None:
    page = str(sections.numbers(answered()))
    for name in answered().study.outcomes:
        said = SideBySide(compared().reset_index().to_dict("records"))
        assert said.level(name, "base") in page
        assert said.level(name, "firm") in page


def test_a_plate_shows_the_intervals_of_a_comparison() -> None:
    texts = [text.get_text() for text in comparison.draw(runs()).texts]
    for name in comparison.OUTCOMES:
        row, firm = row_of("base", name), row_of("firm", name)
        error = half_width(row["estimate"], row["low"], row["high"])
        noise = half_width(firm["difference"], firm["diff_low"], firm["diff_high"])
        places = in_common([(row["estimate"], error)], [(firm["difference"], noise)])
        ends = row["low"], row["high"]
        assert written(row["estimate"], *ends, BY_NAME[name].unit, beside=places) in texts


def test_a_sweep_that_runs_until_it_is_precise_measures_the_same_interval(tmp_path: Path) -> None:
    precision = {"outcome": "kia", "half_width": 6.0, "batch": 50}
    store = swept(tmp_path, precision=precision, replicates=400)
    rows = pd.read_parquet(store.folder / "results.parquet")
    for _, point in rows.groupby("point"):
        wide = [
            float(intervals.half_width(point["kia"].to_numpy()[:n], flag=False)) for n in (50, 100, 200, 400)
        ]
        stopped = next((n for n, half in zip((50, 100, 200), wide, strict=False) if half <= 6.0), 400)
        assert len(point) == stopped
