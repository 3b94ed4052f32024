"""What a scenario rests on: every number behind it with its grade and source, the weakest first."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from sim.evidence import load
from sim.evidence.sources import SourceRow, rows
from sim.scenario import differences, roster
from sim.scenario.levers import BY_NAME, LEVERS
from sim.scenario.scenario import Scenario, check_scenario

SET = "set by hand in this scenario"
READ = ("us_backing", "battlefield")
"""Levers that the reading supplies unless they are set by hand."""
CHOSEN = ("theory", "reading")
"""Levers that choose whole rows of the ledgers, which are listed as such."""
BY_NAME_AND_VALUE = ("stances", "publics", "assume")
"""Levers whose entries are listed one by one."""
UNKNOWN = ("baseline_attack_risk",)
"""Levers that no source identifies: listed even at their default."""


def sources(scenario: Scenario) -> pd.DataFrame:
    """List what a run of this scenario rests on: reading, countries, parameters, and every lever set by hand.

    Columns: kind, name, value, unit, grade (A measured … D assumed), source, claims. The weakest grades come
    first; a value set by hand stands in place of the ledger's or of the lever's default and counts as an assumption,
    and so does the level of risk, which no source identifies.
    """
    by_hand = list(_by_hand(check_scenario(scenario)))
    replaced = {row.name for row in by_hand}
    countries = [code for code in roster.codes() if code not in scenario.exclude]
    known = rows(load(), reading=scenario.reading, theory=scenario.theory, countries=countries)
    listed = by_hand + [row for row in known if row.name not in replaced]
    listed.sort(key=lambda row: row.grade, reverse=True)  # keeps what was set by hand in front
    return pd.DataFrame(
        [(r.kind, r.name, r.value, r.unit, r.grade, r.source, " ".join(r.claims)) for r in listed],
        columns=["kind", "name", "value", "unit", "grade", "source", "claims"],
    )


def _by_hand(scenario: Scenario) -> Iterator[SourceRow]:
    for lever in READ:
        if lever not in scenario.supplied:
            value = getattr(scenario, lever)
            yield _row(f"{scenario.reading}.{lever}", f"{value:g}", BY_NAME[lever].unit)
    yield from _levers(scenario)
    for code, value in scenario.stances:
        yield _row(f"{code}.stance", f"{value:g}", "code book")
    for code, value in scenario.publics:
        yield _row(f"{code}.poll_support", f"{value:g}", "share")
    for name, value in scenario.assume:
        yield _row(name, f"{value:g}", load().parameters[name].unit)


def _levers(scenario: Scenario) -> Iterator[SourceRow]:
    """Every lever off its default, and those that are a guess even there."""
    usual = Scenario()
    for lever in LEVERS:
        if lever.name in (*READ, *CHOSEN, *BY_NAME_AND_VALUE):
            continue
        value = getattr(scenario, lever.name)
        moved = value != getattr(usual, lever.name)
        if moved or lever.name in UNKNOWN:
            said = f"{value:.10g}" if isinstance(value, int | float) else differences.said(lever.name, value)
            why = SET if moved else "the default"
            why += "; not identified by any source" if lever.name in UNKNOWN else ""
            yield SourceRow("by hand" if moved else "lever", lever.name, said, lever.unit, "D", why)


def _row(name: str, value: str, unit: str) -> SourceRow:
    return SourceRow("by hand", name, value, unit, "D", SET)
