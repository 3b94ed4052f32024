"""A part: one chunk's table as Parquet, named by a hash that binds its bytes to the plan and the chunk."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from sim import outcomes
from sim.stats.intervals import half_width
from sim.sweeps.errors import SweepError
from sim.sweeps.plan import Plan, canonical, from_text
from sim.sweeps.tidy import tabulate, with_known
from sim.sweeps.work import Failure, Known, Results, compute
from sim.version import STATEMENT

KEY = b"tripwire"
NAME = re.compile(r"(\d{7})-([0-9a-f]{32})\.parquet")
HEADLINE = "attacked"


@dataclass(frozen=True)
class Part:
    """The bytes of one chunk's part, and what the progress report says of it."""

    chunk: int
    data: bytes
    runs: int
    failures: int
    widest: float

    def name(self, plan_digest: str) -> str:
        """The file name."""
        return f"{self.chunk:07d}-{seal(plan_digest, self.chunk, self.data)}.parquet"


def make_part(plan: Plan, number: int, known: Known | None = None) -> Part:
    """Run one chunk, but for what is known, and encode it."""
    piece = plan.piece(number)
    if known is None or plan.keep == "rows":
        return encode(plan, number, compute(plan, piece, known))
    there = known.summaries(plan.design.slice(piece.first, piece.last))
    numbers = np.arange(piece.first, piece.last)
    new = np.delete(numbers, list(there))
    made = compute(plan, piece, numbers=new)
    known_rows = {int(numbers[place]): row for place, row in there.items()}
    return encode(plan, number, made, with_known(plan.design, made, known_rows))


def make_part_of(text: str, number: int, engine: str) -> Part:
    """The same for a worker elsewhere, which is handed the plan as text."""
    plan = _plan_of(text)
    if plan.text != text:
        raise SweepError(
            "executor: a worker has another version, rulebook or evidence than the sweep was planned with"
        )
    return make_part(replace(plan, engine=engine), number)


def poisoned(plan: Plan, number: int, message: str) -> Part:
    """Part that records a chunk whose workers were killed: no rows, and a failure for every point."""
    chunk = plan.piece(number)
    none = np.zeros(0, np.int64)
    failures = tuple(Failure(point, "worker", message) for point in range(chunk.first, chunk.last))
    return encode(plan, number, Results(none, none, np.zeros(0, outcomes.RUN_ROW), failures))


def encode(plan: Plan, number: int, results: Results, table: pa.Table | None = None) -> Part:
    """A part's bytes: the same for the same results, wherever they were made.

    Parameters
    ----------
    plan, number
        The sweep, and the number of the chunk.
    results
        Its runs, and the points that failed.
    table
        What is kept of them, where more is known than was run; left out, what `tabulate` makes of the results.

    Returns
    -------
    Part
        The bytes and what is said of them.
    """
    table = tabulate(plan, results) if table is None else table
    note = {
        "statement": STATEMENT,
        "plan": plan.digest,
        "chunk": number,
        "failures": [asdict(failure) for failure in results.failures],
    }
    table = table.replace_schema_metadata({KEY: canonical(note).encode()})
    return Part(number, parquet(table), len(results.run), len(results.failures), _widest(plan, results))


def parquet(table: pa.Table) -> bytes:
    """A table as the bytes of one Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def read_part(path: Path) -> pa.Table:
    """A part's table; on one thread and in one read, which is quickest for a small file of many columns."""
    with pq.ParquetFile(path, pre_buffer=True) as file:
        return file.read(use_threads=False)


def seal(plan_digest: str, chunk: int, data: bytes) -> str:
    """Thirty-two hexadecimal digits over the bytes, the plan and the chunk's number."""
    digest = hashlib.sha256(f"{plan_digest}:{chunk}:".encode())
    digest.update(data)
    return digest.hexdigest()[:32]


def made_for(path: Path) -> str | None:
    """Digest of the plan that a part was made for, whichever it is; None for what is no sound part of any."""
    claim = NAME.fullmatch(path.name)
    try:
        digest = str(json.loads(pq.read_schema(path).metadata[KEY])["plan"])
        sound = claim is not None and seal(digest, int(claim[1]), path.read_bytes()) == claim[2]
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        return None
    return digest if sound else None


def chunk_of(path: Path) -> int:
    """The chunk whose part a file is, by its name."""
    return int(path.name[:7])


def results_in(path: Path) -> Results:
    """The runs of a part that keeps rows, as the work made them."""
    table = read_part(path)
    run = np.empty(table.num_rows, outcomes.RUN_ROW)
    for outcome in outcomes.RUN:
        run[outcome.name] = table[outcome.name].to_numpy()
    return Results(table["point"].to_numpy(), table["replicate"].to_numpy(), run, ())


def failures_in(schema: pa.Schema) -> list[Failure]:
    """The failures a part holds."""
    return [Failure(**failure) for failure in json.loads(schema.metadata[KEY])["failures"]]


@lru_cache(maxsize=4)
def _plan_of(text: str) -> Plan:
    return from_text(text)


def _widest(plan: Plan, results: Results) -> float:
    """Half the widest interval of the watched outcome at any point of a chunk, infinite where unknown."""
    name = HEADLINE if plan.precision is None else plan.precision.outcome
    point, start, counts = np.unique(results.point, return_index=True, return_counts=True)
    if not len(point):
        return 0.0
    flag = outcomes.BY_NAME[name].kind == "flag"
    values = results.run[name]
    return max(
        float(half_width(values[start[counts == n][:, None] + np.arange(n)], flag=flag).max())
        for n in np.unique(counts)
    )
