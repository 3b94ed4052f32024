"""How long one waits: for an import, for a plate, for the first run ever; and how large the wheel is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.clock import Task, Times, in_turn, timed
from benchmarks.report import Chapter, Row, spell, verdict

PLATE_WITHIN, FIRST_PLATE_WITHIN = 2.0, 4.0
WITH_CC, WITH_ZIG, WITH_LIBRARY = 4.0, 12.0, 1.2
"""Seconds of processor time for the first 2,000 runs in a fresh process."""
SIMULATE = "import sim; sim.simulate(sim.Scenario(), replicates=2000)"
ROOT = Path(__file__).parent.parent


def chapters(repeats: int, *, first_runs: bool) -> list[Chapter]:
    """Import, shell to plate and 2,000 runs; the same in an empty home; the wheel."""
    rows = [*_warm(repeats), *(_first(repeats) if first_runs else [])]
    return [Chapter("Waiting", rows), *([_wheel()] if first_runs else [])]


def _warm(repeats: int) -> list[Row]:
    tasks: dict[str, Task] = {
        "python": _on_the_wall("pass"),
        "sim": _on_the_wall("import sim"),
        "simulate": _on_a_processor(SIMULATE),
        "plate": timed(_plate, time.perf_counter),
        "plate, processor": timed(_plate, _childrens_time),
    }
    took = in_turn(tasks, repeats)
    return [
        _row("import sim", took["sim"].less(took["python"])),
        _row("import sim and 2,000 runs, library at hand, processor", took["simulate"], WITH_LIBRARY),
        _row("tripwire, shell to plate", took["plate"], PLATE_WITHIN),
        _row("of it on a processor (the rest is waiting for one)", took["plate, processor"]),
    ]


def _first(repeats: int) -> list[Row]:
    """In an empty home, the engine built on the way."""
    few = min(2, repeats)
    rows = []
    if any(map(shutil.which, ("cc", "gcc", "clang"))):
        rows += [
            _row("the same 2,000 runs, first ever, built with cc, processor", _cold(few), WITH_CC),
            _row("tripwire, shell to plate, first ever", _cold_plate(few), FIRST_PLATE_WITHIN),
        ]
    if importlib.util.find_spec("ziglang"):
        rows.append(
            _row(
                "2,000 runs, first ever, built with ziglang, processor", _cold(few, PATH="", CC=""), WITH_ZIG
            )
        )
    return rows


def _wheel() -> Chapter:
    """What a user downloads."""
    title = "The wheel"
    with tempfile.TemporaryDirectory(prefix="tripwire-wheel-") as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or not wheels:
            return Chapter(title, note=f"Not measured: {(done.stderr.splitlines() or ['no wheel'])[-1]}.")
        size = wheels[0].stat().st_size
    return Chapter(title, [{"what": wheels[0].name, "size": f"{size / 1e6:.2f} MB"}])


def _row(what: str, times: Times, within: float = 0.0) -> Row:
    goal = verdict(f"≤ {within:g} s", times.least <= within) if within else ""
    return {"what": what, "least": spell(times.least), "median": spell(times.median), "goal": goal}


def _on_the_wall(script: str) -> Task:
    return timed(lambda: _python(script), time.perf_counter)


def _on_a_processor(script: str, **environment: str) -> Task:
    return timed(lambda: _python(script, **environment), _childrens_time)


def _cold(repeats: int, **environment: str) -> Times:
    def task() -> float:
        with tempfile.TemporaryDirectory(prefix="tripwire-home-") as home:
            return _on_a_processor(SIMULATE, **_home(home), **environment)()

    return in_turn({"cold": task}, repeats)["cold"]


def _cold_plate(repeats: int) -> Times:
    def task() -> float:
        with tempfile.TemporaryDirectory(prefix="tripwire-home-") as home:
            return timed(lambda: _plate(**_home(home)), time.perf_counter)()

    return in_turn({"cold": task}, repeats)["cold"]


def _home(folder: str) -> dict[str, str]:
    return {"HOME": folder, "XDG_CACHE_HOME": "", "TRIPWIRE_CACHE": str(Path(folder) / "tripwire")}


def _python(script: str, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        stderr=subprocess.DEVNULL,
        env=_environment() | environment,
    )


def _plate(**environment: str) -> None:
    with tempfile.TemporaryDirectory(prefix="tripwire-plate-") as folder:
        subprocess.run(
            [sys.executable, "-m", "sim", "progress=quiet"],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment() | environment,
        )
        if not list(Path(folder).rglob("*.png")):
            raise FileNotFoundError("tripwire drew no plate")


def _childrens_time() -> float:
    """Processor time of all processes started and ended so far."""
    times = os.times()
    return times.children_user + times.children_system


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return os.environ | {"PYTHONPATH": path, "MPLBACKEND": "Agg"}
