"""Ten million runs in a process of its own: 100,000 points × 100 replicates, 36 months, summaries kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.report import Chapter, verdict
from benchmarks.sweeps import grid
from sim.sweeps.driver import Progress, run
from sim.sweeps.store import new_store
from sim.sweeps.threads import Threads

TITLE = "Ten million runs"
POINTS, REPLICATES, THREADS, WITHIN = 100_000, 100, 2, 70.0
MARKS = (0.1, 0.5, 1.0)
"""Shares of the work at which memory is looked at."""


def chapter() -> Chapter:
    """Do it in a process of its own and tell."""
    where = machine.described()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.ten_million"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    return told(where, json.loads(done.stdout.splitlines()[-1]))


def told(where: str, seen: Mapping[str, Any]) -> Chapter:
    """Time, memory along the way, and disk, from what the process saw."""
    memory = ", ".join(f"{megabytes:.0f} MB at {mark}" for mark, megabytes in seen["memory"].items())
    row = {
        "runs": f"{POINTS * REPLICATES:,}",
        "threads": THREADS,
        "seconds": f"{seen['seconds']:.0f}",
        "of it runs and summaries": f"{seen['working']:.0f}",
        "processor seconds": f"{seen['processor']:.0f}",
        "memory": f"{memory}; {seen['peak']:.0f} MB at the peak",
        "on disk": f"{seen['disk']:.0f} MB",
        "goal": verdict(f"≤ {WITHIN:g} s", seen["seconds"] <= WITHIN),
    }
    return Chapter(
        TITLE,
        [row],
        f"`python -m benchmarks --ten-million`, on its own: {where} 100,000 points × 100 replicates, 36 months, "
        "summaries kept. In 0.1.0 it took 111 s. The peak is met while the one tidy file is written.",
    )


def main() -> None:
    """Do it here and print what was seen as one line of JSON."""
    plan = grid(POINTS, REPLICATES, keep="summaries")
    memory: dict[str, float] = {}
    seen: dict[str, float] = {}
    began = time.perf_counter()

    def watch(progress: Progress) -> None:
        seen["working"] = time.perf_counter() - began
        for mark in MARKS:
            if progress.runs >= mark * progress.of_runs:
                memory.setdefault(f"{mark:.0%}", _status("VmRSS"))

    with tempfile.TemporaryDirectory() as root:
        store = run(plan, new_store(Path(root), "a"), Threads(THREADS), watch)
        seen["seconds"] = time.perf_counter() - began
        seen["disk"] = sum(path.stat().st_size for path in store.folder.rglob("*") if path.is_file()) / 1e6
    seen |= {"processor": time.process_time(), "peak": _status("VmHWM")}
    print(json.dumps(seen | {"memory": memory}))


def _status(field: str) -> float:
    """A figure of /proc/self/status in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main()
