"""Sweeps in Python: asked for in one call, and handed back labelled."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim import outcomes
from sim.engine.ensemble import run_inputs
from sim.scenario import ScenarioError
from sim.sweeps import overview, work
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.overview import keep
from sim.sweeps.verify import verify

BASE = sim.Scenario(horizon=12)
OVER = {"us_backing": [0.2, 1.0], "mandate": ["un", "none"]}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> sim.Sweep:
    return sim.sweep(BASE, OVER, replicates=40, out=tmp_path_factory.mktemp("out") / "a")


def test_a_sweep_is_labelled_as_a_comparison_is(done: sim.Sweep) -> None:
    ds = done.load()
    assert dict(ds.sizes) == {"scenario": 4, "replicate": 40}
    assert ds["scenario"].values[0] == "us_backing 0.2, mandate un"
    assert ds["us_backing"].values.tolist() == [0.2, 0.2, 1.0, 1.0]
    assert ds["mandate"].values.tolist() == ["un", "none", "un", "none"]
    levers = zip(ds["us_backing"].values, ds["mandate"].values, strict=True)
    scenarios = [BASE.but(us_backing=us, mandate=str(mandate)) for us, mandate in levers]
    direct = sim.simulate(
        dict(zip(map(str, ds["scenario"].values), scenarios, strict=True)), 40, detail=False
    )
    assert ds.drop_vars(["point", "us_backing", "mandate"]).identical(direct)
    assert not sim.compare(ds, base=str(ds["scenario"].values[0])).empty


def test_its_table_has_one_row_a_point(done: sim.Sweep) -> None:
    table = done.table
    assert table["us_backing"].tolist() == [0.2, 0.2, 1.0, 1.0]
    runs = done.runs.to_table().to_pandas().groupby("point")["deployed"].mean()
    assert np.allclose(table["deployed"], runs)
    assert done.runs.count_rows() == 160


@pytest.mark.fault("results-read-back")
def test_it_is_loaded_by_its_folder(done: sim.Sweep) -> None:
    again = sim.load(done.path)
    assert isinstance(again, sim.Sweep)
    assert again.load().identical(done.load())
    assert repr(again) == f"Sweep('{done.path}': 4 points over us_backing, mandate, 40 replicates)"


def test_it_is_not_run_again(done: sim.Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(work, "run_inputs")
    again = sim.sweep(BASE, OVER, replicates=40, out=done.path)
    pd.testing.assert_frame_equal(again.table, done.table)


def test_another_sweep_does_not_take_its_folder(done: sim.Sweep) -> None:
    with pytest.raises(SweepError, match="holds another sweep"):
        sim.sweep(BASE, OVER, replicates=41, out=done.path)


def test_a_folder_of_its_own_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = sim.sweep(BASE, {"roe": [0.1]}, replicates=5)
    assert made.path.parent == tmp_path / "outputs"


@pytest.mark.fault("designs-from-elsewhere")
def test_a_frame_is_a_design(tmp_path: Path) -> None:
    frame = pd.DataFrame({"us_backing": [0.7, 0.2, 0.7], "roe": [0.1, 0.5, 0.9]})
    table = sim.sweep(BASE, design=frame, replicates=10, out=tmp_path / "a").table
    pd.testing.assert_frame_equal(table[["us_backing", "roe"]], frame)
    frame.to_csv(tmp_path / "points.csv", index=False)
    told = sim.sweep(BASE, design=str(tmp_path / "points.csv"), replicates=10, out=tmp_path / "b").table
    pd.testing.assert_frame_equal(told, table)


@pytest.mark.fault("float-ranges")
def test_a_float_range_is_found_by_its_values(tmp_path: Path) -> None:
    over = {"us_backing": {"low": 0, "high": 1, "steps": 11}}
    table = sim.sweep(BASE, over, replicates=5, out=tmp_path / "a").table
    assert len(table[table["us_backing"] == 0.7]) == 1
    assert len(table[table["us_backing"] == 0.3]) == 1


def test_points_without_a_result_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = run_inputs

    def broken(inputs: Any, **settings: Any) -> Any:
        if 0.5 in inputs.levers["us_backing"]:
            raise ZeroDivisionError
        return honest(inputs, **settings)

    monkeypatch.setattr(work, "run_inputs", broken)
    done = sim.sweep(BASE, {"us_backing": [0.2, 0.5, 1.0]}, replicates=10, out=tmp_path / "a")
    assert done.load()["us_backing"].values.tolist() == [0.2, 1.0]
    assert done.load()["point"].values.tolist() == [0, 2]


def test_precision_gives_the_replicates_that_all_have(tmp_path: Path) -> None:
    precision = {"outcome": "announced", "half_width": 900.0, "batch": 20}
    done = sim.sweep(
        BASE, {"us_backing": [0.0, 1.0]}, replicates=200, precision=precision, out=tmp_path / "a"
    )
    assert done.load().sizes["replicate"] == done.table["replicates"].min()


def test_summaries_have_a_table_and_no_runs(tmp_path: Path) -> None:
    done = sim.sweep(BASE, OVER, replicates=10, keep="summaries", out=tmp_path / "a")
    assert len(done.table) == 4
    with pytest.raises(ScenarioError, match=r"\.table has them"):
        done.load()


@pytest.mark.fault("flat-memory")
def test_what_would_not_fit_is_refused(done: sim.Sweep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.sweeps.sweep.MAX_SCENARIOS", 3)
    with pytest.raises(ScenarioError, match=r"4 points.*allowed: 3 points.*\.runs reads"):
        done.load()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"ovr": {}}, "did you mean over|unknown 'ovr'"),
        ({"threads": -1}, "threads"),
        ({"design": 3}, "DataFrame"),
    ],
)
def test_what_cannot_be_is_refused(told: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=said):
        sim.sweep(BASE, out=tmp_path / "a", **told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.fault("damaged-accepted")
def test_a_damaged_or_unfinished_sweep_is_not_loaded(tmp_path: Path) -> None:
    done = sim.sweep(BASE, OVER, replicates=10, out=tmp_path / "a")
    next(done.store.parts.iterdir()).write_bytes(b"x")
    with pytest.raises(DamagedError, match="is damaged"):
        sim.load(done.path)
    done.store.write_manifest(done.store.plan, {})
    with pytest.raises(SweepError, match="not finished"):
        sim.load(done.path)


class TestOverview:
    @pytest.mark.fault("sweep-read")
    def test_few_points_stand_side_by_side(self, done: sim.Sweep) -> None:
        figure = done.overview()
        assert figure is not None
        assert "us_backing" in str(figure.get_label())

    @pytest.mark.fault("sweep-read")
    def test_a_sample_shows_what_moves_it(self, tmp_path: Path) -> None:
        over = {
            "us_backing": {"low": 0, "high": 1},
            "conference": {"low": 0, "high": 1},
            "mandate": ["un", "none"],
        }
        done = sim.sweep(BASE, over, method="lhs", points=150, replicates=20, out=tmp_path / "a")
        line = done.moves()
        assert line.startswith("Risk of attack, over the range of each lever: ")
        assert line.partition(": ")[2].startswith("US backing "), "the lever that moves it most comes first"
        assert " conferences " in line
        assert " mandate " in line
        keep(done)
        assert {path.name for path in done.path.glob("overview.*")} == {"overview.png", "overview.svg"}
        assert verify(done.store) == []

    def test_the_line_is_of_the_outcome_that_had_to_be_precise(self, tmp_path: Path) -> None:
        precision = {"outcome": "announced", "half_width": 900.0, "batch": 20}
        done = sim.sweep(
            BASE, {"us_backing": [0.0, 1.0]}, replicates=200, precision=precision, out=tmp_path / "a"
        )
        means = done.table["announced"]
        line = done.moves()
        assert line.startswith("Troops announced, over the range of each lever: US backing ")
        told = float(line.partition("US backing ")[2].partition(" ±")[0].replace(",", ""))
        assert told == pytest.approx(abs(means[1] - means[0]), rel=0.1)

    @pytest.mark.fault("sweep-read")
    def test_levers_without_an_order_stand_side_by_side(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(overview, "SIDE_BY_SIDE", 1)
        over = {"mandate": ["un", "eu"], "us": ["none", "full"]}
        figure = sim.sweep(BASE.but(horizon=3), over, replicates=2, out=tmp_path / "a").overview()
        assert figure is not None
        assert len(json.loads(vars(figure)["marks"]["scenarios"])) == 4

    def test_one_point_moves_nothing(self, tmp_path: Path) -> None:
        done = sim.sweep(BASE, {"roe": [0.1]}, replicates=5, out=tmp_path / "a")
        assert (done.moves(), done.overview()) == ("", None)


def test_every_outcome_is_a_column(done: sim.Sweep) -> None:
    assert {outcome.name for outcome in outcomes.RUN} <= set(done.table.columns)
