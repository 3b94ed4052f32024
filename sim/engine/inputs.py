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
from sim.evidence import load
from sim.rules.records import Levers
from sim.scenario import roster
from sim.scenario.injects import elections, table
from sim.scenario.levers import COLUMNS, MANDATES, ROLES, US_PARTS
from sim.scenario.scenario import Scenario, check_scenario


@dataclass(frozen=True)
class Inputs:
    """Arrays for P scenarios, A assumptions, T theories and K calendars of H months.

    The elections of calendar k are the rows `votes[k]` up to, not including, `votes[k + 1]` of `elections`.
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
    votes: NDArray[np.int64]  # (K + 1,)

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
        """All that an engine reads, what is known of the countries included, by its name in `source.JOB`."""
        arrays = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**arrays, "facts": roster.facts(), "known": known()}


def lay_out(scenarios: Sequence[Scenario]) -> Inputs:
    """Scenarios as arrays, in their order. Raises `ScenarioError`."""
    scenarios = [check_scenario(scenario) for scenario in scenarios]
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
        calendar[i] = calendars.setdefault((s.schedule, s.injects), len(calendars))
    longest = int(horizons.max(initial=1))
    votes = [elections(injects, codes) for _, injects in calendars]
    return Inputs(
        levers,
        _panel(scenarios),
        fixed,
        horizons,
        theory,
        calendar,
        np.concatenate([_prior(name) for name in theories]),
        np.stack([table(longest, schedule, injects) for schedule, injects in calendars]),
        np.array([vote for events in votes for vote in events], layout.dtype(layout.Election)),
        np.cumsum([0, *map(len, votes)]),
    )


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
    """What each scenario says of the countries: stance, poll, and who takes part."""
    codes = roster.codes()
    panel = np.zeros(len(scenarios), layout.dtype(layout.Panel))
    panel["stance"][:, : len(codes)] = np.nan
    panel["poll"][:, : len(codes)] = roster.facts()["poll"]
    panel["member"][:, : len(codes)] = 1.0
    for row, s in zip(panel, scenarios, strict=True):
        reading_stances = [(code, stance.value) for code, stance in load().stances[s.reading].items()]
        for code, value in (*reading_stances, *s.stances):
            row["stance"][codes.index(code)] = value
        for code, value in s.publics:
            row["poll"][codes.index(code)] = value
        for code in s.exclude:
            row["member"][codes.index(code)] = 0.0
    return panel


@cache
def _prior(theory: str) -> NDArray[Any]:
    """A theory's priors as one row."""
    row = np.zeros(1, layout.dtype(layout.Prior))
    for name, values in zip(("low", "mode", "high"), priors(theory).T, strict=True):
        row[name] = values
    return row


@cache
def known() -> NDArray[Any]:
    """What is known of the countries and needed of all at once, as one row; read-only."""
    facts = roster.facts()
    row = np.zeros(1, layout.dtype(layout.CountryConstants))
    for name, fact in (
        ("weight", "weight"),
        ("dependence", "us_dependence"),
        ("sensitivity", "mandate_sensitivity"),
    ):
        row[name][0, : len(facts)] = facts[fact]
    row.flags.writeable = False
    return row
