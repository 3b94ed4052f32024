"""Designs and names as spreadsheets leave them: read rightly, or refused with the cure; and what they must not run."""

from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.inert import inert, inert_frame
from sim.scenario import ScenarioError
from sim.seminar.take_home.exports import table
from sim.sweeps.design_table import read_table
from tests.cli.conftest import Tripwire, tripwire
from tests.sweeps.sweep_plans import plan, sweep

__all__ = ["tripwire"]
ROWS = "roe,us_backing\n0.1,0.5\n0.7,0.2\n"


@pytest.mark.fault("spreadsheet-habits")
@pytest.mark.parametrize(
    "raw",
    [
        ROWS.replace("\n", "\r").encode(),
        f"SEP=,\r\n{ROWS}".encode(),
        f'"sep=,"\n{ROWS}'.encode(),
        b"sep=;\rroe;us_backing\r0,1;0,5\r0,7;0,2\r",
        ROWS.replace(",", " , ").replace("\n", ",,\n").encode() + b",,,\n,,,\n",
        ROWS.replace("0.5", "0.5\u00a0").replace("roe", "roe\u202f").encode(),
        b'"roe\n","us_backing"\n"0.1\n","0.5"\n0.7,0.2\n',
    ],
    ids=["cr", "SEP", "quoted sep", "sep cr", "empty at the end", "hard blanks", "breaks in cells"],
)
def test_what_a_spreadsheet_leaves_is_read(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "POINTS.CSV").write_bytes(raw)
    (roe, backing), (first, second) = read_table(tmp_path / "POINTS.CSV")
    assert ([roe.values[k] for k in first], [backing.values[k] for k in second]) == ([0.1, 0.7], [0.5, 0.2])


@pytest.mark.fault("spreadsheet-habits")
@pytest.mark.parametrize(
    ("raw", "cure"),
    [
        (ROWS.encode("utf-16"), "UTF-16 .*save it as CSV UTF-8"),
        (ROWS.encode("utf-16-le"), "UTF-16 .*save it as CSV UTF-8"),
        (ROWS.replace("0.5", "0.\x005").encode(), "byte 0 at byte 21.*save it as CSV UTF-8 again"),
        ("roe,mandate\n0.1,caf\xe9\n".encode("cp1252"), "not UTF-8 at byte 19; save it as CSV UTF-8"),
        (b"roe,us_backing\n10%,0.5\n", "10% is no plain number; write 0.1"),
        ("roe;force_size\n0,1;40\u2019000\n".encode(), "is no plain number; write 40000"),
        ("roe,stances.POL\n0.1,\u20132\n".encode(), "is no plain number; write -2"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_cure(raw: bytes, cure: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_bytes(raw)
    with pytest.raises(ScenarioError, match=cure):
        read_table(tmp_path / "points.csv")


@pytest.mark.fault("formulas")
@pytest.mark.parametrize("text", ["=1+1", "\uff1dcmd", "\t=1", "\n=1", "@SUM(A1)", "-inf", "+1_0", "-2+3"])
def test_a_text_that_would_act_is_inert_in_every_table(text: str) -> None:
    assert inert(text) == f"'{text}"
    frame = inert_frame(pd.DataFrame({text: [text]}, index=[text]))
    assert [*frame.columns, *frame.index, *frame.iloc[0]] == [f"'{text}"] * 3
    assert table([{"name": text}]).partition("\n")[2].lstrip('"').startswith("'")


@pytest.mark.fault("formulas", "reserved-names")
def test_a_bundle_that_is_named_so_is_shown_and_exported(tripwire: Tripwire, tmp_path: Path) -> None:
    store = sweep(tmp_path / "outputs", plan(over={"=cmd": {"@a": {"roe": 0.1}, "-b": {"roe": 0.2}}}))
    shown = tripwire("resume", "a", "plate=false")
    assert (shown.code, shown.out.split()[0]) == (0, "'=cmd"), shown.err
    assert tripwire("export", "a", "each=run").code == 0
    assert set(pd.read_csv("a.csv")["'=cmd"]) == {"'@a", "'-b"}
    assert set(sim.load(store.folder).table["=cmd"]) == {"@a", "-b"}


@pytest.mark.fault("formulas")
def test_scenarios_that_are_named_so_are_inert_in_a_comparison(tmp_path: Path) -> None:
    ds = sim.simulate({"=cmd": sim.Scenario(horizon=1), "@x": sim.Scenario(horizon=1, roe=0.9)}, replicates=5)
    said = inert_frame(sim.compare(ds)).to_csv(index=False)
    assert "'=cmd" in said
    assert ",=cmd" not in said
    assert "\n=cmd" not in said
