"""Version 0.1.0, whose compiled engine was made with numba: measured in turn beside this one where it is at hand.

`BENCH_OLD` names a checkout of it and `BENCH_OLD_PYTHON` the Python of its `.venv`. Without them the page quotes how
many times this version's plain build was as fast when both were last measured.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.clock import Task
from benchmarks.helper import helper

WORKER = Path(__file__).with_name("earlier_worker.py")
REPLICATES, SCENARIOS, MESA = TASKS = ("0.1.0 replicates", "0.1.0 scenarios", "0.1.0 mesa")
QUOTED = {"x86-64-v4": 0.50, "x86-64-v3": 0.42}
"""Least time of a run with numba over that of gcc's build of each level, one run at a time, base scenario."""
QUOTED_GRID = 0.77
"""Of the time of a run of the base scenario, what numba took on the grid of scenarios."""
QUOTED_FROM = "AMD EPYC (family 25, model 17), gcc 12, 2026-11-25"


@contextmanager
def at_hand() -> Iterator[dict[str, Task]]:
    """Tasks of version 0.1.0, in a process of its own; none where nobody says where it is."""
    checkout, python = os.environ.get("BENCH_OLD"), os.environ.get("BENCH_OLD_PYTHON")
    if not checkout or not python:
        yield {}
        return
    with helper([python, str(WORKER)], PYTHONPATH=checkout) as theirs:
        yield {name: theirs.task(name) for name in TASKS}
