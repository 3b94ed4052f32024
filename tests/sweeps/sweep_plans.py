"""Small sweeps that the tests share."""

import os
from pathlib import Path
from typing import Any

import pandas as pd

from sim.disk import Disk
from sim.scenario import Scenario
from sim.sweeps.design import read_design
from sim.sweeps.driver import Executor, run
from sim.sweeps.plan import Plan, read_plan
from sim.sweeps.store import Store, new_store
from sim.sweeps.threads import Threads

OVER = {"force_size": [10_000, 200_000, 5_000], "roe": ["monitor", 0.5], "mandate": ["un", "none"]}


def plan(over: Any = None, told: Any = None, **settings: Any) -> Plan:
    """Twelve points of a year each, unless told otherwise."""
    design = read_design(Scenario(horizon=12), {"over": over or OVER} | (told or {}))
    return read_plan(design, {"replicates": 20, "chunk": 40} | settings)


def sweep(
    root: Path, made: Plan, executor: Executor | None = None, *, name: str = "a", disk: Disk | None = None
) -> Store:
    """Run a plan into a new store."""
    return run(made, new_store(root, name, disk), executor or Threads(1))


def failures(store: Store) -> list[tuple[int, str, str]]:
    """Point, stage and message of every failure that a finished store tells of."""
    table = store.folder / "failures.csv"
    if not table.exists():
        return []
    return list(pd.read_csv(table)[["point", "stage", "message"]].itertuples(index=False, name=None))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a store, byte for byte."""
    return {
        os.fspath(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
