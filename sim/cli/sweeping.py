"""The verbs about sweeps: sweep, resume, verify, export, ls."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from sim.cli import composition, settings, sweep_words
from sim.cli.sweep_watch import watching
from sim.scenario import ScenarioError
from sim.scenario.errors import choice, show
from sim.sweep import driver
from sim.sweep.errors import SweepError
from sim.sweep.part import HEADLINE
from sim.sweep.plan import Plan
from sim.sweep.store import Store, new_store, open_store, stores

DAMAGED = 1
REFUSED = 2
INTERRUPTED = 130


def sweep(argv: list[str], compose: sweep_words.Compose = composition.compose) -> int:
    """Run many settings into one store; `--dry-run` only says what it would cost."""
    flags, words = _flags(argv, ("--dry-run",))
    order = sweep_words.read(words, compose)
    if flags:
        return _dry_run(order)
    return _told(lambda: _sweep(order))


def resume(argv: list[str]) -> int:
    """Finish a sweep that was cut off or damaged; `--retry-failures` runs failed points again."""
    flags, words = _flags(argv, ("--retry-failures",))
    name, words = _named(words)
    cfg = sweep_words.compose_settings(words)
    chosen, mode = sweep_words.executor(cfg), choice("progress", cfg["progress"], settings.PROGRESS)

    def work() -> int:
        store = open_store(Path(cfg["out"]), name)
        return _run(replace(store.plan, engine=cfg["engine"]), store, chosen, mode, retry=bool(flags))

    return _told(work)


def verify(argv: list[str]) -> int:
    """Check that a sweep is whole and unchanged."""
    from sim.sweep.verify import verify as findings_in

    name, words = _named(argv)

    def work() -> int:
        store = open_store(_root(words), name)
        findings = findings_in(store)
        for finding in findings:
            print(f"{finding.file}: {finding.wrong}")
        if findings:
            print(f"{store.name}: not sound; `tripwire resume {name}` computes again what is missing")
            return DAMAGED
        said = store.manifest
        print(
            f"{store.name}: sound; {said['chunks']} parts, {said['rows']:,} rows, "
            f"hash {said['results_hash'][:12]}"
        )
        return 0

    return _told(work)


def export(argv: list[str]) -> int:
    """Write a sweep as one table: `to=FILE` ending in .csv, .parquet or .jsonl."""
    from sim.sweep.export import export as write

    name, words = _named(argv)
    targets = [word.partition("=")[2] for word in words if word.startswith("to=")]
    words = [word for word in words if not word.startswith("to=")]

    def work() -> int:
        store = open_store(_root(words), name)
        print(write(store, Path(targets[-1] if targets else f"{store.name}.csv")))
        return 0

    return _told(work)


def ls(argv: list[str]) -> int:
    """List the sweeps under the folder of results."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("sweep", "points", "state", "swept"):
        table.add_column(head, overflow="fold")
    for store in stores(_root(argv)):
        table.add_row(store.name, *_listed(store))
    if table.rows:
        Console().print(table)
    else:
        print("no sweeps yet; tripwire sweep force_size=10000,40000,200000 roe=monitor,robust makes one")
    return 0


def _listed(store: Store) -> tuple[str, str, str]:
    try:
        said = store.manifest
    except SweepError:
        return "?", "damaged", ""
    design = said["plan"]["design"]
    done = len(list(store.parts.glob("*.parquet")))
    state = f"done, {said['failures']} failed" if store.complete and said["failures"] else "done"
    state = state if store.complete else f"{done} of {said['chunks']} parts"
    return (
        f"{said['points']:,}",
        state,
        f"{design['method']}: {', '.join(name for name, _ in design['over'])}",
    )


def _sweep(order: sweep_words.Order) -> int:
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{order.plan.digest[:8]}-{token_hex(2)}"
    store = new_store(order.root, order.name or stem)
    return _run(order.plan, store, order.executor, order.progress)


def _run(plan: Plan, store: Store, executor: driver.Executor, mode: str, *, retry: bool = False) -> int:
    from sim.cli.sweep_table import show_store

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


def _dry_run(order: sweep_words.Order) -> int:
    from sim.sweep.estimate import estimate

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


def _say_price(plan: Plan, executor: driver.Executor) -> None:
    from sim.sweep.estimate import estimate

    cost = estimate(plan, time.perf_counter, getattr(executor, "workers", 0))
    print(f"engine=mesa: about {_duration(cost.seconds)} for {cost.runs:,} runs", file=sys.stderr, flush=True)


def _duration(seconds: float) -> str:
    if seconds < 120:
        return f"{max(1.0, seconds):.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7_200 else f"{seconds / 3_600:,.1f} h"


def _told(work: Callable[[], int]) -> int:
    """Do the work; a sweep that cannot go on is said in one line."""
    try:
        return work()
    except SweepError as error:
        print(f"tripwire: {error}", file=sys.stderr)
        return REFUSED


def _flags(argv: Iterable[str], known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    words = list(argv)
    flags = [word for word in words if word.startswith("-")]
    for flag in flags:
        if flag not in known:
            raise ScenarioError(f"{show(flag)}: no such flag; allowed: {', '.join(known) or 'none'}")
    return flags, [word for word in words if word not in flags]


def _named(argv: list[str]) -> tuple[str, list[str]]:
    _flags(argv, ())
    names = [word for word in argv if "=" not in word]
    if len(names) != 1:
        raise ScenarioError("which sweep? name one, by its folder or its name; `tripwire ls` lists them")
    return names[0], [word for word in argv if "=" in word]


def _root(words: list[str]) -> Path:
    """The folder of results: `out=…` or the usual one."""
    for word in words:
        choice("setting", word.partition("=")[0], ("out",))
    cfg: Any = sweep_words.compose_settings(words)
    return Path(cfg["out"])
