"""What is said while a run goes on: a bar on a terminal, plain lines elsewhere, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

COMPILING = "compiling the rulebook, once: about 15 s"
Watch = Callable[[int], None]


@contextmanager
def running(total: int, mode: str, *, compiling: bool) -> Iterator[Watch]:
    """Yield the function to tell how many runs are done since it was last told."""
    if mode == "json":
        yield _json_lines(total, compiling)
    elif mode == "quiet" or not sys.stderr.isatty():
        if compiling and mode != "quiet":
            print(COMPILING, file=sys.stderr, flush=True)
        yield lambda _: None
    else:
        with _bar(total, COMPILING if compiling else "running") as watch:
            yield watch


@contextmanager
def drawing(mode: str) -> Iterator[None]:
    """Say that figures are being drawn."""
    if mode == "auto" and sys.stderr.isatty():
        from rich.console import Console

        with Console(stderr=True).status("drawing"):
            yield
    else:
        yield


def event(mode: str, **said: Any) -> None:
    """One JSON line for programs that asked for it."""
    if mode == "json":
        print(json.dumps(said), file=sys.stderr, flush=True)


def _json_lines(total: int, compiling: bool) -> Watch:
    done = 0
    event("json", event="compiling" if compiling else "running", total=total)

    def watch(more: int) -> None:
        nonlocal done
        done += more
        event("json", event="progress", done=done, total=total)

    return watch


@contextmanager
def _bar(total: int, words: str) -> Iterator[Watch]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)

        def watch(more: int) -> None:
            bar.update(task, advance=more, description=f"{total:,} runs")

        yield watch
