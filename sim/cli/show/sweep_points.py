"""The end of a sweep on a terminal: its points side by side, or what they range over, and where everything is."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from sim.cli.show.columns import Column, printed
from sim.factors.names import LISTS
from sim.factors.sampling import SAMPLERS
from sim.inert import inert
from sim.scenario import BY_NAME
from sim.sweeps.store import COMPARISON, FAILURES, OVERVIEW, PARTS, RESULTS, Store
from sim.version import STATEMENT
from sim.wording import labels
from sim.wording.numbers import PERCENT, bare, finest, half_width, interval

MAX_POINTS = 30
"""Points that are shown one by one; of more, and of a sample, the table says how they lie."""
RANGE = {"lowest": 0.0, "5 %": 0.05, "median": 0.5, "95 %": 0.95, "highest": 1.0}
"""Quantiles over the points."""
HEADS = ("deployed", "attacked", "kia", "direct_war")
LONGEST = 28
"""Letters of a value that is a text."""


def show_store(store: Store, told: str) -> None:
    """Print the comparison, the line that was made of it, and the files."""
    console = Console(highlight=False)
    manifest = store.manifest
    comparison = store.folder / COMPARISON
    if comparison.exists() and manifest["rows"]:
        design = store.plan.design
        shown = _points if design.count <= MAX_POINTS and design.method not in SAMPLERS else _ranges
        swept = tuple(map(inert, design.names))  # as the file has them
        for part in shown(comparison, swept, console.width):
            console.print(part, crop=False)
        console.print(Text(told))
    if manifest["failures"]:
        console.print(
            Text(f"{manifest['failures']} points failed; `tripwire resume {store.typed} --retry-failures`")
        )
    for name in (RESULTS, COMPARISON, FAILURES, OVERVIEW[0], PARTS):
        if (store.folder / name).exists():
            console.print(Text(f"{store.folder / name}"), soft_wrap=True)
    plan = manifest["plan"]
    study = f", evidence with the study folder {plan['study']}" if "study" in plan else ""
    console.print(
        Text(f"seed {plan['seed']}, version {plan['version']}, hash {manifest['results_hash'][:12]}{study}")
    )
    console.print(Text(f"Tripwire {STATEMENT}.", style="italic"))


def _points(path: Path, swept: tuple[str, ...], room: int) -> Iterable[RenderableType]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(islice(csv.DictReader(file), MAX_POINTS))
    columns = [Column(labels.head(name), [_cell(row, name, rows) for row in rows]) for name in HEADS]
    return printed(_labels(rows, swept), columns, room)


def _ranges(path: Path, swept: tuple[str, ...], room: int) -> Iterable[RenderableType]:
    """How the points of a large sweep lie: what each lever that is a number, and each outcome, ranges over."""
    names = [*(name for name in swept if name.partition(".")[0] not in LISTS), *HEADS]
    with path.open(encoding="utf-8", newline="") as file:
        values: dict[str, list[str]] = {name: [] for name in names}
        for row in csv.DictReader(file):
            for name in names:
                values[name].append(row[name])
    columns = [Column("over the points", [Text(label, no_wrap=True) for label in RANGE], firm=True)]
    for name, cells in values.items():
        if numbers := sorted(filter(math.isfinite, map(_known, cells))):
            columns.append(Column(_head(name), [_quantile(numbers, q, name) for q in RANGE.values()]))
    return printed(columns[0], columns[1:], room)


def _head(name: str) -> str:
    """A lever or an outcome as the head of a column."""
    lever = labels.lever(name)
    return labels.head(name) if labels.unit(name) else lever[0].upper() + lever[1:]


def _quantile(numbers: list[float], q: float, name: str) -> Text:
    """The number that this share of the points does not exceed, to as many places as its range allows."""
    span = numbers[-1] - numbers[0]
    places = 2 - math.floor(math.log10(span)) if span > 0 else 3
    value = numbers[min(len(numbers) - 1, round(q * (len(numbers) - 1)))]
    unit = labels.unit(name) or BY_NAME[name].unit if name in BY_NAME else labels.unit(name)
    return Text(bare(value, min(places, 0) if unit == "troops" else places, unit if unit in PERCENT else ""))


def _known(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _labels(rows: list[dict[str, str]], swept: tuple[str, ...]) -> Column:
    """The swept levers' values, one below the other, as one name of a point."""
    values = [[name, *(_lever(name, row[name]) for row in rows)] for name in swept]
    padded = [[text.ljust(max(map(len, column))) for text in column] for column in values]
    head, *cells = ["  ".join(line) for line in zip(*padded, strict=True)] or [""] * (len(rows) + 1)
    return Column(head, [Text(cell, no_wrap=True) for cell in cells], firm=True)


def _lever(name: str, value: str) -> str:
    soldiers = name in BY_NAME and BY_NAME[name].unit == "troops"
    try:
        return f"{float(value):,.0f}" if soldiers else f"{float(value):,.6g}"
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
