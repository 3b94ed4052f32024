"""The summary table: outcomes by scenario with 95 % intervals, as many digits as the noise leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import xarray as xr
from rich.console import Group, RenderableType
from rich.text import Text

from sim.analysis.compare import binding, compare
from sim.cli.parse.run_settings import common
from sim.cli.show.columns import Column, fits, printed
from sim.scenario import Scenario, provenance
from sim.scenario.differences import changes
from sim.wording import labels
from sim.wording.numbers import half_width, in_common, interval, of_printed

OUTCOMES = (
    "announced",
    "deployed",
    "ground_contributors",
    "blocked_by_parliament",
    "kyiv_content",
    "deal",
    "attacked",
    "incidents",
    "bystander",
    "kia",
    "direct_war",
    "us_backing_end",
    "cost_eur_bn",
)
HEADS = (
    "deployed",
    "ground_contributors",
    "kyiv_content",
    "attacked",
    "bystander",
    "kia",
    "direct_war",
    "cost_eur_bn",
)
"""Outcomes that stand side by side when there are many scenarios."""
SIDE_BY_SIDE = 3
"""Most scenarios with a column of their own."""
SAME = "none seen"
Row = Mapping[str, Any]
Rows = Mapping[tuple[str, str], Row]


def compared(ds: xr.Dataset) -> pd.DataFrame:
    """What the table shows of results whose first scenario is the base."""
    names = [str(name) for name in ds["scenario"].values]
    return compare(ds, base=names[0], measures=OUTCOMES if len(names) <= SIDE_BY_SIDE else HEADS)


def table(differences: pd.DataFrame, width: int) -> RenderableType:
    """Few scenarios stand side by side; of many, each is a row with its differences from the base."""
    records: list[Any] = differences.to_dict("records")
    rows = {(str(row["outcome"]), str(row["scenario"])): row for row in records}
    names = list(dict.fromkeys(name for _, name in rows))
    if len(names) > SIDE_BY_SIDE:
        return Group(*_stacked(rows, names, width))
    names_of_rows = Column("mean, 95 % interval", [Text(labels.head(outcome)) for outcome in OUTCOMES])
    columns = _side_by_side(rows, names, roomy=True)
    if not fits(names_of_rows, columns, width):
        columns = _side_by_side(rows, names, roomy=False)
    return Group(*list(printed(names_of_rows, columns, width))[:-1])


def footnotes(scenarios: Mapping[str, Scenario]) -> list[Text]:
    """One line an excursion: what it changes, and the claims that this rests on."""
    base, *others = scenarios
    return [_footnote(name, scenarios[base], scenarios[name]) for name in others]


def binding_line(ds: xr.Dataset) -> Text:
    """What binds most often, and in which scenarios: one line for all."""
    most = binding(ds).agg(["idxmax", "max"], axis=1)
    alone = len(most) == 1
    kinds = []
    for word, rows in most.groupby("idxmax", sort=False):
        shares = [
            f"{100 * share:.0f} %" if alone else f"{name} {100 * share:.0f} %"
            for name, share in rows["max"].items()
        ]
        kinds.append(f"{labels.BINDS[str(word)]} ({', '.join(shares)})")
    return Text.assemble((labels.head("binding"), "bold"), f", most often (in % of runs): {'; '.join(kinds)}")


def common_levers(base: Scenario) -> list[Text]:
    """How to compare what is set for every scenario alike: it changes the run, and makes no column of its own."""
    lines = []
    for lever, here, there in common(base):
        about = f" is common to all scenarios here. To compare it with {there}:"
        lines.append(Text.assemble((f"{lever} {here}", "bold"), about))
        lines.append(Text(f"  tripwire excursions.other.{lever}={here}"))
        lines.append(Text(f"  tripwire -m {lever}={there},{here}"))
    return lines


def _side_by_side(rows: Rows, names: list[str], *, roomy: bool) -> list[Column]:
    base, *others = names
    columns = [Column(base, _levels(rows, base, roomy), "dim" if others else "")]
    for name in others:
        seen = [_change(rows, outcome, name, roomy) or Text(SAME, "dim") for outcome in OUTCOMES]
        columns += [Column(name, _levels(rows, name, roomy)), Column("difference", seen, tied=True)]
    return columns


def _levels(rows: Rows, name: str, roomy: bool) -> list[Text]:
    return [_level(rows, outcome, name, roomy) for outcome in OUTCOMES]


def _stacked(rows: Rows, names: list[str], width: int) -> list[RenderableType]:
    """One table, or on a narrow terminal several, with a row a scenario."""
    base, *others = names
    columns = []
    for outcome in HEADS:
        first = _level(rows, outcome, base, False)
        first.stylize("dim")
        rest = [_change(rows, outcome, name, False) or Text("·", "dim") for name in others]
        columns.append(Column(labels.head(outcome), [first, *rest]))
    names_of_rows = Column("", [Text(base, "dim"), *map(Text, others)])
    note = (
        f"Below the base: paired differences ± half a 95 % interval, in points where the base is in %; · {SAME}. "
        "(low to high): an interval that ± would misstate."
    )
    return [*printed(names_of_rows, columns, width), Text(note, "dim")]


def _level(rows: Rows, outcome: str, name: str, roomy: bool) -> Text:
    row = rows[outcome, name]
    places = _places(rows, outcome)
    return Text(interval(row["estimate"], row["low"], row["high"], row["unit"], roomy=roomy, beside=places))


def _change(rows: Rows, outcome: str, name: str, roomy: bool) -> Text | None:
    """The paired difference, or nothing where none stands out of the noise."""
    row = rows[outcome, name]
    if not row["separated"]:
        return None
    places, low, high = _places(rows, outcome), row["diff_low"], row["diff_high"]
    value = row["difference"]
    base = next(one for (what, _), one in rows.items() if what == outcome)
    if row["n"] == row["pairs"] == base["n"]:
        value = of_printed(value, low, high, (row["estimate"], base["estimate"]), places)
    return Text(interval(value, low, high, row["unit"], roomy=roomy, signed=True, beside=places))


def _places(rows: Rows, outcome: str) -> int | None:
    """One rule for all figures of an outcome, so that they add up."""
    alike = [row for (what, _), row in rows.items() if what == outcome]
    return in_common(
        (_half(row, "estimate", "low", "high") for row in alike),
        (_half(row, "difference", "diff_low", "diff_high") for row in alike[1:]),
    )


def _half(row: Row, value: str, low: str, high: str) -> tuple[float, float]:
    return row[value], half_width(row[value], row[low], row[high])


def _footnote(name: str, base: Scenario, other: Scenario) -> Text:
    claims = " ".join(provenance.claims(base, other))
    what = changes(base, other)
    return Text.assemble((name, "bold"), "" if name == what else f": {what}", (f"  {claims}", "dim"))
