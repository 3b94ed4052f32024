"""Inputs of the engines: scenarios in numbers, one row of arrays a scenario.

Whatever two scenarios share (a theory's priors, a calendar) is stored once and pointed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import layout
from sim.engine.assumptions import PARAMETERS, priors
from sim.engine.order_rows import order_arrays
from sim.evidence import Evidence, load
from sim.evidence.layers import conditions, voices
from sim.rules.arithmetic import PARTS
from sim.rules.records import Levers, Record
from sim.scenario import roster
from sim.scenario.elections import elections
from sim.scenario.injects import table
from sim.scenario.levers import COLUMNS, MANDATES, ROLES, US_PARTS
from sim.scenario.scenario import Scenario, check_in_use, check_scenario


@dataclass(frozen=True)
class Inputs:
    """Arrays for P scenarios, A assumptions, T theories and K calendars of H months.

    Dated rows of calendar k are the rows `elections_at[k]` up to, not including, `elections_at[k + 1]` of `elections`;
    `pledges`, `orders` and `needs` have their places in the same way.
    """

    levers: NDArray[Any]  # (P,) layout.Levers
    panel: NDArray[Any]  # (P,) layout.Panel
    fixed: NDArray[np.float64]  # (P, A), NaN where the prior is drawn
    horizons: NDArray[np.int64]  # (P,) months
    theory: NDArray[np.int64]  # (P,) position in `priors`
    calendar: NDArray[np.int64]  # (P,) position in `calendars`
    priors: NDArray[Any]  # (T,) layout.Prior
    calendars: NDArray[np.float64]  # (K, H, channels)
    elections: NDArray[Any]  # (events,) layout.Election
    elections_at: NDArray[np.int64]  # (K + 1,)
    pledges: NDArray[Any]  # (pairs,) layout.Pledge
    pledges_at: NDArray[np.int64]  # (K + 1,)
    orders: NDArray[Any]  # (rows,) layout.Order
    orders_at: NDArray[np.int64]  # (K + 1,)
    needs: NDArray[Any]  # (rows,) layout.Need
    needs_at: NDArray[np.int64]  # (K + 1,)
    facts: NDArray[Any]  # (countries,) roster.FACTS
    known: NDArray[Any]  # (1,) layout.CountryConstants

    def __len__(self) -> int:
        """Scenarios."""
        return len(self.levers)

    @property
    def horizon(self) -> int:
        """Months of the longest scenario."""
        return int(self.calendars.shape[1])

    def levers_of(self, at: int) -> Levers:
        """The levers of one scenario, as rules read them."""
        return Levers(**dict(zip(layout.LEVERS, self.levers[at].item(), strict=True)))

    def take(self, index: Any) -> Inputs:
        """The scenarios at these positions: an index array copies, a slice looks at the same memory."""
        by_scenario = ("levers", "panel", "fixed", "horizons", "theory", "calendar")
        return replace(self, **{name: getattr(self, name)[index] for name in by_scenario})

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All that an engine reads, by its name in `source.JOB`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def lay_out(scenarios: Sequence[Scenario]) -> Inputs:
    """Scenarios as arrays, in their order. Raises `ScenarioError`."""
    scenarios = [check_in_use(check_scenario(scenario)) for scenario in scenarios]
    codes = roster.codes()
    theories: dict[str, int] = {}
    calendars: dict[Any, int] = {}
    count = len(scenarios)
    levers = np.zeros(count, layout.dtype(Levers))
    fixed = np.full((count, len(PARAMETERS)), np.nan)
    horizons, theory, calendar = (np.zeros(count, np.int64) for _ in range(3))
    for i, s in enumerate(scenarios):
        _levers(s, levers[i])
        for name, value in s.assume:
            fixed[i, PARAMETERS.index(name)] = value
        horizons[i] = s.horizon
        theory[i] = theories.setdefault(s.theory, len(theories))
        dated = (s.schedule, s.injects, s.reading, s.evidence, s.orders)
        calendar[i] = calendars.setdefault(dated, len(calendars))
    longest = int(horizons.max(initial=1))
    votes = [elections(reading, injects, codes, longest) for _, injects, reading, _, _ in calendars]
    promises = [_pledges(evidence, reading) for _, _, reading, evidence, _ in calendars]
    return Inputs(
        levers,
        _panel(scenarios),
        fixed,
        horizons,
        theory,
        calendar,
        np.concatenate([_prior(name) for name in theories]),
        np.stack([table(longest, schedule, injects) for schedule, injects, *_ in calendars]),
        *_rows(layout.Election, votes),
        *_rows(layout.Pledge, promises),
        **order_arrays([orders for *_, orders in calendars]),
        facts=roster.facts(),
        known=known(),
    )


def _rows(record: type[Record], lists: Sequence[Sequence[Any]]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Lists of rows one after the other, and where each begins."""
    rows = [row for rows in lists for row in rows]
    return np.array(rows, layout.dtype(record)), np.cumsum([0, *map(len, lists)])


