"""Adds to a finished sweep: replicates, values, levers, rows of a table, points of a sample; nothing is run twice.

The store ends byte for byte as if all had been asked for at once. Until then it is an unfinished sweep, whose manifest
keeps that of the smaller one: killed at any moment, it is resumed like any other.
"""

from __future__ import annotations

from sim.sweeps.driver import Executor, Watcher, run
from sim.sweeps.larger import Added, larger
from sim.sweeps.lock import locked
from sim.sweeps.store import OVERVIEW, Store
from sim.sweeps.verify import require_sound


def extend(
    store: Store,
    executor: Executor,
    watch: Watcher | None = None,
    *,
    added: Added,
    take_over: bool = False,
) -> Store:
    """Add to a finished sweep.

    Parameters
    ----------
    store
        A store that is finished and sound; where it keeps summaries, replicates cannot be added.
    executor, watch, take_over
        As for `driver.run`; threads only, since its parts are read here.
    added
        What is asked for besides.

    Returns
    -------
    Store
        The store, finished again.

    Raises
    ------
    SweepError
        If the store is unfinished, damaged, or was made under other rules or ledgers.
    ScenarioError
        If there is nothing to add, or what there is would not be part of the larger sweep.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.scenario import Scenario
    >>> from sim.sweeps.design import read_design
    >>> from sim.sweeps.plan import read_plan
    >>> from sim.sweeps.threads import Threads
    >>> plan = read_plan(read_design(Scenario(horizon=6), {"over": {"roe": [0.1]}}), {"replicates": 20})
    >>> with TemporaryDirectory() as folder:
    ...     store = run(plan, Store(Path(folder, "roe")), Threads(1))
    ...     extend(store, Threads(1), added=Added(replicates=30, over={"roe": [0.7]})).manifest["rows"]
    60
    """
    plan = larger(store.plan, added)
    require_sound(store)
    with locked(store.folder, take_over=take_over):
        store.write_manifest(plan, {"earlier": store.manifest})
        for name in OVERVIEW:  # shows what there was
            (store.folder / name).unlink(missing_ok=True)
    return run(plan, store, executor, watch)
