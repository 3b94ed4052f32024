"""`tripwire sweep`, `resume`, `extend`, `verify`, `ls`: many settings at once, kept safely."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.exit_codes import DAMAGED, INTERRUPTED, REFUSED
from sim.cli.parse.rows import OUT
from sim.cli.parse.sweep_settings import EXTEND, RESUME, SWEEP
from sim.cli.parse.value_kinds import Text
from sim.cli.parse.verbs import Argument, Flag, verb
from sim.cli.show import run_folder
from sim.scenario import ScenarioError
from sim.scenario.errors import show

if TYPE_CHECKING:
    from sim.cli.parse.sweep_order import Extension, Order, Resumption
    from sim.sweeps.driver import Executor, Watcher
    from sim.sweeps.plan import Plan
    from sim.sweeps.store import Store

DAMAGED_STATE = "damaged"
STORE = Argument(
    "SWEEP",
    "name",
    Text("the folder of a sweep, or its name"),
    "sweep (tripwire ls lists them)",
    "NAME",
    needed=True,
)
TAKE_OVER = Flag(
    ("--take-over",),
    "take_over",
    "write although a process on another machine, now gone, is named as the writer",
)


@verb(
    "many settings at once, kept safely",
    levers="sweep",
    settings=SWEEP,
    flags=(Flag(("--dry-run",), "dry_run", "print points, time, disk and memory; start nothing"),),
)
def sweep(sweep: Order, dry_run: bool) -> int:
    """Run many settings into one store; `--dry-run` only says what it would cost.

    A lever with several values is swept: roe=monitor,robust, roe='range(0,1,0.1)', with a sampler
    roe='interval(0,1)', or an assumption by its prior: assume.b0=prior.
    """
    return one_line(lambda: _dry_run(sweep) if dry_run else _sweep(sweep))


@verb(
    "finish a sweep that was cut off",
    levers="resumption",
    argument=STORE,
    settings=RESUME,
    flags=(Flag(("--retry-failures",), "retry_failures", "run failed points again"), TAKE_OVER),
)
def resume(name: str, resumption: Resumption, retry_failures: bool, take_over: bool) -> int:
    """Finish a sweep that was cut off or damaged; `--retry-failures` runs failed points again.

    `tripwire extend` is what adds runs or points.
    """
    from sim.sweeps import driver
    from sim.sweeps.store import open_store

    def work() -> int:
        store = open_store(resumption.root, name)
        plan = replace(store.plan, engine=resumption.engine)

        def finish(watch: Watcher) -> Store:
            return driver.run(
                plan, store, resumption.executor, watch, retry=retry_failures, take_over=take_over
            )

        return _shown(plan, store, resumption, finish)

    return one_line(work)


@verb(
    "add replicates, values or points to a finished sweep",
    levers="extension",
    argument=STORE,
    settings=EXTEND,
    flags=(TAKE_OVER,),
)
def extend(name: str, extension: Extension, take_over: bool) -> int:
    """Add to a finished sweep: replicates=800, values of a lever roe=0.3,0.9, or a lever that was not varied.

    A sample gets sweep.points=1024 (Sobol, Saltelli, Morris), a table more rows, sweep.design=more.csv. Nothing is run
    twice, and the sweep ends as if all had been asked for at once; what cannot be so is refused.
    """
    from sim.sweeps.extend import extend as add
    from sim.sweeps.larger import larger
    from sim.sweeps.store import open_store

    def work() -> int:
        store = open_store(extension.where.root, name)
        plan = replace(larger(store.plan, extension.added), engine=extension.where.engine)

        def finish(watch: Watcher) -> Store:
            return add(store, extension.where.executor, watch, added=extension.added, take_over=take_over)

        return _shown(plan, store, extension.where, finish)

    return one_line(work)


@verb("check that a sweep is whole and unchanged", argument=STORE, settings=(OUT,))
def verify(name: str, out: Path) -> int:
    """Check that a sweep is whole and unchanged; the exit code is 1 if it is not."""
    from sim.sweeps.store import open_store
    from sim.sweeps.verify import verify as findings_in

    def work() -> int:
        store = open_store(out, name)
        findings = findings_in(store)
        for finding in findings:
            print(f"{finding.file}: {finding.wrong}")
        if all(finding.mendable for finding in findings) and not all(finding.beside for finding in findings):
            print(f"{store.name}: not sound; `tripwire resume {store.typed}` computes again what is missing")
        if findings:
            return DAMAGED
        manifest = store.manifest
        print(
            f"{store.name}: sound; {manifest['chunks']} parts, {manifest['rows']:,} rows, "
            f"hash {manifest['results_hash'][:12]}"
        )
        return 0

    return one_line(work)


@verb("the sweeps there are", settings=(OUT,))
def ls(out: Path) -> int:
    """List the sweeps under the folder of results; the exit code is 1 if one of them is damaged."""
    from sim.sweeps.store import stores

    if out.exists() and not out.is_dir():
        raise ScenarioError(f"out: {show(str(out))} is not a folder")
    states = {store.name: _state(store) for store in stores(out)}
    rows = [("sweep", "points", "state", "swept"), *((name, *state) for name, state in states.items())]
    widths = [max(len(row[k]) for row in rows) for k in range(3)]
    for row in rows if states else ():
        # A line is as long as it has to be: a name that is cut, or broken, cannot be typed again.
        print(
            "  ".join(
                [*(cell.ljust(wide) for cell, wide in zip(row[:3], widths, strict=True)), row[3]]
            ).rstrip()
        )
    if not states:
        print(
            f"no sweeps in {out} yet; tripwire sweep force_size=10000,40000,200000 roe=monitor,robust makes one"
        )
    return DAMAGED if any(state == DAMAGED_STATE for _, state, _ in states.values()) else 0


def _state(store: Store) -> tuple[str, str, str]:
    from sim.sweeps.errors import SweepError

    try:
        manifest = store.manifest
    except SweepError:
        return "?", DAMAGED_STATE, ""
    design = manifest["plan"]["design"]
    done = len(list(store.parts.glob("*.parquet")))
    state = f"done, {manifest['failures']} failed" if store.complete and manifest["failures"] else "done"
    state = state if store.complete else f"{done} of {manifest['chunks']} parts"
    if store.complete and done < manifest["chunks"]:
        state = DAMAGED_STATE
    return (
        f"{manifest['points']:,}",
        state,
        f"{design['method']}: {', '.join(name for name, _ in design['over'])}",
    )


def _sweep(order: Order) -> int:
    from sim.sweeps import driver
    from sim.sweeps.store import new_store
    from sim.sweeps.sweep import own_name

    run_folder.check(order.root)
    store = new_store(order.root, order.name or own_name(order.plan.digest))
    return _shown(
        order.plan, store, order, lambda watch: driver.run(order.plan, store, order.executor, watch)
    )


def _shown(plan: Plan, store: Store, order: Order | Resumption, work: Callable[[Watcher], Store]) -> int:
    """Do the work under a bar, draw and show what came out; 1 if a point failed."""
    from sim.cli.show.sweep_points import show_store
    from sim.cli.show.sweep_progress import watching
    from sim.sweeps.by_point import MAX_POINTS
    from sim.sweeps.overview import asked_about, keep, moves
    from sim.sweeps.sweep import Sweep

    if plan.engine == "mesa":
        _say_price(plan, order.executor)
    try:
        with watching(plan.runs, order.progress, asked_about(plan)) as watch:
            work(watch)
        done, told = Sweep(store), ""
        if store.manifest["rows"] and plan.design.count <= MAX_POINTS:
            told = moves(done)
            if order.plate:
                keep(done)
    except KeyboardInterrupt:
        print(f"tripwire: interrupted; `tripwire resume {store.typed}` continues", file=sys.stderr)
        return INTERRUPTED
    show_store(store, told)
    return DAMAGED if store.manifest["failures"] else 0


def _dry_run(order: Order) -> int:
    import time

    from sim.sweeps.estimate import estimate

    cost = estimate(order.plan, time.perf_counter, getattr(order.executor, "workers", 0))
    print(
        f"{cost.points:,} points, {cost.runs:,} runs at most in {cost.chunks:,} chunks, "
        f"keeping {order.plan.keep}\n"
        f"time    about {_duration(cost.seconds)}\n"
        f"disk    about {_size(cost.disk_mb)}\n"
        f"memory  about {_size(cost.memory_mb)}\n"
        "Nothing was started."
    )
    return 0


def _size(megabytes: float) -> str:
    """A size to two or three figures: `0.4 MB`, `158 MB`, `13.4 GB`."""
    number, unit = (megabytes / 1_000, "GB") if megabytes >= 1_000 else (megabytes, "MB")
    return f"{number:,.{0 if number >= 100 else 1}f} {unit}"


def _say_price(plan: Plan, executor: Executor) -> None:
    import time

    from sim.engine.ensemble import say_mesa_price
    from sim.sweeps.estimate import estimate

    cost = estimate(plan, time.perf_counter, getattr(executor, "workers", 0))
    say_mesa_price(cost.runs, cost.seconds)


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{max(1.0, seconds):.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7_200 else f"{seconds / 3_600:,.1f} h"


def one_line(work: Callable[[], int]) -> int:
    """Do the work; what keeps a sweep from going on is printed in one line, and is 1 if it is damage."""
    from sim.disk import DiskError
    from sim.sweeps.errors import DamagedError, SweepError

    try:
        return work()
    except (SweepError, DiskError) as error:
        print(f"tripwire: {error}", file=sys.stderr)
        return DAMAGED if isinstance(error, DamagedError) else REFUSED
