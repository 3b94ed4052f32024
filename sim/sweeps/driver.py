"""The driver: hand out the chunks that are missing, keep what comes back, finish when nothing is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from sim.sweeps.earlier import Earlier
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.finish import finish
from sim.sweeps.larger import standing
from sim.sweeps.lock import locked
from sim.sweeps.part import Part
from sim.sweeps.plan import Plan
from sim.sweeps.store import MANIFEST, Store, plan_in
from sim.sweeps.threads import Threads
from sim.sweeps.totals import failed_chunks
from sim.sweeps.verify import ANOTHERS, of_another


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
    plan: Plan,
    store: Store,
    executor: Executor,
    watch: Watcher | None = None,
    *,
    retry: bool = False,
    take_over: bool = False,
) -> Store:
    """Run a plan into its store, or what is missing of it, and finish.

    Parameters
    ----------
    plan, store
        What to run (`sweeps.plan.read_plan`), and where results are kept.
    executor, watch
        What computes chunks, `Threads` or a `Cluster`; and what is called after each.
    retry
        Run chunks that hold failures again; others that are in the store are never run again.
    take_over
        Write although a process on another machine is named as the writer: it is known to be gone.

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
    _made(store.folder)
    with locked(store.folder, take_over=take_over):
        if not (store.folder / MANIFEST).exists():
            store.begin(plan)
        if store.plan != plan:
            raise SweepError(f"{store.folder}: holds another sweep; choose another name")
        store.make_parts()
        todo = _missing(store, plan, retry=retry)
        if todo or not store.complete:
            _work(plan, store, _knowing(executor, store), todo, watch)
        finish(store, plan)
    return store


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise SweepError(f"{folder}: cannot be made a sweep's folder: {refusal.strerror}") from None


def resume(
    store: Store,
    executor: Executor,
    watch: Watcher | None = None,
    *,
    retry: bool = False,
    take_over: bool = False,
) -> Store:
    """Finish a sweep that was interrupted or damaged.

    Parameters
    ----------
    store
        A store that holds a plan (`sweeps.store.open_store`).
    executor, watch, retry, take_over
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
    return run(store.plan, store, executor, watch, retry=retry, take_over=take_over)


def _knowing(executor: Executor, store: Store) -> Executor:
    """The executor, with the runs of the smaller sweep that is being added to."""
    if store.earlier is None:
        return executor
    if not isinstance(executor, Threads):
        raise SweepError(
            "executor: a sweep is extended on threads, where its earlier parts lie; say executor=threads"
        )
    small = plan_in(store.earlier, store.folder)
    stand = standing(small.design, store.plan.design)
    return replace(executor, known=Earlier(small, store.earlier_parts(), stand))


def _missing(store: Store, plan: Plan, *, retry: bool) -> list[int]:
    """Chunks without a sound part; whatever else lies in the folder is set aside."""
    sound: dict[int, object] = {}
    retry_chunks = failed_chunks(store) if retry else frozenset()
    judged = list(store.judged())
    if store.earlier is None and of_another(judged):
        raise DamagedError(f"{store.folder / MANIFEST}: {ANOTHERS}")
    for chunk, path, good in judged:
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
