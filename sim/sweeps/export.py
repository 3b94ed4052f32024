"""Results as one file for other programs, however large: read part by part, written as it is read.

One row a point, or one row a run. Parquet and JSON lines have every number to its last digit; CSV and spreadsheets are
for people (`cells`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from sim import extras
from sim.inert import inert
from sim.scenario import ScenarioError
from sim.scenario.errors import choice, show
from sim.sweeps.by_point import points
from sim.sweeps.cells import for_people
from sim.sweeps.errors import SweepError
from sim.sweeps.part import KEY, read_part
from sim.sweeps.plan import Plan, canonical
from sim.sweeps.store import Store, is_store
from sim.sweeps.verify import require_sound
from sim.version import STATEMENT

STAMP = "note"
ROWS_AT_ONCE = 16_384
SHEET_ROWS = 1_048_576
"""Rows that a sheet of a spreadsheet holds, its head included."""
EACH = ("point", "run")
SHEET = "results"
"""What the sheet of a spreadsheet is called."""
Tables = Iterator[pa.Table]


@dataclass(frozen=True)
class About:
    """What a table carries besides its rows: one line for people, and everything for programs."""

    line: str
    note: Mapping[str, Any]


Writer = Callable[[Path, About, Tables], None]


def about(plan: Plan) -> About:
    """What a table of a sweep carries."""
    said = json.loads(plan.text)
    study = f"; with {said['study']}" if "study" in said else ""
    line = f"{STATEMENT}; version {said['version']}; seed {plan.seed}; plan {plan.digest[:12]}{study}"
    return About(line, {"statement": STATEMENT, "plan": said, "digest": plan.digest})


def stamped(table: pa.Table, line: str) -> pa.Table:
    """The table with the line about it as its last column."""
    return table.append_column(STAMP, pa.array([line] * table.num_rows, pa.string()))


def export(store: Store, target: Path, each: str = "point", *, incomplete: bool = False) -> Path:
    """Write a sweep to a file whose ending says how: .csv, .xlsx, .parquet or .jsonl (one JSON object a line).

    Parameters
    ----------
    store
        The sweep.
    target
        The file.
    each
        What has a row: `point`, with means, intervals and paired differences from the first; or `run`.
    incomplete
        Write what there is of an unfinished or damaged sweep, which is refused otherwise.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    ScenarioError
        For an ending that is not known, or runs that were not kept.
    SweepError
        If the sweep is unfinished or damaged, or the file would lie in a sweep.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import sim
    >>> with TemporaryDirectory() as folder:
    ...     done = sim.sweep(sim.Scenario(horizon=6), {"roe": [0.1, 0.7]}, replicates=20, out=f"{folder}/roe")
    ...     len(export(done.store, Path(folder, "roe.csv")).read_text().splitlines())
    3
    """
    write = writer(target, each)
    if not incomplete:
        require_sound(store)
    paths = [path for _, path in sorted(store.sound().items())]
    if not paths:
        raise SweepError(f"{store.folder}: has no results yet")
    if each == "run" and store.plan.keep != "rows":
        raise ScenarioError("each: this sweep keeps no runs but summaries; allowed: point")
    count = store.plan.design.count if each == "point" else store.manifest.get("rows", store.plan.runs)
    check_rows(target, count)
    tables = _gathered(points(paths, store.plan)) if each == "point" else runs(paths)
    with store.disk.whole(target) as unfinished:
        write(unfinished, about(store.plan), tables)
    return target


def writer(target: Path, each: str) -> Writer:
    """What writes a file of this ending; raises `ScenarioError` or `SweepError` for a place that cannot be."""
    kind = target.suffix.lower()
    if kind not in WRITERS:
        raise ScenarioError(f"to: {target.name} has no known ending; allowed: {', '.join(WRITERS)}")
    choice("each", each, EACH)
    if target.is_dir():
        raise SweepError(f"to: {target} is a folder; choose another name")
    for folder in target.absolute().parents:
        if is_store(folder):
            raise SweepError(f"to: {folder} is a sweep, in which nothing else may lie; choose another folder")
    if not target.parent.is_dir():
        raise ScenarioError(f"to: {show(str(target.parent))} is not a folder")
    return WRITERS[kind]


def check_rows(target: Path, count: int) -> None:
    """Refuse more rows than the file can hold."""
    if target.suffix.lower() == ".xlsx" and count >= SHEET_ROWS:
        raise ScenarioError(f"to: a sheet holds {SHEET_ROWS - 1:,} rows; allowed: .csv, .parquet, .jsonl")


def runs(paths: list[Path]) -> Tables:
    """All rows of the parts, in their order."""
    return _gathered(read_part(path).replace_schema_metadata(None) for path in paths)


def write_parquet(target: Path, about: About, tables: Tables) -> None:
    """Write tables as one Parquet file that holds everything about them."""
    first = next(tables)
    schema = first.schema.with_metadata({KEY: canonical(about.note).encode()})
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for table in chain([first], tables):
            writer.write_table(table.replace_schema_metadata(schema.metadata))


def _gathered(tables: Iterator[pa.Table]) -> Tables:
    """Small tables together: a file of many small pieces is slow and its index large."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(one.num_rows for one in waiting) >= ROWS_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _noted(about: About, tables: Tables) -> Tables:
    """Tables for people, with the line about them as the last column of the first row."""
    note: str | None = inert(about.line)
    for table in tables:
        column = pa.array([note] + [None] * (table.num_rows - 1) if table.num_rows else [], pa.string())
        yield for_people(table).append_column(STAMP, column)
        note = None


def _csv(target: Path, about: About, tables: Tables) -> None:
    noted = _noted(about, tables)
    first = next(noted)
    with csv.CSVWriter(target, first.schema) as writer:
        for table in chain([first], noted):
            writer.write_table(table)


def _xlsx(target: Path, about: About, tables: Tables) -> None:
    openpyxl = extras.library("openpyxl", "excel", "to: an .xlsx")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    headed = False
    for table in tables:
        shown = for_people(table)
        if not headed:
            sheet.append(shown.column_names)
            headed = True
        for row in zip(*(column.to_pylist() for column in shown.columns), strict=True):
            sheet.append(row)
    book.create_sheet("about").append([inert(about.line)])
    with target.open("wb") as file:
        book.save(file)


def _jsonl(target: Path, about: About, tables: Tables) -> None:
    with target.open("w", encoding="utf-8") as file:
        for table in tables:
            for row in stamped(table, about.line).to_pylist():
                known = {name: None if value != value else value for name, value in row.items()}
                file.write(json.dumps(known, allow_nan=False) + "\n")


WRITERS: dict[str, Writer] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": write_parquet,
    ".jsonl": _jsonl,
}
