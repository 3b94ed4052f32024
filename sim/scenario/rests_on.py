"""What a scenario rests on: every number behind it with its grade and source, the weakest first."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sim.evidence import load
from sim.evidence.sources import SourceRow, rows
from sim.scenario import roster
from sim.scenario.levers import BY_NAME
from sim.scenario.scenario import Scenario

READ = ("us_backing", "battlefield")
"""Levers that the reading supplies unless they are set by hand."""


def sources(scenario: Scenario) -> pd.DataFrame:
    """List what a run of this scenario rests on: reading, countries, parameters, and what was set by hand.

    Columns: kind, name, value, unit, grade (A measured … D assumed), source, claims. The weakest grades come
    first; a value set by hand stands in place of the ledger's and counts as an assumption.
    """
    by_hand = list(_by_hand(scenario))
    replaced = {row.name for row in by_hand}
    countries = [code for code in roster.codes() if code not in scenario.exclude]
    known = rows(load(), reading=scenario.reading, theory=scenario.theory, countries=countries)
    listed = by_hand + [row for row in known if row.name not in replaced]
    listed.sort(key=lambda row: row.grade, reverse=True)
    return pd.DataFrame(
        [(r.kind, r.name, r.value, r.unit, r.grade, r.source, " ".join(r.claims)) for r in listed],
        columns=["kind", "name", "value", "unit", "grade", "source", "claims"],
    )


def _by_hand(scenario: Scenario) -> Iterator[SourceRow]:
    supplied = load().readings[scenario.reading]
    for lever in READ:
        value = getattr(scenario, lever)
        if value != getattr(supplied, lever):
            yield _row(f"{scenario.reading}.{lever}", value, BY_NAME[lever].unit)
    for code, value in scenario.stances:
        yield _row(f"{code}.stance", value, "code book")
    for code, value in scenario.publics:
        yield _row(f"{code}.poll_support", value, "share")
    for name, value in scenario.assume:
        yield _row(name, value, load().parameters[name].unit)


def _row(name: str, value: float, unit: str) -> SourceRow:
    return SourceRow("by hand", name, f"{value:g}", unit, "D", "set by hand in this scenario")
