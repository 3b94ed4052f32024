"""How long one waits: for an import, for the first compilation, for a plate."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.clock import Times, in_turn
from benchmarks.report import Chapter, Row, spell, verdict

PLATE_WITHIN = 5.0
SIMULATE = "import sim; sim.simulate(sim.Scenario(), 1)"


def waits(repeats: int, *, compiling: bool) -> Chapter:
    """Import, shell to plate, and what the first compilation adds."""
    took = in_turn({"python": lambda: _python("pass"), "sim": lambda: _python("import sim")}, repeats)
    rows: list[Row] = [
        _row(
            "import sim",
            Times(took["sim"].least - took["python"].least, took["sim"].median - took["python"].median),
        )
    ]
    plate = in_turn({"tripwire": _tripwire}, repeats)["tripwire"]
    goal = verdict(f"≤ {PLATE_WITHIN:g} s", plate.least <= PLATE_WITHIN)
    rows.append(_row("tripwire, shell to plate", plate, goal))
    work = in_turn({"tripwire": _tripwire}, 2, _childrens_time)["tripwire"]
    rows.append(_row("of it on a processor (the rest is waiting for one)", work))
    if compiling:
        with tempfile.TemporaryDirectory(prefix="tripwire-cache-") as cache:
            began = time.perf_counter()
            _python(SIMULATE, TRIPWIRE_CACHE=cache)
            middle = time.perf_counter()
            _python(SIMULATE, TRIPWIRE_CACHE=cache)
            first, second = middle - began, time.perf_counter() - middle
        rows.append(_row("first compilation of a rulebook, once", Times(first - second, first - second)))
    return Chapter("Waiting", rows)


def _row(what: str, times: Times, goal: str = "") -> Row:
    return {"what": what, "least": spell(times.least), "median": spell(times.median), "goal": goal}


def _python(script: str, **environment: str) -> None:
    subprocess.run([sys.executable, "-c", script], check=True, env=_environment() | environment)


def _tripwire() -> None:
    with tempfile.TemporaryDirectory(prefix="tripwire-plate-") as folder:
        command = [sys.executable, "-m", "sim", "progress=quiet"]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, env=_environment())
        if not list(Path(folder).rglob("*.png")):
            raise FileNotFoundError("tripwire drew no plate")


def _childrens_time() -> float:
    """Processor time of all processes started and ended so far."""
    times = os.times()
    return times.children_user + times.children_system


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent), "MPLBACKEND": "Agg"}
