"""What Python hands in that is no table, no name and no folder is refused; a figure's levers are held to their hash."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xarray as xr

import sim
from sim.plates import rung_map
from sim.plates.recipe import text
from sim.report import again
from sim.scenario import ScenarioError
from sim.sweeps.errors import SweepError

BASE = sim.Scenario(horizon=1)


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    return sim.simulate({"base": BASE, "firm": BASE.but(roe="robust")}, replicates=4)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (pd.DataFrame([[0.1, 0.2]], columns=["roe", "roe"]), "column 'roe' stands twice"),
        (pd.DataFrame({"roe": pd.array([0.1, None], dtype="Float64")}), "roe: row 2 has no value"),
    ],
)
@pytest.mark.fault("thousands-point")
def test_a_table_that_can_be_read_in_two_ways(design: pd.DataFrame, said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        sim.sweep(BASE, design=design, replicates=2)


@pytest.mark.parametrize("settings", [{"points": 3}, {"cross": "roe"}, {"design_seed": 7}])
def test_what_a_grid_does_not_use(settings: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match="has no effect with grid"):
        sim.sweep(BASE, {"roe": [0.1, 0.2]}, replicates=2, **settings)


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SweepError, match="cannot be made a sweep's folder"):
        sim.sweep(BASE, {"roe": [0.1]}, replicates=2, out=tmp_path / "file")
    with pytest.raises(ScenarioError, match="out: 1 is no path"):
        sim.sweep(BASE, {"roe": [0.1]}, replicates=2, out=1)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", " ", "a\n", "a\0", "\ud800", "\u202ea", "x" * 201])
def test_a_name_that_no_figure_can_bear(name: str) -> None:
    with pytest.raises(ScenarioError, match="is no name"):
        sim.simulate({name: BASE}, replicates=2)


def test_no_runs_or_a_scenario_twice_are_not_compared(ds: xr.Dataset) -> None:
    for part in (ds.isel(replicate=slice(0)), ds.isel(scenario=[0, 0])):
        with pytest.raises(ScenarioError, match="at least one run, and scenarios that stand there once"):
            sim.compare(part)


def test_a_figure_whose_levers_were_changed_is_not_drawn(ds: xr.Dataset) -> None:
    figure = rung_map.draw(ds, "firm")
    recipe = json.loads(text(ds.attrs, vars(figure)["recipe"]))
    recipe["scenarios"]["firm"]["roe"] = 0.3
    with pytest.raises(ScenarioError, match="the file was changed or damaged"):
        again.draw(recipe)
