"""What a sweep costs, by itself and against a plain Hydra multirun; `batch_run` holds the other comparison.

Every function returns rows for a table and leaves nothing behind.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.scenario import Scenario
from sim.sweeps.design import read_design
from sim.sweeps.driver import run
from sim.sweeps.plan import Plan, read_plan
from sim.sweeps.store import RESULTS, Store, new_store
from sim.sweeps.threads import Threads

Row = Mapping[str, Any]


def cost_per_point(counts: tuple[int, ...] = (100, 1_000, 10_000, 100_000)) -> list[Row]:
    """Time and disk of a point with one replicate, as points grow: it must fall and then stay."""
    swept(grid(100, 1))
    rows: list[Row] = []
    for points in counts:
        seconds, size, files = swept(grid(points, 1))
        per_point = {"µs a point": round(1e6 * seconds / points, 1), "bytes a point": round(size / points)}
        rows.append({"points": points, "seconds": round(seconds, 2), **per_point, "files": files})
    return rows


def memory(runs: tuple[int, ...] = (100_000, 1_000_000)) -> list[Row]:
    """Peak memory of a whole process as runs grow, a hundred a point, summaries kept: it must be flat."""
    return [_in_a_process(count // 100, 100) for count in runs]


def shell_to_table() -> list[Row]:
    """From the shell to the finished table, with the start of Python and all imports."""
    return [_typed(replicates) for replicates in (1, 100)]


def against_multirun(jobs: int = 6, points: int = 1_000) -> list[Row]:
    """A plain Hydra multirun and a sweep, two replicates a point, each as a process of its own."""
    few = ",".join(str(1_000 * (k + 1)) for k in range(jobs))
    many = f"range(1000,{1_000 + 100 * points},100)"
    common, basic = ("replicates=2", "progress=quiet"), ("hydra/sweeper=basic", "hydra.output_subdir=.hydra")
    plain = _process("benchmarks.plain_multirun", "-m", *basic, f"force_size={few}", *common)
    one = _process("benchmarks.plain_multirun", "-m", *basic, "force_size=1000", *common)
    ours = _process("sim", "-m", f"force_size={many}", *common)
    started = _process("sim", "-m", "force_size=1000,1100", *common)
    a_job = (plain["seconds"] - one["seconds"]) / (jobs - 1)
    a_point = (ours["seconds"] - started["seconds"]) / (points - 2)
    return [
        {"way": "plain Hydra multirun", "points": jobs, **plain, "ms a further point": round(1e3 * a_job, 2)},
        {"way": "sweep", "points": points, **ours, "ms a further point": round(1e3 * a_point, 2)},
        {"way": "ratio", "ms a further point": round(a_job / a_point)},
    ]


def grid(points: int, replicates: int, **told: Any) -> Plan:
    """A grid of two levers."""
    across = 10
    sizes = [float(size) for size in np.linspace(1_000, 200_000, points // across)]
    over = {"force_size": sizes, "roe": {"low": 0, "high": 1, "steps": across}}
    return read_plan(read_design(Scenario(), {"over": over}), {"replicates": replicates, **told})


def swept(plan: Plan, threads: int = 0) -> tuple[float, int, int]:
    """Seconds, bytes and files of a sweep."""
    with tempfile.TemporaryDirectory() as root:
        began = time.perf_counter()
        store = run(plan, new_store(Path(root), "a"), Threads(threads))
        return time.perf_counter() - began, _size(store), len(_files(Path(root)))


def _size(store: Store) -> int:
    kept = store.folder / RESULTS
    return (
        kept.stat().st_size if kept.exists() else sum(path.stat().st_size for path in store.parts.iterdir())
    )


def _typed(replicates: int) -> Row:
    words = (
        "sim",
        "sweep",
        "force_size=range(1000,101000,1000)",
        "roe=range(0.05,1,0.1)",
        f"replicates={replicates}",
    )
    return {"points": 1_000, "replicates": replicates, **_process(*words, "progress=quiet")}


def _process(module: str, *words: str) -> dict[str, Any]:
    """Seconds and files of one call of a module in an empty folder."""
    with tempfile.TemporaryDirectory() as root:
        began = time.perf_counter()
        command = [sys.executable, "-m", module, *words]
        subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL, env=_environment())
        seconds = time.perf_counter() - began
        return {"seconds": round(seconds, 2), "files": len(_files(Path(root)))}


def _in_a_process(points: int, replicates: int) -> Row:
    """Seconds and peak memory of one sweep in a fresh process; `ru_maxrss` would be its parent's."""
    script = (
        "import sys, time\n"
        "from benchmarks.sweeps import grid, swept\n"
        "plan = grid(int(sys.argv[1]), int(sys.argv[2]), keep='summaries')\n"
        "seconds = swept(plan)[0]\n"
        "status = dict(line.split(':') for line in open('/proc/self/status'))\n"
        "print(seconds, int(status['VmHWM'].split()[0]) / 1024)\n"
    )
    command = [sys.executable, "-c", script, str(points), str(replicates)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    seconds, megabytes = map(float, done.stdout.split())
    return {"runs": points * replicates, "seconds": round(seconds, 1), "peak MB": round(megabytes)}


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]
