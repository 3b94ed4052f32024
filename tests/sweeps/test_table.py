"""Designs that come from elsewhere as tables: read as they are meant, or refused with the cure."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim.factors.reading import read_factor
from sim.factors.steps import between, stepping
from sim.scenario import ScenarioError
from sim.sweeps.design import Design, from_plain, read_design
from sim.sweeps.design_table import read_table

BASE = sim.Scenario(horizon=12)
FRAME = pd.DataFrame(
    {
        "us_backing": [0.7, 0.2, 0.7],
        "mandate": ["un", "eu", "un"],
        "roles": ["training+air_sea", "none", "training+air_sea"],
        "horizon": [6, 24, 12],
        "stances.POL": [1, -2, 3],
        "exclude.FRA": [True, False, False],
    }
)


def labels(design: Design) -> dict[str, list[Any]]:
    columns = design.labelled(design.slice(0, design.count))
    return {name: column.tolist() for name, column in columns.items()}


@pytest.mark.fault("designs-from-elsewhere")
def test_a_row_is_a_point() -> None:
    design = read_design(BASE, {"design": FRAME})
    assert design.count == 3
    assert labels(design)["us_backing"] == [0.7, 0.2, 0.7]
    assert labels(design)["roles"] == ["training+air_sea", "none", "training+air_sea"]
    second = design.scenario(1)
    assert (second.us_backing, second.mandate, second.roles, second.horizon) == (0.2, "eu", (), 24)
    assert design.scenario(0).exclude == ("FRA",)
    assert dict(second.stances) == {"POL": -2.0}


def test_rows_are_crossed_with_what_is_swept_besides() -> None:
    design = read_design(BASE, {"design": FRAME[["us_backing"]], "over": {"roe": ["monitor", "robust"]}})
    assert labels(design) == {
        "us_backing": [0.7, 0.2, 0.7, 0.7, 0.2, 0.7],
        "roe": [0.1, 0.1, 0.1, 0.7, 0.7, 0.7],
    }


def test_a_table_survives_its_text() -> None:
    design = read_design(BASE, {"design": FRAME, "over": {"roe": [0.1, 0.7]}})
    assert from_plain(json.loads(json.dumps(design.as_dict()))) == design


FILES = {
    "plain.csv": b"us_backing,force_size\n0.7,40000\n0.2,1000\n",
    "marked.csv": "\ufeffus_backing,force_size\n0.7,40000\n0.2,1000\n".encode(),
    "german.csv": "\ufeffus_backing;force_size\r\n0,7;40000\r\n0,2;1000\r\n".encode(),
    "tabs.csv": b"us_backing\tforce_size\n0,7\t40000\n0.2\tplanning\n",
    "blank.csv": b"us_backing , force_size\n0.7 , 40000\n\n0.2 , 1e3\n\n",
}


@pytest.mark.fault("designs-from-elsewhere")
@pytest.mark.parametrize("name", FILES)
@pytest.mark.fault("spreadsheet-habits")
def test_what_spreadsheets_write_is_read_rightly(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(FILES[name])
    factors, rows = read_table(tmp_path / name)
    assert [factor.name for factor in factors] == ["us_backing", "force_size"]
    assert [factors[0].values[k] for k in rows[0]] == [0.7, 0.2]
    assert factors[1].values[rows[1][0]] == 40_000


@pytest.mark.fault("designs-from-elsewhere")
def test_parquet_and_frames_are_one_design(tmp_path: Path) -> None:
    FRAME.to_parquet(tmp_path / "points.parquet")
    FRAME.to_csv(tmp_path / "points.csv", index=False)
    designs = [
        read_design(BASE, {"design": d})
        for d in (FRAME, tmp_path / "points.parquet", tmp_path / "points.csv")
    ]
    assert designs[0] == designs[1] == designs[2]


ROWS = {"us_backing": [0.2, 0.7], "mandate": ["un", "eu"]}
"""A small table, which other programs hand over in many ways."""
MANY_WAYS: dict[str, pd.DataFrame] = {
    "a named index": pd.DataFrame(ROWS).set_index("us_backing"),
    "two in the index": pd.DataFrame(ROWS | {"roe": [0.5, 0.5]}).set_index(["us_backing", "mandate"]),
    "numbers of rows": pd.DataFrame({"Unnamed: 0": [0, 1], **ROWS}),
    "single precision": pd.DataFrame(ROWS).astype({"us_backing": "float32"}),
    "categories": pd.DataFrame(ROWS).astype({"mandate": "category"}),
    "nullable": pd.DataFrame(ROWS).convert_dtypes(),
    "blanks": pd.DataFrame(ROWS).rename(columns=" {} ".format),
    "duplicates in the index": pd.DataFrame(ROWS, index=[7, 7]),
}


@pytest.mark.fault("designs-from-elsewhere")
@pytest.mark.parametrize("way", MANY_WAYS)
@pytest.mark.parametrize("kind", ["frame", "parquet", "csv"])
def test_nothing_that_another_program_wrote_is_lost(way: str, kind: str, tmp_path: Path) -> None:
    frame, path = MANY_WAYS[way], tmp_path / f"POINTS.{kind.upper()}"
    if kind == "parquet":
        frame.to_parquet(path)
    elif kind == "csv":
        frame.to_csv(path, index=way.endswith("index") and not way.startswith("dup"))
    found = labels(read_design(BASE, {"design": frame if kind == "frame" else path}))
    assert {name: found[name] for name in ROWS} == ROWS


@pytest.mark.fault("designs-from-elsewhere")
def test_lists_and_truth_values_are_read_however_they_are_written(tmp_path: Path) -> None:
    listed = pd.DataFrame(
        {"roles": [["training"], ["training", "air_sea"]], "us_parts.airlift": [True, False]}
    )
    listed.to_parquet(tmp_path / "a.parquet")
    listed.to_csv(tmp_path / "a.csv", index=False)
    for design in (
        listed,
        tmp_path / "a.parquet",
        tmp_path / "a.csv",
        listed.astype({"us_parts.airlift": str}),
    ):
        found = labels(read_design(BASE, {"design": design}))
        assert found == {"roles": ["training", "training+air_sea"], "us_parts.airlift": [1.0, 0.0]}


@pytest.mark.fault("designs-from-elsewhere")
@pytest.mark.parametrize(
    "values",
    [np.linspace(0, 1, 3), range(2), pd.Series([0.2, 0.7]), np.array([0.2, 0.7], "float32"), (0.2, 0.7)],
    ids=["linspace", "range", "series", "single", "tuple"],
)
def test_values_may_come_as_any_array(values: Any) -> None:
    found = labels(read_design(BASE, {"over": {"us_backing": values}}))["us_backing"]
    assert found == [round(float(one), 6) for one in values]


@pytest.mark.fault("designs-from-elsewhere")
def test_presets_make_bundles_and_are_no_column() -> None:
    design = read_design(
        BASE, {"over": {"us": ["none", "full"], "plan": {"many": {"force": "200k"}, "as is": {}}}}
    )
    assert [design.scenario(k).us_backing for k in range(4)] == [0.0, 0.0, 1.0, 1.0]
    assert [design.scenario(k).force_size for k in (0, 1)] == [200_000.0, 40_000.0]
    with pytest.raises(ScenarioError, match=r"plan\.a: us: no 'non'"):
        read_design(BASE, {"over": {"plan": {"a": {"us": "non"}}}})
    with pytest.raises(ScenarioError, match="column us is a group of presets; allowed: the levers"):
        read_table({"us": ["none"]})


@pytest.mark.fault("large-designs")
def test_a_long_column_of_numbers_is_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell by itself costs seconds in a table of a million."""
    dice = np.random.default_rng(1)
    frame = pd.DataFrame(dice.random((2_000, 2)), columns=["roe", "assume.risk_support"])
    slowly = read_table(frame.astype(object).assign(mandate="un"))
    monkeypatch.setattr("sim.sweeps.design_table._level", None)
    factors, rows = read_table(frame)
    assert (factors, rows) == (slowly[0][:2], slowly[1][:2])
    assert np.array_equal([factors[0].values[k] for k in rows[0]], frame["roe"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "us_backing;force_size\n0,7;40.000\n",
            "force_size: row 1: 40.000 can be read in two ways; write 40000",
        ),
        (
            'us_backing,force_size\n0.7,"40,000"\n',
            "force_size: row 1: 40,000 is no plain number; write 40000",
        ),
        ("us_backing,force_size\n0.7,40 000\n", "force_size: row 1: 40 000 is no plain number; write 40000"),
        ("us_backing,forse_size\n0.7,1\n", "did you mean force_size"),
        ("us_backing,stances.PLO\n0.7,1\n", "did you mean POL"),
        ("us_backing\nmuch\n", "us_backing: 'much' is not a number"),
        ("us_backing,mandate\n0.7,\n", "mandate: row 1 has no value"),
        ("us_backing,mandate\n0.7\n", "row 2: 1 cells, must be 2"),
        ("us_backing,us_backing\n0.7,1\n", "column 'us_backing' is there twice"),
        ("us_backing\n1.7\n0.1\n", "us_backing: 1.7 is out of range"),
        ("us_backing\n", "empty"),
        ("", "empty"),
        ("mandate\nnato\n", "nato"),
        ("injects\n[{\n", "no JSON"),
    ],
)
@pytest.mark.fault("spreadsheet-habits")
def test_what_is_unclear_is_refused_with_the_cure(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refusal:
        read_table(tmp_path / "points.csv")
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("points.txt", "ending in .csv or .parquet"),
        ("nowhere.csv", "No such file"),
        ("broken.parquet", "no Parquet file"),
        ("latin.csv", "CSV UTF-8"),
        (5, "a DataFrame"),
        ({"roe": [0.1], "us_backing": [0.1, 0.2]}, "1 and 2 rows"),
        ({"roe": [0.1, float("nan")]}, "row 2 has no value"),
        ({"roe": [0.1] * 1_000_001}, "1,000,000 cells"),
    ],
)
def test_what_is_no_table_is_refused(
    design: Any, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.parquet").write_bytes(b"PAR1")
    Path("latin.csv").write_bytes("mandate\nKöln\n".encode("latin-1"))
    with pytest.raises(ScenarioError, match=said):
        read_table(design)


@pytest.mark.parametrize("told", [{"method": "lhs", "points": 4}, {"method": "zip"}])
def test_a_table_is_no_sample(told: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match="makes its own points"):
        read_design(BASE, {"design": FRAME, **told})


def test_a_table_without_rows_of_its_own_is_refused() -> None:
    with pytest.raises(ScenarioError, match="design=FILE"):
        read_design(BASE, {"method": "table", "over": {"roe": [0.1]}})


@pytest.mark.parametrize("name", ["point", "replicate", "note", "attacked", "kia_q95", "deployed_change_low"])
@pytest.mark.fault("reserved-names")
def test_a_bundle_named_like_a_column_is_refused_before_anything_runs(name: str) -> None:
    with pytest.raises(ScenarioError, match=f"{name} is a column of the results"):
        read_design(BASE, {"over": {name: {"a": {"roe": 0.1}, "b": {"roe": 0.2}}}})


class TestSteps:
    """Evenly spaced numbers are the decimals that a person would write."""

    @pytest.mark.fault("float-ranges")
    def test_from_the_command_line(self) -> None:
        assert stepping(0, 1.05, 0.1) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
        assert stepping(1, -0.1, -0.25) == [1.0, 0.75, 0.5, 0.25, 0.0]
        assert stepping(0.05, 0.3, 0.1) == [0.05, 0.15, 0.25]

    @pytest.mark.fault("float-ranges")
    def test_from_a_file(self) -> None:
        levels = read_factor("us_backing", {"low": 0.1, "high": 0.7, "steps": 7})
        assert levels.values == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)  # type: ignore[union-attr]
        assert between(0, 1, 4) == [0.0, 1 / 3, 2 / 3, 1.0]

    def test_they_stay_within_their_ends(self) -> None:
        dice = np.random.default_rng(1)
        for low, high in np.sort(dice.uniform(0, 1, (200, 2))):
            assert between(low, high, 9)[0] == low
            assert between(low, high, 9)[-1] == high
