"""Version 0.1.0, measured in a process of its own: told a task's name on each line, it does it and prints the seconds.

Run by `earlier.py` with that version's Python and its checkout on the path; nothing of this version is imported.
"""

from __future__ import annotations

import importlib
import sys
import time
from typing import Any

RUNS = 256
"""Runs in one repeat, as in `builds.py`."""


def main() -> None:
    """Answer until the input ends."""
    tasks = _tasks()
    for line in sys.stdin:
        began = time.thread_time()
        tasks[line.strip()]()
        print(time.thread_time() - began, flush=True)


def _tasks() -> dict[str, Any]:
    """The same scenarios as in `builds.py`, on the engine of numba; and its Mesa model at its fastest."""
    theirs = importlib.import_module("benchmarks.engines")  # of the checkout
    ensemble, deck, scenario = map(
        importlib.import_module, ("sim.ensemble", "sim.scenario.deck", "sim.scenario")
    )
    points = [(6_000.0 * size, roe / 15) for size in range(1, 17) for roe in range(16)]
    base = deck.deal([scenario.Scenario()])
    grid = deck.deal([scenario.Scenario(force_size=size, roe=roe) for size, roe in points])
    return {
        "0.1.0 replicates": lambda: ensemble.run_piece(base, seed=1, first=0, replicates=RUNS),
        "0.1.0 scenarios": lambda: ensemble.run_piece(grid, seed=1, first=0, replicates=1),
        "0.1.0 mesa": lambda: theirs.play(theirs.Lean()),
    }


if __name__ == "__main__":
    main()
