"""A design that is handed in as a table, one row a point: a DataFrame, or a CSV or Parquet file.

A column is a lever or an entry of one, by the names that are used everywhere; a cell is a number, a preset, a name, or
entries of a list between plus signs, as `tripwire export` writes them. What a spreadsheet does to a CSV file is met: a
byte order mark, semicolons, and in a file of semicolons decimal commas. What could be read in two ways is refused.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.evidence import spreadsheet
from sim.evidence.spreadsheet import SheetError
from sim.factors import names
from sim.factors.levels import Listed
from sim.factors.reading import read_factor
from sim.factors.steps import listed
from sim.scenario import BY_NAME, ScenarioError
from sim.scenario.errors import nearest, show
from sim.scenario.levers import COLUMNS
from sim.scenario.thousands import check_plain, most_of
from sim.study_folder import presets

Table = tuple[tuple[int, ...], ...]
MAX_CELLS = 1_000_000
LISTS = ("roles", "us_parts", "exclude")
"""Levers that are lists of names."""
SPELLED = {"true": True, "false": False}
NAMELESS = ("", "Unnamed: 0")
"""Names of a column that has none, as files and frames give them."""


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
        return _from_frame(design)
    if not isinstance(design, Mapping):
        raise ScenarioError(
            f"design: {show(design)} refused; allowed: a DataFrame, or a .csv or .parquet file"
        )
    return {str(name): list(cells) for name, cells in design.items()}


def _from_frame(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The columns of a frame, and what levers stand in its index."""
    levers = [
        place
        for place, name in enumerate(frame.index.names)
        if isinstance(name, str) and (name in BY_NAME or "." in name)
    ]
    frame = frame.reset_index(level=levers) if levers else frame
    if twice := frame.columns[frame.columns.duplicated()].tolist():
        raise ScenarioError(f"design: column {show(twice[0])} stands twice")
    return {
        str(name).strip(): listed(frame[name]) for name in frame.columns if not _counts(name, frame[name])
    }


def _counts(name: Any, column: Iterable[Any]) -> bool:
    """Whether a column without a name only counts the rows, as programs write them beside a table."""
    counted = [str(cell) for cell in column]
    return name in NAMELESS and any(
        counted == list(map(str, range(first, first + len(counted)))) for first in (0, 1)
    )


def _from_file(path: Path) -> dict[str, list[Any]]:
    """The columns of a file."""
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise ScenarioError(f"design: {show(str(path))} refused; allowed: a file ending in .csv or .parquet")
    try:
        data = path.read_bytes()
        sheet = spreadsheet.read(data) if kind == ".csv" else None
        frame = pd.DataFrame() if sheet else pd.read_parquet(io.BytesIO(data))
    except SheetError as fault:
        raise ScenarioError(f"design: {show(str(path))}: {fault}") from None
    except (OSError, ValueError) as refusal:  # pyarrow's own error is a ValueError
        reason = getattr(refusal, "strerror", None) or "is no Parquet file"
        raise ScenarioError(f"design: {show(str(path))}: {reason}") from None
    return _from_csv(sheet) if sheet else _from_frame(frame)


def _from_csv(sheet: spreadsheet.Sheet) -> dict[str, list[Any]]:
    """The columns of a table of texts; rows are counted from 1, as points are."""
    columns = {name: [cells[place] for _, cells in sheet.rows] for place, name in enumerate(sheet.head)}
    return {
        name: _typed(name, cells, commas=sheet.commas)
        for name, cells in columns.items()
        if not _counts(name, cells)
    }


def _typed(name: str, cells: list[str], *, commas: bool) -> list[Any]:
    """The cells of a column of texts as what they say."""
    values: list[Any] = []
    most = most_of(name)[0]
    for row, cell in enumerate(cells, 1):
        try:
            value = spreadsheet.number(cell, commas=commas, most=most)
            check_plain(name, cell)
        except SheetError as fault:
            raise ScenarioError(f"{name}: row {row}: {cell} {fault}") from None
        except ScenarioError as refusal:
            raise ScenarioError(f"{refusal} (row {row})") from None
        values.append(cell if value is None else value)
    return values


def _column(name: str, cells: list[Any]) -> tuple[Listed, tuple[int, ...]]:
    """A column's levels in the order in which they come up, and the rows' positions among them."""
    if name in presets.GROUPS:
        raise ScenarioError(f"design: column {name} is a group of presets; allowed: the levers that they set")
    if name not in BY_NAME and "." not in name:
        raise ScenarioError(f"design: column {show(name)} is no lever; {nearest(name, BY_NAME)}")
    head, entry = names.check(name)
    is_number = name in COLUMNS or (entry and head in names.NUMBERS)
    if is_number and (at_once := _numbers(name, cells)) is not None:
        return at_once
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


def _numbers(name: str, cells: list[Any]) -> tuple[Listed, tuple[int, ...]] | None:
    """A column of numbers that all may be; None where a cell has to be looked at by itself."""
    low, high, _ = names.bounds(name)
    if not set(map(type, cells)) <= {int, float} or not all(low <= cell <= high for cell in cells):
        return None
    place: dict[float, int] = {}
    rows = tuple(place.setdefault(float(cell), len(place)) for cell in cells)
    return Listed(name, tuple(place)), rows


def _level(name: str, cell: Any, row: int) -> tuple[Any, Any]:
    """A cell as a level, and what makes it the same as another."""
    cell = cell.tolist() if hasattr(cell, "tolist") else cell
    if cell is None or cell is pd.NA or cell == "" or cell != cell:
        raise ScenarioError(f"{name}: row {row} has no value")
    value = _listed(name, cell) if isinstance(cell, str) else cell
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
            else [part.strip(" '\"") for part in cell.strip("[]()").split("+" if "+" in cell else ",")]
        )
    if cell.lower() in SPELLED:
        return SPELLED[cell.lower()]
    if cell[:1] in "[{":
        try:
            return json.loads(cell)
        except ValueError:
            raise ScenarioError(f"{name}: {show(cell)} is no JSON") from None
    return cell
