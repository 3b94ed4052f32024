"""The summary table: outcomes by scenario with 95 % intervals, as many digits as the noise leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import xarray as xr
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sim.analysis.compare import compare
from sim.analysis.words import bare, digits
from sim.evidence import load
from sim.plates.words import headed
from sim.scenario import BY_NAME, Scenario
from sim.scenario.differences import changed, changes
from sim.scenario.injects import KINDS

OUTCOMES = (
    "announced",
    "deployed",
    "ground_contributors",
    "blocked_by_parliament",
    "deal",
    "attacked",
    "incidents",
    "bystander",
    "kia",
    "direct_war",
    "us_backing_end",
    "cost_eur_bn",
)
HEADS = {
    "deployed": "troops there",
    "ground_contributors": "states there",
    "deal": "Kyiv accepts, %",
    "attacked": "attack, %",
    "bystander": "bystander, %",
    "kia": "killed",
    "direct_war": "direct war, %",
    "cost_eur_bn": "cost, EUR bn",
}
"""Outcomes that stand side by side when there are many scenarios."""
SIDE_BY_SIDE = 3
"""Most scenarios with a column of their own."""
SAME = "none seen"
STYLE: dict[str, Any] = {"box": None, "pad_edge": False, "header_style": "bold", "padding": (0, 2, 0, 0)}

Row = Mapping[str, Any]
Rows = Mapping[tuple[str, str], Row]


def compared(ds: xr.Dataset) -> pd.DataFrame:
    """What the table shows of results whose first scenario is the base."""
    names = [str(name) for name in ds["scenario"].values]
    return compare(ds, base=names[0], measures=OUTCOMES if len(names) <= SIDE_BY_SIDE else HEADS)


def summary(found: pd.DataFrame, width: int) -> RenderableType:
    """Few scenarios stand side by side; of many, each is a row with its differences from the base."""
    records: list[Any] = found.to_dict("records")
    rows = {(str(row["outcome"]), str(row["scenario"])): row for row in records}
    names = list(dict.fromkeys(name for _, name in rows))
    if len(names) <= SIDE_BY_SIDE:
        return _side_by_side(rows, names, roomy=width >= 34 + 26 * (2 * len(names) - 1))
    return Group(*_stacked(rows, names, width))


def footnotes(scenarios: Mapping[str, Scenario]) -> list[Text]:
    """One line an excursion: what it changes, and the claims that this rests on."""
    base, *others = scenarios
    return [_footnote(name, scenarios[base], scenarios[name]) for name in others]


def _side_by_side(rows: Rows, names: list[str], *, roomy: bool) -> Table:
    table = Table(**STYLE)
    table.add_column("mean, 95 % interval", no_wrap=True)
    base, *others = names
    table.add_column(base, justify="right", style="dim" if others else "")
    for name in others:
        table.add_column(name, justify="right")
        table.add_column("difference", justify="right")
    for outcome in OUTCOMES:
        cells = [_level(rows[outcome, base], roomy)]
        for name in others:
            cells += [
                _level(rows[outcome, name], roomy),
                _change(rows[outcome, name], roomy) or Text(SAME, "dim"),
            ]
        table.add_row(headed(outcome), *cells)
    return table


def _stacked(rows: Rows, names: list[str], width: int) -> list[RenderableType]:
    """One table, or on a narrow terminal several, with a row a scenario."""
    first = max(map(len, names))
    most = max(1, (width - first) // 15)
    heads = list(HEADS)
    parts: list[RenderableType] = []
    for left in range(0, len(heads), most):
        parts += [_rows(rows, names, heads[left : left + most], first), Text()]
    return [*parts, Text(f"Below the base: paired differences ± half a 95 % interval; · {SAME}.", "dim")]


def _rows(rows: Rows, names: list[str], heads: list[str], first: int) -> Table:
    table = Table(**STYLE)
    table.add_column("", width=first)
    for outcome in heads:
        table.add_column(HEADS[outcome], justify="right", min_width=13, no_wrap=True)
    base, *others = names
    table.add_row(base, *(_level(rows[outcome, base], False) for outcome in heads), style="dim")
    for name in others:
        table.add_row(name, *(_change(rows[outcome, name], False) or Text("·", "dim") for outcome in heads))
    return table


def _level(row: Row, roomy: bool) -> Text:
    return Text(_said(row["estimate"], row["low"], row["high"], row["unit"], roomy))


def _change(row: Row, roomy: bool) -> Text | None:
    """The paired difference, or nothing where none stands out of the noise."""
    if not row["separated"]:
        return None
    return Text(_said(row["difference"], row["diff_low"], row["diff_high"], row["unit"], roomy, signed=True))


def _said(value: float, low: float, high: float, unit: str, roomy: bool, *, signed: bool = False) -> str:
    """A value without its unit, with its interval, or where that has no room with the longer half of it."""
    places = digits(low, high, value)
    said = bare(value, places, unit, signed=signed)
    if not high > low:
        return said
    half = max(high - value, value - low)
    if roomy or (signed and half >= abs(value)):
        return f"{said} ({' to '.join(bare(end, places, unit, signed=signed) for end in (low, high))})"
    return f"{said} ± {bare(half, places, unit)}"


def _footnote(name: str, base: Scenario, other: Scenario) -> Text:
    levers = changed(base, other)
    said = [BY_NAME[lever].source for lever in levers if lever != "injects"]
    said += [KINDS[event.kind].source for event in other.injects if event not in base.injects]
    cited = {word.strip(";,") for source in said for word in source.split()}
    claims = " ".join(sorted(cited & load().claims.keys()))
    what = changes(base, other)
    return Text.assemble((name, "bold"), "" if name == what else f": {what}", (f"  {claims}", "dim"))
