"""Tables for people and for programs: one row a point or a run, exact where programs read them, harmless everywhere."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim import outcomes, simulate
from sim.analysis.compare import compare
from sim.cli.commands import kept
from sim.inert import OPENS_A_FORMULA, inert
from sim.scenario import Scenario, ScenarioError
from sim.sweeps import export as exporting
from sim.sweeps import run_tables
from sim.sweeps.cells import for_people, for_spreadsheets
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.export import export
from sim.sweeps.part import KEY
from sim.sweeps.store import Store
from tests.sweeps.sweep_plans import contents, plan, sweep

SOLDIERS = [outcome.name for outcome in outcomes.RUN if outcome.unit == "troops"]
HOSTILE = {"=cmd|'/c calc'!A0": {"roe": 0.1}, "+1": {"roe": 0.2}, "@x": {"roe": 0.3}, "-2+3": {"roe": 0.4}}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sweep(tmp_path_factory.mktemp("export"), plan())


def test_programs_get_every_run_to_the_last_digit(store: Store, tmp_path: Path) -> None:
    frame = pd.read_parquet(store.folder / "results.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(export(store, tmp_path / "t.parquet", "run")), frame)
    lines = pd.read_json(export(store, tmp_path / "t.jsonl", "run"), lines=True, precise_float=True)
    for outcome in outcomes.RUN:
        assert np.allclose(lines[outcome.name].astype(float), frame[outcome.name], equal_nan=True, rtol=1e-12)
    note = json.loads(pq.read_schema(tmp_path / "t.parquet").metadata[KEY])
    assert note["plan"]["seed"] == 1
    assert "not a forecast" in note["statement"]


@pytest.mark.fault("export-for-people")
def test_a_point_has_one_row(store: Store, tmp_path: Path) -> None:
    table = pd.read_csv(export(store, tmp_path / "t.csv"))
    comparison = pd.read_csv(store.folder / "comparison.csv")
    for name in comparison.columns.drop("note"):
        rounded = comparison[name].round() if name.startswith(tuple(SOLDIERS)) else comparison[name]
        pd.testing.assert_series_equal(table[name], rounded, check_dtype=False)
    assert len(table) == 12
    assert {"announced_change_low", "kia_q95", "force_size", "roe", "mandate"} <= set(table.columns)


@pytest.mark.fault("export-for-people")
@pytest.mark.parametrize("each", ["point", "run"])
def test_people_get_whole_soldiers_and_empty_cells(store: Store, tmp_path: Path, each: str) -> None:
    with export(store, tmp_path / "t.csv", each).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            assert cell != "nan"
            if name.startswith(tuple(SOLDIERS)) and cell:
                assert float(cell).is_integer(), (name, cell)
    attacked, month = head.index("attacked"), head.index("attack_month")
    assert all((row[month] == "") == (float(row[attacked]) == 0) for row in rows)
    assert [bool(row[-1]) for row in rows] == [True] + [False] * (len(rows) - 1), "one note is enough"


@pytest.mark.fault("export-for-people")
def test_a_spreadsheet_has_the_same(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    book = pd.read_excel(export(store, tmp_path / "t.xlsx"), sheet_name=None)
    table = pd.read_csv(export(store, tmp_path / "t.csv")).drop(columns="note")
    pd.testing.assert_frame_equal(book["results"], table, check_dtype=False)
    assert "not a forecast" in book["about"].columns[0]


@pytest.mark.fault("export-for-people")
def test_a_sheet_that_would_overflow_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "SHEET_ROWS", 100)
    with pytest.raises(ScenarioError, match=r"a sheet holds 99 rows; allowed: \.csv"):
        export(store, tmp_path / "t.xlsx", "run")
    assert list(tmp_path.iterdir()) == []


class TestFormulas:
    @pytest.mark.parametrize("opening", OPENS_A_FORMULA)
    def test_no_text_opens_like_one(self, opening: str) -> None:
        assert inert(f"{opening}SUM(A1)") == f"'{opening}SUM(A1)"

    @pytest.mark.parametrize("text", ["-3", "+1.5e3", "firm rules", "", "a=b"])
    def test_other_texts_stay(self, text: str) -> None:
        assert inert(text) == text

    @pytest.mark.parametrize("each", ["point", "run"])
    @pytest.mark.fault("formulas")
    def test_labels_and_heads_cannot_act(self, tmp_path: Path, each: str) -> None:
        store = sweep(tmp_path, plan(over={"=plan": HOSTILE}))
        export(store, tmp_path / "t.csv", each)
        for path in (tmp_path / "t.csv", store.folder / "comparison.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                for cell in (cell for row in csv.reader(file) for cell in row):
                    assert cell == inert(cell), (path.name, cell)

    @pytest.mark.fault("formulas")
    def test_messages_of_failures_cannot_act(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        class Hostile(Exception):  # noqa: N818
            pass

        Hostile.__name__ = "=HYPERLINK"

        def fail(*_: Any, **__: Any) -> Any:
            raise Hostile

        monkeypatch.setattr("sim.sweeps.work.run_inputs", fail)
        store = sweep(tmp_path, plan(over={"roe": [0.1, 0.2]}))
        assert set(pd.read_csv(store.folder / "failures.csv")["message"]) == {"'=HYPERLINK: "}


@pytest.mark.fault("formulas")
def test_names_that_act_for_a_spreadsheet_are_inert_in_one_too(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    store = sweep(tmp_path, plan(over={"=plan": HOSTILE}))
    sheet = openpyxl.load_workbook(export(store, tmp_path / "t.xlsx"))["results"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"n", "s", "inlineStr"}


@pytest.mark.fault("damaged-accepted")
def test_an_unfinished_sweep_is_refused_unless_that_is_meant(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan())
    next(store.parts.iterdir()).unlink()
    store.write_manifest(plan(), {})
    with pytest.raises(SweepError, match=r"is not finished; `tripwire resume .*a`"):
        export(store, tmp_path / "t.csv")
    assert not (tmp_path / "t.csv").exists()
    assert len(pd.read_csv(export(store, tmp_path / "t.csv", incomplete=True))) == 10


@pytest.mark.fault("damaged-accepted")
def test_a_damaged_sweep_is_refused_unless_that_is_meant(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan())
    next(store.parts.iterdir()).write_bytes(b"x")
    with pytest.raises(DamagedError, match=r"is damaged; `tripwire resume .*a` mends"):
        export(store, tmp_path / "t.csv")
    assert not (tmp_path / "t.csv").exists()
    assert len(pd.read_csv(export(store, tmp_path / "t.csv", incomplete=True))) == 10


def test_summaries_have_points_but_no_runs(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan(keep="summaries"))
    assert len(pd.read_csv(export(store, tmp_path / "t.csv"))) == 12
    with pytest.raises(ScenarioError, match="keeps no runs"):
        export(store, tmp_path / "t.csv", "run")


def test_points_do_not_depend_on_chunks(store: Store, tmp_path: Path) -> None:
    other = sweep(tmp_path, plan(chunk=7))
    assert (other.folder / "comparison.csv").read_text().replace(other.plan.digest[:12], "") == (
        (store.folder / "comparison.csv").read_text().replace(store.plan.digest[:12], "")
    )


@pytest.mark.fault("strange-files")
def test_nothing_is_written_into_a_sweep(store: Store, tmp_path: Path) -> None:
    before = contents(store.folder)
    for target in (
        store.folder / "t.csv",
        store.folder / "parts" / "t.csv",
        store.folder / "results.parquet",
    ):
        with pytest.raises(SweepError, match="is a sweep, in which nothing else may lie"):
            export(store, target)
    assert contents(store.folder) == before


@pytest.mark.fault("export-for-people")
@pytest.mark.parametrize("name", ["T.CSV", "T.XLSX", "T.Parquet", "T.JSONL"])
def test_an_ending_in_capitals_is_that_ending(name: str, tmp_path: Path) -> None:
    assert exporting.writer(tmp_path / name, "point") is exporting.writer(tmp_path / name.lower(), "point")


@pytest.mark.fault("export-for-people")
def test_levers_that_are_soldiers_are_whole_for_people_and_exact_for_programs() -> None:
    table = pa.table({"force_size": [1_000.4, 2_000.6], "roe": [0.1, 0.25]})
    assert for_people(table).to_pydict() == {"force_size": [1_000, 2_001], "roe": [0.1, 0.25]}
    assert for_spreadsheets(table).to_pydict() == table.to_pydict()


@pytest.mark.fault("export-for-people")
def test_a_folder_that_is_missing_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"to: .* is not a folder"):
        export(store, tmp_path / "nowhere" / "t.csv")


@pytest.mark.parametrize("name", ["t.xls", "t", "t.CSV.gz"])
def test_an_unknown_ending_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError, match=r"allowed: \.csv, \.xlsx, \.parquet, \.jsonl"):
        export(store, tmp_path / name)


@pytest.mark.fault("formulas")
def test_names_of_scenarios_cannot_act_in_a_run_or_comparison(tmp_path: Path) -> None:
    hostile = {name: Scenario(horizon=2).but(**levers) for name, levers in HOSTILE.items()}
    ds = simulate(hostile, 4)
    for each in ("point", "run"):
        table = pd.read_csv(run_tables.export(ds, tmp_path / f"{each}.csv", each))
        assert set(table["scenario"]) == {inert(name) for name in HOSTILE}
        assert len(table) == len(HOSTILE) * (4 if each == "run" else 1)
    exact = pd.read_parquet(run_tables.export(ds, tmp_path / "t.parquet", "run"))
    assert np.array_equal(exact["deployed"], ds["deployed"].values.ravel())
    assert set(exact["scenario"]) == set(HOSTILE), "programs get the names as they are"
    kept._differences(ds, next(iter(HOSTILE)), tmp_path)
    [path] = [path for path in tmp_path.glob("*.csv") if path.stem not in ("point", "run")]
    with path.open(encoding="utf-8", newline="") as file:
        assert all(cell == inert(cell) for row in csv.reader(file) for cell in row)


def test_a_point_of_a_run_says_what_a_comparison_says(tmp_path: Path) -> None:
    ds = simulate({"base": Scenario(horizon=12), "firm": Scenario(horizon=12, roe=0.9)}, 50)
    row = pd.read_csv(run_tables.export(ds, tmp_path / "t.csv")).set_index("scenario").loc["firm"]
    table = compare(ds)
    said = table[(table["scenario"] == "firm") & (table["outcome"] == "attacked")].iloc[0]
    columns = {"": "estimate", "_low": "low", "_change": "difference", "_change_high": "diff_high"}
    for name, column in columns.items():
        assert row[f"attacked{name}"] == pytest.approx(said[column], rel=1e-12)
