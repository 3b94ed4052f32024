"""What a store adds up to, and whether it still does: one hash over all results, one a table; points that failed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim.sweeps.part import failures_in
from sim.sweeps.plan import Plan, canonical
from sim.sweeps.store import Store
from sim.sweeps.work import Failure


def tables_sound(store: Store) -> bool:
    """Whether the tables are those that were written."""
    return not any(wrong_tables(store))


def wrong_tables(store: Store) -> Iterator[tuple[str, str]]:
    """Tables that are not as they were written, and what is wrong with them."""
    for name, digest in store.manifest["tables"].items():
        if (store.folder / name).is_symlink() or (store.folder / name).is_dir():
            yield name, "is a link or a folder, not the file that was written"
        elif not (store.folder / name).is_file():
            yield name, "is missing"
        elif digest_of(store.folder / name) != digest:
            yield name, "is damaged"


def results_hash(plan: Plan, paths: list[Path]) -> str:
    """SHA-256 over what was asked and every value that came out, in the order of points and replicates.

    The cut into chunks, threads, machines, interruptions and file formats leave it as it is.
    """
    asked = {key: value for key, value in json.loads(plan.text).items() if key != "chunk"}
    digest = hashlib.sha256(canonical(asked).encode())
    for path in paths:
        for batch in _batches(path):
            digest.update(_values(batch).tobytes())
    return digest.hexdigest()


def failed_chunks(store: Store) -> frozenset[int]:
    """Chunks that hold a failure."""
    return frozenset(chunk for chunk, path in store.sound().items() if _failures_of(path))


def failed_points(paths: list[Path]) -> list[Failure]:
    """The first failure of each point, in their order: a point may fail in every chunk that has replicates of it."""
    first: dict[int, Failure] = {}
    for path in paths:
        for failure in _failures_of(path):
            first.setdefault(failure.point, failure)
    return list(first.values())


def _failures_of(path: Path) -> list[Failure]:
    return failures_in(pq.read_schema(path))


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path, pre_buffer=True) as file:
        yield from file.iter_batches(65_536, use_threads=False)


def _values(batch: pa.RecordBatch) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The batch as numbers, row by row; one pattern of bits for every not-a-number, positions for labels."""
    columns = [column.indices if pa.types.is_dictionary(column.type) else column for column in batch.columns]
    values = np.column_stack([column.to_numpy(zero_copy_only=False).astype(float) for column in columns])
    values[np.isnan(values)] = np.nan
    return values


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
