"""`tripwire sweep`, `resume`, `verify`, `export`, `ls`: many settings at once, kept safely."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.parse.rows import OUT
from sim.cli.parse.sweep_settings import RESUME, SWEEP
from sim.cli.parse.value_kinds import Place, Text
from sim.cli.parse.verbs import Argument, Flag, Setting, verb

if TYPE_CHECKING:
    from sim.cli.parse.sweep_order import Order, Resumption
    from sim.sweeps.driver import Executor
    from sim.sweeps.plan import Plan
    from sim.sweeps.store import Store

DAMAGED = 1
REFUSED = 2
INTERRUPTED = 130
STORE = Argument(
    "SWEEP",
    "name",
    Text("the folder of a sweep, or its name"),
    "sweep (tripwire ls lists them)",
    "NAME",
    needed=True,
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
    if dry_run:
        return _dry_run(sweep)
    return _one_line(lambda: _sweep(sweep))


@verb(
    "finish a sweep that was cut off",
    levers="resumption",
    argument=STORE,
    settings=RESUME,
    flags=(Flag(("--retry-failures",), "retry_failures", "run failed points again"),),
)
def resume(name: str, resumption: Resumption, retry_failures: bool) -> int:
    """Finish a sweep that was cut off or damaged; `--retry-failures` runs failed points again."""
    from dataclasses import replace

    from sim.sweeps.store import open_store

    def work() -> int:
        store = open_store(resumption.root, name)
        plan = replace(store.plan, engine=resumption.engine)
        return _run(plan, store, resumption.executor, resumption.progress, retry=retry_failures)

    return _one_line(work)


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
        if findings:
            print(f"{store.name}: not sound; `tripwire resume {name}` computes again what is missing")
            return DAMAGED
        manifest = store.manifest
        print(
            f"{store.name}: sound; {manifest['chunks']} parts, {manifest['rows']:,} rows, "
            f"hash {manifest['results_hash'][:12]}"
        )
        return 0

    return _one_line(work)


@verb(
    "a sweep as one table",
    argument=STORE,
    settings=(
        OUT,
        Setting(
            "to",
            Place("a file ending in .csv, .parquet or .jsonl", "table.parquet"),
            None,
            "the file that is written",
            unset="the sweep's name with .csv",
        ),
    ),
)
def export(name: str, out: Path, to: Path | None) -> int:
    """Write a sweep as one table: `to=FILE` ending in .csv, .parquet or .jsonl."""
    from sim.sweeps.export import export as write
    from sim.sweeps.store import open_store

    def work() -> int:
        store = open_store(out, name)
        print(write(store, to or Path(f"{store.name}.csv")))
        return 0

    return _one_line(work)


@verb("the sweeps there are", settings=(OUT,))
def ls(out: Path) -> int:
    """List the sweeps under the folder of results."""
    from rich.console import Console
    from rich.table import Table

    from sim.sweeps.store import stores

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("sweep", "points", "state", "swept"):
        table.add_column(head, overflow="fold")
    for store in stores(out):
        table.add_row(store.name, *_state(store))
    if table.rows:
        Console().print(table)
    else:
        print("no sweeps yet; tripwire sweep force_size=10000,40000,200000 roe=monitor,robust makes one")
    return 0


def _state(store: Store) -> tuple[str, str, str]:
    from sim.sweeps.errors import SweepError

    try:
        manifest = store.manifest
    except SweepError:
        return "?", "damaged", ""
    design = manifest["plan"]["design"]
    done = len(list(store.parts.glob("*.parquet")))
    state = f"done, {manifest['failures']} failed" if store.complete and manifest["failures"] else "done"
    state = state if store.complete else f"{done} of {manifest['chunks']} parts"
    return (
        f"{manifest['points']:,}",
        state,
        f"{design['method']}: {', '.join(name for name, _ in design['over'])}",
    )


def _sweep(order: Order) -> int:
    from datetime import UTC, datetime
    from secrets import token_hex

    from sim.sweeps.store import new_store

    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{order.plan.digest[:8]}-{token_hex(2)}"
    store = new_store(order.root, order.name or stem)
    return _run(order.plan, store, order.executor, order.progress)


def _run(plan: Plan, store: Store, executor: Executor, mode: str, *, retry: bool = False) -> int:
    from sim.cli.show.sweep_points import show_store
    from sim.cli.show.sweep_progress import watching
    from sim.sweeps import driver
    from sim.sweeps.part import HEADLINE

    outcome = plan.precision.outcome if plan.precision else HEADLINE
    if plan.engine == "mesa":
        _say_price(plan, executor)
    try:
        with watching(plan.runs, mode, outcome) as watch:
            driver.run(plan, store, executor, watch, retry=retry)
    except KeyboardInterrupt:
        print(f"tripwire: interrupted; `tripwire resume {store.folder}` continues", file=sys.stderr)
        return INTERRUPTED
    show_store(store)
    return 0


def _dry_run(order: Order) -> int:
    import time

    from sim.sweeps.estimate import estimate

    cost = estimate(order.plan, time.perf_counter, getattr(order.executor, "workers", 0))
    print(
        f"{cost.points:,} points, {cost.runs:,} runs at most in {cost.chunks:,} chunks, "
        f"keeping {order.plan.keep}\n"
        f"time    about {_duration(cost.seconds)}\n"
        f"disk    about {cost.disk_mb:,.1f} MB\n"
        f"memory  about {cost.memory_mb:,.0f} MB\n"
        "Nothing was started."
    )
    return 0


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


def _one_line(work: Callable[[], int]) -> int:
    """Do the work; what keeps a sweep from going on is printed in one line."""
    from sim.sweeps.errors import SweepError

    try:
        return work()
    except SweepError as error:
        print(f"tripwire: {error}", file=sys.stderr)
        return REFUSED
