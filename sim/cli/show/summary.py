"""The summary table: outcomes by scenario with 95 % intervals, as many digits as the noise leaves."""

from __future__ import annotations

from collections.abc import Mapping

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
from sim.wording.numbers import per_cent
from sim.wording.side_by_side import SideBySide

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
MOST_ABREAST = 3
"""Most scenarios with a column of their own."""
SAME = "none seen"


def compared(ds: xr.Dataset) -> pd.DataFrame:
    """What the table shows of results whose first scenario is the base."""
    names = [str(name) for name in ds["scenario"].values]
    return compare(ds, base=names[0], measures=OUTCOMES if len(names) <= MOST_ABREAST else HEADS)


def table(differences: pd.DataFrame, width: int) -> RenderableType:
    """Few scenarios stand side by side; of many, each is a row with its differences from the base."""
    abreast = differences["scenario"].nunique() <= MOST_ABREAST
    rows = SideBySide(differences.to_dict("records"), abreast=abreast)
    if not abreast:
        return Group(*_stacked(rows, width))
    names_of_rows = Column("mean, 95 % interval", [Text(labels.head(outcome)) for outcome in OUTCOMES])
    columns = _columns(rows, roomy=True)
    if not fits(names_of_rows, columns, width):
        columns = _columns(rows, roomy=False)
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
            per_cent(share) if alone else f"{name} {per_cent(share)}" for name, share in rows["max"].items()
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


def _columns(rows: SideBySide, *, roomy: bool) -> list[Column]:
    base, *others = rows.names
    columns = [Column(base, _levels(rows, base, roomy), "dim" if others else "")]
    for name in others:
        changes = (rows.change(outcome, name, roomy=roomy) for outcome in OUTCOMES)
        seen = [Text(change) if change else Text(SAME, "dim") for change in changes]
        columns += [Column(name, _levels(rows, name, roomy)), Column("difference", seen, tied=True)]
    return columns


def _levels(rows: SideBySide, name: str, roomy: bool) -> list[Text]:
    return [Text(rows.level(outcome, name, roomy=roomy)) for outcome in OUTCOMES]


def _stacked(rows: SideBySide, width: int) -> list[RenderableType]:
    """One table, or on a narrow terminal several, with a row a scenario."""
    base, *others = rows.names
    columns = []
    for outcome in HEADS:
        changes = (rows.difference(outcome, name) for name in others)
        seen = [Text(change) if change else Text("·", "dim") for change in changes]
        columns.append(Column(labels.head(outcome), [Text(rows.level(outcome, base), "dim"), *seen]))
    names_of_rows = Column("", [Text(base, "dim"), *map(Text, others)])
    note = (
        f"Below the base: paired differences ± half a 95 % interval, in points where the base is in %; · {SAME}. "
        "(low to high): an interval that ± would misstate."
    )
    return [*printed(names_of_rows, columns, width), Text(note, "dim")]


def _footnote(name: str, base: Scenario, other: Scenario) -> Text:
    claims = " ".join(provenance.claims(base, other))
    what = changes(base, other) or "the same levers"
    return Text.assemble((name, "bold"), "" if name == what else f": {what}", (f"  {claims}", "dim"))
