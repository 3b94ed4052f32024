"""A sweep as one file for other programs, however large: read part by part, written as it is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from sim.scenario import ScenarioError
from sim.sweeps.part import KEY, read_part
from sim.sweeps.plan import Plan, canonical
from sim.sweeps.store import Store
from sim.version import STATEMENT

STAMP = "note"
ROWS_AT_ONCE = 16_384


def stamp(plan: Plan) -> str:
    """What every row of a text file carries, since it has no other place for it."""
    plan_text = json.loads(plan.text)
    return f"{STATEMENT}; version {plan_text['version']}; seed {plan.seed}; plan {plan.digest[:12]}"


def stamped(table: pa.Table, plan: Plan) -> pa.Table:
    """The table with the stamp as its last column."""
    return table.append_column(STAMP, pa.array([stamp(plan)] * table.num_rows, pa.string()))


def export(store: Store, target: Path) -> Path:
    """Write all rows to a file whose ending says how: .parquet, .csv or .jsonl (one JSON object a line)."""
    write = WRITERS.get(target.suffix)
    if write is None:
        raise ScenarioError(f"to: {target.name} has no known ending; allowed: {', '.join(WRITERS)}")
    paths = [path for _, path in sorted(store.sound().items())]
    with store.disk.whole(target) as unfinished:
        write(unfinished, store.plan, paths)
    return target


def _tables(paths: list[Path]) -> Iterator[pa.Table]:
    """The parts in their order, small ones together: a file of many small pieces is slow and its index large."""
    tables: list[pa.Table] = []
    for path in paths:
        tables.append(read_part(path).replace_schema_metadata(None))
        if sum(table.num_rows for table in tables) >= ROWS_AT_ONCE:
            yield pa.concat_tables(tables)
            tables = []
    if tables:
        yield pa.concat_tables(tables)


def _parquet(target: Path, plan: Plan, paths: list[Path]) -> None:
    note = {"statement": STATEMENT, "plan": json.loads(plan.text), "digest": plan.digest}
    schema = pq.read_schema(paths[0]).with_metadata({KEY: canonical(note).encode()})
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for table in _tables(paths):
            writer.write_table(table.replace_schema_metadata(schema.metadata))


def _csv(target: Path, plan: Plan, paths: list[Path]) -> None:
    schema = pq.read_schema(paths[0]).append(pa.field(STAMP, pa.string()))
    with csv.CSVWriter(target, schema.remove_metadata()) as writer:
        for table in _tables(paths):
            writer.write_table(stamped(table, plan).replace_schema_metadata(None))


def _jsonl(target: Path, plan: Plan, paths: list[Path]) -> None:
    with target.open("w", encoding="utf-8") as file:
        for table in _tables(paths):
            for row in stamped(table, plan).to_pylist():
                known = {name: None if value != value else value for name, value in row.items()}
                file.write(json.dumps(known, allow_nan=False) + "\n")


WRITERS: dict[str, Callable[[Path, Plan, list[Path]], None]] = {
    ".parquet": _parquet,
    ".csv": _csv,
    ".jsonl": _jsonl,
}
