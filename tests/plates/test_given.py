"""What is handed to a plate: results that were selected, joined, saved again or swept; what cannot be drawn is said."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xarray as xr
from matplotlib.figure import Figure

import sim
from sim import results_file
from sim.plates import comparison, fans, quantile_dots, rung_map, timeline
from sim.scenario import ScenarioError

BASE = sim.Scenario(horizon=6)


@pytest.fixture(scope="module")
def ds() -> xr.Dataset:
    return sim.simulate({"base": BASE, "firm": BASE.but(roe=0.9)}, replicates=20)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> sim.Sweep:
    return sim.sweep(BASE, {"roe": [0.1, 0.9]}, replicates=20, out=tmp_path_factory.mktemp("given") / "a")


@pytest.mark.fault("results-read-back")
@pytest.mark.parametrize("plate", [comparison, fans, quantile_dots, rung_map, timeline])
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (lambda ds: ds.sel(scenario="firm"), "ds: has no dimension scenario"),
        (lambda ds: ds.drop_attrs(), "ds: has lost its statement, seed, replicates"),
        (lambda ds: ds["attacked"], "ds: "),
    ],
)
def test_what_cannot_be_drawn_is_one_line(
    changed: Callable[[xr.Dataset], Any], said: str, plate: Any, ds: xr.Dataset
) -> None:
    with pytest.raises(ScenarioError, match=said):
        plate.draw(changed(ds))


@pytest.mark.fault("results-read-back")
def test_the_runs_that_are_there_are_counted(ds: xr.Dataset) -> None:
    few = ds.isel(replicate=slice(5))
    half = xr.concat([ds.isel(scenario=[k], replicate=slice(10)) for k in (0, 1)], "scenario")
    for part, runs in ((few, 5), (half, 10), (ds, 20)):
        figure: Any = rung_map.draw(part)
        assert figure.marks["replicates"] == runs
        assert any(f"over {runs} runs" in text.get_text().replace("\n", " ") for text in figure.texts)


@pytest.mark.fault("results-read-back")
def test_results_that_another_program_saved_are_drawn_although_not_loaded(
    ds: xr.Dataset, tmp_path: Path
) -> None:
    with xr.open_dataset(results_file.write(ds, tmp_path)) as opened:
        opened.to_netcdf(tmp_path / "again.nc")
    with xr.open_dataset(tmp_path / "again.nc") as plain:
        assert quantile_dots.draw(plain).get_label() == quantile_dots.draw(ds).get_label()
    with pytest.raises(ScenarioError, match="no results of a run"):
        sim.load(tmp_path / "again.nc")


@pytest.mark.fault("sweep-read")
def test_a_sweep_is_compared_and_drawn_as_it_was_loaded(swept: sim.Sweep) -> None:
    loaded = sim.load(swept.path)
    assert sim.compare(loaded).equals(sim.compare(swept.load()))
    figure: Any = quantile_dots.draw(loaded)
    assert figure.get_label() == quantile_dots.draw(swept.load()).get_label()
    assert list(json.loads(figure.marks["scenarios"])) == ["roe 0.1", "roe 0.9"]


@pytest.mark.fault("sweep-read")
@pytest.mark.parametrize("plate", [fans, rung_map, timeline])
def test_what_a_sweep_does_not_keep_is_said(plate: Any, swept: sim.Sweep) -> None:
    with pytest.raises(ScenarioError, match="a sweep keeps nothing by country or month: run its points"):
        plate.draw(swept)


@pytest.mark.parametrize("plate", [rung_map, timeline])
def test_a_scenario_that_is_not_there_is_said(plate: Any, ds: xr.Dataset) -> None:
    with pytest.raises(ScenarioError, match="no scenario 'fim' in these results; did you mean firm"):
        plate.draw(ds, "fim")


@pytest.mark.fault("results-read-back")
def test_what_was_meant_is_named_where_something_else_is_loaded(
    ds: xr.Dataset, swept: sim.Sweep, tmp_path: Path
) -> None:
    (tmp_path / "run").mkdir()
    results_file.write(ds, tmp_path / "run")
    for path, said in (
        (tmp_path, "holds run; load one of them"),
        (swept.path / "results.parquet", "is a part of a sweep; load its folder, a"),
        (next((swept.path / "parts").iterdir()), "is a part of a sweep; load its folder, a"),
        (tmp_path / "nowhere", "no results of a run"),
        (3, "load: 3 is no path"),
    ):
        with pytest.raises(ScenarioError, match=said):
            sim.load(path)  # type: ignore[arg-type]


@pytest.mark.fault("results-read-back")
def test_names_and_outcomes_that_do_not_fit_are_one_line(ds: xr.Dataset) -> None:
    renamed = ds.assign_coords(scenario=["base", "x"])
    assert quantile_dots.draw(renamed).get_label() == quantile_dots.draw(ds).get_label()
    drawn: tuple[tuple[Callable[[], Figure], str], ...] = (
        (lambda: rung_map.draw(renamed, "x"), "'x' was run under another name, one of base, firm"),
        (lambda: fans.draw(ds, "deployed"), "deployed has no value a month; allowed: deployed_path"),
        (lambda: comparison.draw(ds.isel(replicate=[0])), "a single run has no interval"),
    )
    for draw, said in drawn:
        with pytest.raises(ScenarioError, match=said):
            draw()
