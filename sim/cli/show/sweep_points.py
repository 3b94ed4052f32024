"""The end of a sweep on a terminal: its points side by side, and where everything is."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.cli.show.columns import Column, printed
from sim.sweeps.store import COMPARISON, FAILURES, PARTS, RESULTS, Store
from sim.version import STATEMENT
from sim.wording import labels
from sim.wording.numbers import finest, half_width, interval

MAX_POINTS = 30
"""Points that are shown; all of them are in the file."""
HEADS = ("deployed", "attacked", "kia", "direct_war")
LONGEST = 28
"""Letters of a value that is a text."""


def show_store(store: Store) -> None:
    """Print the comparison and the files."""
    console = Console(highlight=False)
    manifest = store.manifest
    comparison = store.folder / COMPARISON
    if comparison.exists() and manifest["rows"]:
        for part in _table(comparison, store.plan.design.names, console.width):
            console.print(part)
    left = manifest["points"] - MAX_POINTS
    if left > 0:
        console.print(Text(f"… and {left:,} more points"))
    if manifest["failures"]:
        console.print(
            Text(f"{manifest['failures']} points failed; `tripwire resume {store.folder} --retry-failures`")
        )
    for name in (RESULTS, COMPARISON, FAILURES, PARTS):
        if (store.folder / name).exists():
            console.print(Text(f"{store.folder / name}"), soft_wrap=True)
    plan = manifest["plan"]
    console.print(
        Text(f"seed {plan['seed']}, version {plan['version']}, hash {manifest['results_hash'][:12]}")
    )
    console.print(Text(f"Tripwire {STATEMENT}.", style="italic"))


def _table(path: Path, swept: tuple[str, ...], room: int) -> Iterable[RenderableType]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.DictReader(file), MAX_POINTS))
    columns = [Column(labels.head(name), [_cell(row, name, rows) for row in rows]) for name in HEADS]
    return printed(_labels(rows, swept), columns, room)


def _labels(rows: list[dict[str, str]], swept: tuple[str, ...]) -> Column:
    """The swept levers' values, one below the other, as one name of a point."""
    values = [[name, *(_lever(row[name]) for row in rows)] for name in swept]
    padded = [[text.ljust(max(map(len, column))) for text in column] for column in values]
    head, *cells = ["  ".join(line) for line in zip(*padded, strict=True)] or [""] * (len(rows) + 1)
    return Column(head, [Text(cell, no_wrap=True) for cell in cells], firm=True)


def _lever(value: str) -> str:
    try:
        return f"{float(value):,.6g}"
    except ValueError:
        return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"


def _cell(row: dict[str, str], name: str, rows: list[dict[str, str]]) -> Text:
    """The mean with its interval, as a run's table writes it."""
    mean, low, high = _interval(row, name)
    if math.isnan(mean):
        return Text("–")
    if not math.isfinite(high - low):
        low = high = mean
    beside = finest((one[0], half_width(*one)) for one in (_interval(row, name) for row in rows))
    return Text(interval(mean, low, high, labels.unit(name), beside=beside))


def _interval(row: dict[str, str], name: str) -> tuple[float, float, float]:
    mean, low, high = (_number(row[name + end]) for end in ("", "_low", "_high"))
    return mean, low, high


def _number(text: str) -> float:
    return float(text) if text else math.nan
