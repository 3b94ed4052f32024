"""The driver: hand out the chunks that are missing, keep what comes back, finish when nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from sim.sweeps.errors import SweepError
from sim.sweeps.finish import failed_chunks, finish
from sim.sweeps.lock import locked
from sim.sweeps.part import Part
from sim.sweeps.plan import Plan
from sim.sweeps.store import MANIFEST, Store


class Executor(Protocol):
    """Computes chunks, anywhere, in any order. A chunk may be computed twice; its part is the same."""

    def parts(self, plan: Plan, chunks: Sequence[int]) -> Iterator[Part]:
        """The parts of these chunks, as they become ready."""


@dataclass(frozen=True)
class Progress:
    """How far a sweep is. `widest` is half the widest 95 % interval so far of the outcome that is watched."""

    chunks: int
    of_chunks: int
    runs: int
    of_runs: int
    failures: int
    widest: float


Watcher = Callable[[Progress], None]


def run(
    plan: Plan, store: Store, executor: Executor, watch: Watcher | None = None, *, retry: bool = False
) -> Store:
    """Run a plan into its store, or what is missing of it, and finish.

    Parameters
    ----------
    plan
        What to run (`sweep.plan.read_plan`).
    store
        Where results are kept; its folder is made if there is none.
    executor
        What computes chunks: `Threads`, or a `Cluster`.
    watch
        Called after each chunk.
    retry
        Run chunks that hold failures again; others that are in the store are never run again.

    Returns
    -------
    Store
        The store, finished.

    Raises
    ------
    SweepError
        If the folder holds another sweep, is in use by another process, or cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.scenario import Scenario
    >>> from sim.sweeps.design import read_design
    >>> from sim.sweeps.plan import read_plan
    >>> from sim.sweeps.threads import Threads
    >>> design = read_design(Scenario(horizon=6), {"over": {"roe": ["monitor", "robust"]}})
    >>> plan = read_plan(design, {"replicates": 20})
    >>> with TemporaryDirectory() as folder:
    ...     run(plan, Store(Path(folder, "roe")), Threads(1)).complete
    True
    """
    store.folder.mkdir(parents=True, exist_ok=True)
    with locked(store.folder):
        if not (store.folder / MANIFEST).exists():
            store.begin(plan)
        if store.plan != plan:
            raise SweepError(f"{store.folder}: holds another sweep; choose another name")
        todo = _missing(store, plan, retry=retry)
        if todo or not store.complete:
            _work(plan, store, executor, todo, watch)
        finish(store, plan)
    return store


def resume(store: Store, executor: Executor, watch: Watcher | None = None, *, retry: bool = False) -> Store:
    """Finish a sweep that was interrupted or damaged.

    Parameters
    ----------
    store
        A store that holds a plan (`sweep.store.open_store`).
    executor, watch, retry
        As for `run`.

    Returns
    -------
    Store
        The store, finished.

    Raises
    ------
    SweepError
        If its manifest is damaged or of other rules or ledgers, it is in use by another process, or cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.scenario import Scenario
    >>> from sim.sweeps.design import read_design
    >>> from sim.sweeps.plan import read_plan
    >>> from sim.sweeps.threads import Threads
    >>> plan = read_plan(read_design(Scenario(horizon=6), {"over": {"roe": ["monitor"]}}), {"replicates": 20})
    >>> with TemporaryDirectory() as folder:
    ...     store = Store(Path(folder, "roe"))
    ...     store.folder.mkdir()
    ...     store.begin(plan)  # and no further
    ...     resume(store, Threads(1)).complete
    True
    """
    return run(store.plan, store, executor, watch, retry=retry)


def _missing(store: Store, plan: Plan, *, retry: bool) -> list[int]:
    """Chunks without a sound part; whatever else lies in the folder is set aside."""
    sound: dict[int, object] = {}
    retry_chunks = failed_chunks(store) if retry else frozenset()
    for chunk, path, good in list(store.judged()):
        if not good or chunk in sound or chunk in retry_chunks:
            store.set_aside(path)
        else:
            sound[chunk] = path
    return [chunk for chunk in range(plan.chunks) if chunk not in sound]


def _work(plan: Plan, store: Store, executor: Executor, todo: list[int], watch: Watcher | None) -> None:
    chunks, runs, failures, widest = plan.chunks - len(todo), 0, 0, 0.0
    skipped = plan.runs - sum((p.last - p.first) * (p.right - p.left) for p in map(plan.piece, todo))
    with closing(executor.parts(plan, todo)) as parts:  # type: ignore[type-var]
        for part in parts:
            store.keep(part)
            chunks, runs, failures = chunks + 1, runs + part.runs, failures + part.failures
            widest = max(widest, part.widest)
            if watch:
                watch(Progress(chunks, plan.chunks, skipped + runs, plan.runs, failures, widest))
