"""What is shown at the end of a sweep: its points side by side, and where everything is."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.sweep.finish import COMPARISON, FAILURES, RESULTS
from sim.sweep.store import PARTS, Store
from sim.version import STATEMENT

MOST = 30
"""Points that are shown; all of them are in the file."""
HEADS = {"deployed": "troops there", "attacked": "attack, %", "kia": "killed", "direct_war": "direct war, %"}
PERCENT = ("attacked", "direct_war")


def show_store(store: Store) -> None:
    """Print the comparison and the files."""
    console = Console()
    said = store.manifest
    comparison = store.folder / COMPARISON
    if comparison.exists() and said["rows"]:
        console.print(_table(comparison, store.plan.design.names))
    left = said["points"] - MOST
    if left > 0:
        console.print(Text(f"… and {left:,} more points"))
    if said["failures"]:
        console.print(
            Text(f"{said['failures']} points failed; `tripwire resume {store.folder} --retry-failures`")
        )
    for name in (RESULTS, COMPARISON, FAILURES, PARTS):
        if (store.folder / name).exists():
            console.print(Text(f"{store.folder / name}"), soft_wrap=True)
    plan = said["plan"]
    console.print(Text(f"seed {plan['seed']}, version {plan['version']}, hash {said['results_hash'][:12]}"))
    console.print(Text(f"Tripwire {STATEMENT}.", style="italic"))


def _table(path: Path, swept: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in swept:
        table.add_column(name, no_wrap=True, max_width=28)
    for head in HEADS.values():
        table.add_column(head, justify="right", no_wrap=True)
    with path.open(encoding="utf-8", newline="") as file:
        for row, _ in zip(csv.DictReader(file), range(MOST), strict=False):
            table.add_row(*(_lever(row[name]) for name in swept), *(_cell(row, name) for name in HEADS))
    return table


def _lever(value: str) -> str:
    try:
        return f"{float(value):,.6g}"
    except ValueError:
        return value


def _cell(row: dict[str, str], name: str) -> str:
    """The mean and half its interval, with as many digits as the interval leaves."""
    mean, low, high = (
        _number(row[name + end]) * (100 if name in PERCENT else 1) for end in ("", "_low", "_high")
    )
    if math.isnan(mean):
        return "–"
    reach = (high - low) / 2
    if not math.isfinite(reach) or reach <= 0:
        return f"{mean:,.4g}"
    places = max(0, -math.floor(math.log10(reach)))
    return f"{mean:,.{places}f} ± {reach:,.{places}f}"


def _number(text: str) -> float:
    return float(text) if text else math.nan
