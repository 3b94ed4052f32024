"""Finishes a sweep: one hash over all results, one tidy table if they are few, one row a point."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from sim.sweeps.by_point import comparison
from sim.sweeps.cells import for_spreadsheets
from sim.sweeps.export import about, runs, stamped, write_parquet
from sim.sweeps.plan import MAX_ROWS, Plan
from sim.sweeps.store import COMPARISON, FAILURES, RESULTS, TABLES, Store
from sim.sweeps.totals import digest_of, failed_points, results_hash, tables_sound


def finish(store: Store, plan: Plan) -> None:
    """Write what the parts add up to. Does the same again, byte for byte, if it is done again."""
    paths = [path for _, path in sorted(store.sound().items())]
    totals = {
        "results_hash": results_hash(plan, paths),
        "rows": sum(pq.read_metadata(path).num_rows for path in paths),
        "failures": len(failed_points(paths)),
    }
    if all(store.manifest.get(key) == value for key, value in totals.items()) and tables_sound(store):
        return
    _write_tables(store, plan, paths, few=totals["rows"] <= MAX_ROWS)
    for path in store.earlier_parts().values():
        path.unlink()
    written = {name: digest_of(store.folder / name) for name in TABLES if (store.folder / name).exists()}
    store.write_manifest(plan, totals | {"tables": written})


def _write_tables(store: Store, plan: Plan, paths: list[Path], *, few: bool) -> None:
    for name in TABLES:
        store.clear(name)
    if few:
        with store.disk.whole(store.folder / RESULTS) as unfinished:
            write_parquet(unfinished, about(plan), runs(paths))
    for name, data in (
        (COMPARISON, _csv(comparison(paths, plan), plan)),
        (FAILURES, _failures(paths, plan)),
    ):
        if data is not None:
            store.disk.put(store.folder / name, data)


def _failures(paths: list[Path], plan: Plan) -> bytes | None:
    failed = failed_points(paths)
    if not failed:
        return None
    columns = {name: [getattr(failure, name) for failure in failed] for name in ("point", "stage", "message")}
    return _csv(pa.table(columns), plan)


def _csv(table: pa.Table | None, plan: Plan) -> bytes | None:
    if table is None:
        return None
    sink = io.BytesIO()
    csv.write_csv(stamped(for_spreadsheets(table), about(plan).line), sink)
    return sink.getvalue()
