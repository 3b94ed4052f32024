"""A design that is handed in as a table, one row a point: a DataFrame, or a CSV or Parquet file.

A column is a lever or an entry of one, by the names that are used everywhere; a cell is a number, a preset, a name, or
entries of a list between plus signs, as `tripwire export` writes them. What a spreadsheet does to a CSV file is met: a
byte order mark, semicolons, and in a file of semicolons decimal commas. What could be read in two ways is refused.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.evidence import spreadsheet
from sim.evidence.spreadsheet import SheetError
from sim.factors import names
from sim.factors.levels import Listed
from sim.factors.reading import read_factor
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, show
from sim.scenario.levers import COLUMNS
from sim.scenario.thousands import check_plain, most_of

Table = tuple[tuple[int, ...], ...]
MAX_CELLS = 1_000_000
LISTS = ("roles", "us_parts", "exclude")
"""Levers that are lists of names."""
SPELLED = {"true": True, "false": False}


def read_table(design: Any) -> tuple[tuple[Listed, ...], Table]:
    """The levels of every column, and for every row the position of its own among them.

    Parameters
    ----------
    design
        A DataFrame, a mapping of names to columns, or the path of a file that ends in .csv or .parquet.

    Returns
    -------
    tuple
        Factors in the order of the columns, and their rows.

    Raises
    ------
    ScenarioError
        One line that names the column and, where one cell is wrong, its row.

    Examples
    --------
    >>> factors, rows = read_table({"roe": ["monitor", 0.7, 0.1], "mandate": ["un", "un", "eu"]})
    >>> factors[0].values, rows
    ((0.1, 0.7), ((0, 1, 0), (0, 0, 1)))
    """
    columns = _columns(design)
    lengths = {len(cells) for cells in columns.values()}
    if not lengths or lengths == {0}:
        raise ScenarioError("design: the table is empty; allowed: one row a point, one column a lever")
    if len(lengths) > 1:
        raise ScenarioError(f"design: columns of {' and '.join(map(str, sorted(lengths)))} rows")
    if len(columns) * max(lengths) > MAX_CELLS:
        raise ScenarioError(
            f"design: {max(lengths):,} rows of {len(columns)} columns; allowed: {MAX_CELLS:,} cells"
        )
    read = [_column(name, cells) for name, cells in columns.items()]
    return tuple(factor for factor, _ in read), tuple(rows for _, rows in read)


def _columns(design: Any) -> dict[str, list[Any]]:
    if isinstance(design, str | Path):
        return _from_file(Path(design))
    if isinstance(design, pd.DataFrame):
        if twice := design.columns[design.columns.duplicated()].tolist():
            raise ScenarioError(f"design: column {show(twice[0])} stands twice")
        design = {str(name): design[name].tolist() for name in design.columns}
    if not isinstance(design, Mapping):
        raise ScenarioError(
            f"design: {show(design)} refused; allowed: a DataFrame, or a .csv or .parquet file"
        )
    return {str(name): list(cells) for name, cells in design.items()}


def _from_file(path: Path) -> dict[str, list[Any]]:
    """The columns of a file."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".parquet"):
        raise ScenarioError(f"design: {show(str(path))} refused; allowed: a file ending in .csv or .parquet")
    try:
        data = path.read_bytes()
        sheet = spreadsheet.read(data) if ending == ".csv" else None
        frame = pd.DataFrame() if sheet else pd.read_parquet(io.BytesIO(data))
    except SheetError as fault:
        raise ScenarioError(f"design: {show(str(path))}: {fault}") from None
    except (OSError, ValueError) as refusal:  # pyarrow's own error is a ValueError
        reason = getattr(refusal, "strerror", None) or "is no Parquet file"
        raise ScenarioError(f"design: {show(str(path))}: {reason}") from None
    return _from_csv(sheet) if sheet else {str(name): frame[name].tolist() for name in frame.columns}


def _from_csv(sheet: spreadsheet.Sheet) -> dict[str, list[Any]]:
    """The columns of a table of texts; rows are counted from 1, as points are."""
    return {
        name: [
            _typed(name, cells[place], row, commas=sheet.commas)
            for row, (_, cells) in enumerate(sheet.rows, 1)
        ]
        for place, name in enumerate(sheet.head)
    }


def _typed(name: str, cell: str, row: int, *, commas: bool) -> Any:
    """A cell of a text file as what it says."""
    try:
        value = spreadsheet.number(cell, commas=commas, most=most_of(name)[0])
        check_plain(name, cell)
    except SheetError as fault:
        raise ScenarioError(f"{name}: row {row}: {cell} {fault}") from None
    except ScenarioError as refusal:
        raise ScenarioError(f"{refusal} (row {row})") from None
    return SPELLED.get(cell.lower(), cell) if value is None else value


def _column(name: str, cells: list[Any]) -> tuple[Listed, tuple[int, ...]]:
    """A column's levels in the order in which they come up, and the rows' positions among them."""
    if name not in BY_NAME and "." not in name:
        raise ScenarioError(f"design: column {show(name)} is no lever; {nearest(name, BY_NAME)}")
    names.check(name)
    said: dict[str, int] = {}  # what a cell says → its level
    known: dict[Any, int] = {}
    kept: list[Any] = []
    rows = []
    for number, cell in enumerate(cells, 1):
        key = repr(cell)
        if key not in said:
            value, label = _level(name, cell, number)
            if label not in known:
                known[label] = len(kept)
                kept.append(value)
            said[key] = known[label]
        rows.append(said[key])
    factor = read_factor(name, kept)
    assert isinstance(factor, Listed)
    return factor, tuple(rows)


def _level(name: str, cell: Any, row: int) -> tuple[Any, Any]:
    """A cell as a level, and what makes it the same as another."""
    if cell is None or cell is pd.NA or cell == "" or cell != cell:
        raise ScenarioError(f"{name}: row {row} has no value")
    value = _listed(name, cell) if isinstance(cell, str) else cell
    value = value.item() if hasattr(value, "item") else value
    try:
        if name in COLUMNS:
            number = float(BY_NAME[name].kind.check(name, value))
            return number, number
        factor = read_factor(name, [value])
    except ScenarioError as refusal:
        raise ScenarioError(f"{refusal} (row {row})") from None
    assert isinstance(factor, Listed)
    return value, factor.cases[0].label if factor.cases else factor.values[0]


def _listed(name: str, cell: str) -> Any:
    """A text that stands for a list or a mapping, as `export` writes one."""
    if name in LISTS:
        return (
            []
            if cell == "none"
            else [part.strip() for part in cell.strip("[]").split("+" if "+" in cell else ",")]
        )
    if cell[:1] in "[{":
        try:
            return json.loads(cell)
        except ValueError:
            raise ScenarioError(f"{name}: {show(cell)} is no JSON") from None
    return cell
