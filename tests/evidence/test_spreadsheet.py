"""One reader of tables from spreadsheets: what is met, and what is refused with the cure, whatever the table is."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path

import pytest

import sim.evidence
from sim.analysis.episodes import of_file
from sim.evidence import spreadsheet
from sim.evidence.ledgers import COLUMNS, tables
from sim.evidence.spreadsheet import SheetError
from sim.evidence.table import EvidenceError, rows
from sim.scenario import ScenarioError
from sim.sweeps.design_table import read_table

LEDGERS = Path(sim.evidence.__file__).parent
Habit = Callable[[list[list[str]]], bytes]


def saved(table: list[list[str]], separator: str = ",", end: str = "\n") -> str:
    sink = io.StringIO()
    csv.writer(sink, delimiter=separator, lineterminator=end).writerows(table)
    return sink.getvalue()


def wider(table: list[list[str]]) -> list[list[str]]:
    return [[*row, "", ""] for row in table] + [[""] * (len(table[0]) + 2)] * 2


def commas(table: list[list[str]]) -> list[list[str]]:
    """Numbers as a spreadsheet of half of Europe writes them."""
    return [
        [cell.replace(".", ",") if spreadsheet.NUMBER.fullmatch(cell) else cell for cell in row]
        for row in table
    ]


HABITS: dict[str, Habit] = {
    "a byte order mark": lambda table: b"\xef\xbb\xbf" + saved(table).encode(),
    "semicolons": lambda table: saved(table, ";").encode(),
    "semicolons and a mark": lambda table: b"\xef\xbb\xbf" + saved(table, ";", "\r\n").encode(),
    "a hint": lambda table: ("sep=;\r\n" + saved(table, ";", "\r\n")).encode(),
    "tabs": lambda table: saved(table, "\t").encode(),
    "ends of lines": lambda table: saved(table, end="\r\n").encode(),
    "old ends of lines": lambda table: saved(table, end="\r").encode(),
    "no last end": lambda table: saved(table).rstrip("\n").encode(),
    "empty columns and lines": lambda table: saved(wider(table)).encode(),
    "spaces": lambda table: saved([[f" {cell} " for cell in row] for row in table]).encode(),
    "decimal commas": lambda table: saved(commas(table), ";").encode(),
}


NUMERIC = {
    "countries.csv": {"lat": (-90.0, 90.0)},
    "parameters.csv": {"floor": (-math.inf, 1e5), "mode": (-math.inf, 100.0)},
    "readings.csv": {"us_backing": (0.0, 1.0)},
    "stances.csv": {},
}


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("file", NUMERIC)
@pytest.mark.fault("spreadsheet-habits")
def test_every_ledger_reads_as_it_did(habit: str, file: str) -> None:
    raw = (LEDGERS / file).read_bytes()
    with io.StringIO(raw.decode(), newline="") as text:
        table = list(csv.reader(text))
    was, found = tables({file: raw})[file], tables({file: HABITS[habit](table)})[file]
    assert len(found) == len(was)
    for row, plain in zip(found, was, strict=True):
        texts = [column for column in plain.cells if not spreadsheet.NUMBER.fullmatch(plain.cells[column])]
        assert {column: row.cells[column] for column in texts} == {
            column: plain.cells[column] for column in texts
        }
        for column in NUMERIC[file]:
            if plain.number(column) <= NUMERIC[file][column][1]:
                assert row.number(column, *NUMERIC[file][column]) == plain.number(column)


def test_a_number_of_which_thousands_would_be_too_many_is_read() -> None:
    assert (
        spreadsheet.number("2,256", commas=True, most=20)
        == spreadsheet.number("2.256", commas=True, most=20)
        == 2.256
    )
    with pytest.raises(SheetError, match="write 2256"):
        spreadsheet.number("2,256", commas=True, most=3_000)


REFUSED: dict[str, tuple[bytes, str]] = {
    "UTF-16": ("roe\n0.1".encode("utf-16"), "CSV UTF-8"),
    "UTF-16 without a mark": ("roe\n0.1".encode("utf-16-le"), "CSV UTF-8"),
    "another encoding": (b"roe\n\xe9", "not UTF-8 at byte 4; save it as CSV UTF-8"),
    "lines in quotes": (b'"roe,mandate"\n"0.1,un"\n', "each line is one cell in quotes"),
    "too short a row": (b"roe,mandate\n0.1\n", "row 2: 1 cells, must be 2"),
    "too long a row": (b"roe\n0.1,0.2\n", "row 2: 2 cells, must be 1"),
    "a column twice": (b"roe,roe\n0.1,0.2\n", "'roe' is there twice"),
    "an open quote": (b'roe\n"0.1\n', "not a CSV table"),
    "a quote within": (b'roe\n"0"1\n', "not a CSV table"),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.fault("spreadsheet-habits")
def test_what_is_no_table_is_refused_with_the_cure_by_all(case: str, tmp_path: Path) -> None:
    raw, line = REFUSED[case]
    path = tmp_path / "t.csv"
    path.write_bytes(raw)
    with pytest.raises(EvidenceError, match=r"t\.csv") as ledger:
        rows("t.csv", raw, ["roe"])
    with pytest.raises(ScenarioError, match="design") as design:
        read_table(path)
    with pytest.raises(ScenarioError, match="missions") as missions:
        of_file(path)
    for refusal in (ledger, design, missions):
        assert line in str(refusal.value)
        assert "\n" not in str(refusal.value)


NUMBERS = {
    # cell: read where commas separate, read where they do not; a text is the cure
    "0.5": (0.5, 0.5),
    "0,5": ("0.5", 0.5),
    ",5": (".5", 0.5),
    "-0,25": ("-0.25", -0.25),
    "0,125": ("0.125", 0.125),
    "1e3": (1000.0, 1000.0),
    "40.000": (40.0, "40000"),
    "40,000": ("40000", "40000"),
    "1.250.000": ("1250000", "1250000"),
    "1.234,5": ("1234.5", "1234.5"),
    "1,234.5": ("1234.5", "1234.5"),
    "40 000": ("40000", "40000"),
    "40\u202f000": ("40000", "40000"),
    "40'000": ("40000", "40000"),
    "\u22123": ("-3", "-3"),
    "2025-07": (None, None),
    "robust": (None, None),
    "5 %": ("0.05", "0.05"),
    "12,5%": ("0.125", "0.125"),
    "40\u2019000": ("40000", "40000"),
    "\u20133": ("-3", "-3"),
    "nan": (None, None),
    "0x10": (None, None),
    "\u0661": (None, None),
}


@pytest.mark.parametrize("cell", NUMBERS)
@pytest.mark.parametrize("mode", [0, 1], ids=["commas", "semicolons"])
@pytest.mark.fault("thousands-point")
def test_a_number_is_read_as_meant_or_refused(cell: str, mode: int) -> None:
    expected = NUMBERS[cell][mode]
    if isinstance(expected, str):
        with pytest.raises(SheetError, match=f"write {expected}$"):
            spreadsheet.number(cell, commas=bool(mode))
    else:
        assert spreadsheet.number(cell, commas=bool(mode)) == expected


def test_a_header_that_differs_says_where() -> None:
    with pytest.raises(EvidenceError, match="no column lon"):
        rows("countries.csv", b"code,name,lat,kind\nA,B,1,c\n", COLUMNS["countries.csv"].split(","))
    with pytest.raises(EvidenceError, match="'town' is no column"):
        rows(
            "countries.csv",
            b"code,name,lat,lon,kind,town\nA,B,1,2,c,d\n",
            COLUMNS["countries.csv"].split(","),
        )