def _levers(s: Scenario, row: Any) -> None:
    """Write a scenario's levers into a row of numbers."""
    for name in COLUMNS:
        row[name] = getattr(s, name)
    row["mandate"] = MANDATES[s.mandate]
    for part in US_PARTS:
        row[f"us_{part}"] = float(part in s.us_parts)
    row["granted"] = float(s.force_generation == "granted")
    for role in ROLES:
        row[role] = float(role in s.roles)


def _panel(scenarios: Sequence[Scenario]) -> NDArray[Any]:
    """What each scenario says of the countries: what its evidence says, and what is set by hand."""
    codes = roster.codes()
    panel = np.zeros(len(scenarios), layout.dtype(layout.Panel))
    for i, s in enumerate(scenarios):
        panel[i] = _said(load(), s.evidence, s.reading)[0]
        for code, value in s.stances:
            panel[i]["stance"][codes.index(code)] = value
        for code, value in s.publics:
            panel[i]["poll"][codes.index(code)] = value
        for code in s.exclude:
            panel[i]["member"][codes.index(code)] = 0.0
    return panel


@cache
def _said(ledgers: Evidence, evidence: str, reading: str) -> NDArray[Any]:
    """What a layer of evidence says of the countries at a reading, as one row; read-only."""
    codes = roster.codes()
    panel = np.zeros(1, layout.dtype(layout.Panel))
    row = panel[0]
    row["stance"][: len(codes)] = np.nan
    row["poll"][: len(codes)] = roster.facts()["poll"]
    row["member"][: len(codes)] = 1.0
    for field, about in (("stance", "soldiers"), ("help_stance", "help")):
        for code, voice in voices(ledgers, evidence, reading, about).items():
            row[field][codes.index(code)] = voice.value
    for wish in conditions(ledgers, evidence, reading):
        if wish.kind != "leader":
            row[f"wants_{wish.kind}"][codes.index(wish.code)] = wish.value
    panel.flags.writeable = False
    return panel


def _pledges(evidence: str, reading: str) -> list[tuple[int, int]]:
    """Pledges that wait for a leader: positions of both in the roster."""
    codes = roster.codes()
    waiting = [wish for wish in conditions(load(), evidence, reading) if wish.kind == "leader"]
    return [(codes.index(wish.code), codes.index(str(wish.value))) for wish in waiting]


def _prior(theory: str) -> NDArray[Any]:
    """A theory's priors as one row."""
    row = np.zeros(1, layout.dtype(layout.Prior))
    for name, values in zip(("low", "mode", "high"), priors(theory).T, strict=True):
        row[name] = values
    return row


def known() -> NDArray[Any]:
    """What is known of the countries and needed of all at once, as one row; read-only."""
    facts = roster.facts()
    row = np.zeros(1, layout.dtype(layout.CountryConstants))
    for name, fact in (
        ("weight", "weight"),
        ("dependence", "us_dependence"),
        ("sensitivity", "mandate_sensitivity"),
        ("hub", "hub"),
        ("aircraft", "aircraft"),
        ("navy", "navy"),
    ):
        row[name][0, : len(facts)] = facts[fact]
    row["share"][0] = np.floor(row["weight"][0] * PARTS)
    row.flags.writeable = False
    return row
