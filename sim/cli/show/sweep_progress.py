"""Progress of a sweep: rate, time left, failures and precision, as a bar or as JSON lines."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sim.cli.show.progress import event, noticed
from sim.sweeps.driver import Progress, Watcher


@contextmanager
def watching(runs: int, mode: str, outcome: str) -> Iterator[Watcher]:
    """Yield the function that takes how far a sweep is."""
    with noticed(mode):
        if mode == "json":
            event(mode, event="running", total=runs)
            yield _json(_Pace(time.monotonic))
        elif mode == "quiet" or not sys.stderr.isatty():
            yield lambda _: None
        else:
            with _bar(runs, outcome) as watch:
                yield watch


class _Pace:
    """Runs a second since the first report, which does not count what was in the store before."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._began, self._runs = clock, clock(), -1

    def rate(self, runs: int) -> float:
        """Runs a second."""
        if self._runs < 0:
            self._runs, self._began = runs, self._clock()
        passed = self._clock() - self._began
        return (runs - self._runs) / passed if passed > 0 else math.nan


def _json(pace: _Pace) -> Watcher:
    def watch(now: Progress) -> None:
        rate = pace.rate(now.runs)
        left = (now.of_runs - now.runs) / rate if rate > 0 else math.nan
        event(
            "json",
            event="progress",
            done=now.runs,
            total=now.of_runs,
            failures=now.failures,
            rate=_known(rate),
            seconds_left=_known(left),
            widest=_known(now.widest),
        )

    return watch


def _known(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) else None


@contextmanager
def _bar(runs: int, outcome: str) -> Iterator[Watcher]:
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.TextColumn("{task.percentage:.0f} %"),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[more]}"),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        pace = _Pace(time.monotonic)
        task = bar.add_task(f"{runs:,} runs", total=runs, more="")

        def watch(now: Progress) -> None:
            rate = pace.rate(now.runs)
            more = [f"{rate:,.0f} runs/s"] if math.isfinite(rate) and rate > 0 else []
            more += [f"{outcome} ± {now.widest:.2g}"] if math.isfinite(now.widest) else []
            more += [f"{now.failures} failed"] if now.failures else []
            bar.update(task, completed=now.runs, more=", ".join(more))

        yield watch
