"""Version 0.1.0, whose compiled engine was made with numba: measured in turn beside this one where it is at hand.

`BENCH_OLD` names a checkout of it and `BENCH_OLD_PYTHON` the Python of its `.venv`. Without them the page quotes how
many times this version's plain build was as fast when both were last measured.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Task

WORKER = Path(__file__).with_name("earlier_worker.py")
TASKS = ("replicates", "scenarios", "mesa")
QUOTED = {"x86-64-v4": 1.10, "x86-64-v3": 0.86, "x86-64": 0.59}
"""Least time of a run with numba over that of gcc's build of each level, one run at a time, base scenario."""
QUOTED_FROM = "AMD EPYC (family 25, model 17), gcc 12, 2026-11-25"


@dataclass(frozen=True)
class Earlier:
    """Tasks of version 0.1.0, and the runs in one of its compiled engine's."""

    tasks: dict[str, Task]
    runs: int


@contextmanager
def at_hand() -> Iterator[Earlier | None]:
    """Version 0.1.0 in a process of its own, warm; None where nobody says where it is."""
    checkout, python = os.environ.get("BENCH_OLD"), os.environ.get("BENCH_OLD_PYTHON")
    if not checkout or not python:
        yield None
        return
    with subprocess.Popen(
        [python, str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": checkout},
    ) as process:
        assert process.stdin
        assert process.stdout
        runs = int(process.stdout.readline())
        yield Earlier({name: _asked(process, name) for name in TASKS}, runs)
        process.stdin.close()


def _asked(process: subprocess.Popen[str], name: str) -> Task:
    """A task of the other process, in the seconds that it measured itself."""

    def task() -> float:
        assert process.stdin
        assert process.stdout
        print(name, file=process.stdin, flush=True)
        return float(process.stdout.readline())

    return task
