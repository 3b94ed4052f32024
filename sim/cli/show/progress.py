"""Progress of a run and notices of the engine: a bar on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Watch = Callable[[int], None]


@contextmanager
def running(total: int, mode: str) -> Iterator[Watch]:
    """Yield the function that takes how many runs are done since it was last called."""
    with noticed(mode):
        if mode == "json":
            yield _json_lines(total)
        elif mode == "quiet" or not sys.stderr.isatty():
            yield lambda _: None
        else:
            with _bar(total) as watch:
                yield watch


@contextmanager
def noticed(mode: str) -> Iterator[None]:
    """Show notices of the engine (that it is being built, what it costs) as the mode has it."""
    log = logging.getLogger("sim.engine")
    handler = _Notice(mode)
    log.addHandler(handler)
    before, log.propagate = log.propagate, False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = before


class _Notice(logging.Handler):
    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode

    def emit(self, record: logging.LogRecord) -> None:
        if self.mode == "json":
            event("json", event="notice", text=record.getMessage())
        elif self.mode != "quiet":
            print(record.getMessage(), file=sys.stderr, flush=True)


@contextmanager
def drawing(mode: str) -> Iterator[None]:
    """Say that figures are being drawn."""
    if mode == "auto" and sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("drawing"):
            yield
    else:
        yield


def event(mode: str, **fields: Any) -> None:
    """One JSON line for programs that asked for it."""
    if mode == "json":
        print(json.dumps(fields), file=sys.stderr, flush=True)


def _json_lines(total: int) -> Watch:
    done = 0
    event("json", event="running", total=total)

    def watch(more: int) -> None:
        nonlocal done
        done += more
        event("json", event="progress", done=done, total=total)

    return watch


@contextmanager
def _bar(total: int) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{total:,} runs", total=total)

        def watch(more: int) -> None:
            bar.update(task, advance=more)

        yield watch
