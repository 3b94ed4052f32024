"""Scenarios in numbers, as the engines read them: one row of arrays a scenario.

Whatever two scenarios share (a theory's priors, a calendar) is stored once and pointed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.assumptions import PARAMETERS, priors
from sim.evidence import load
from sim.scenario import roster
from sim.scenario.injects import elections, table
from sim.scenario.levers import MANDATES, ROLES
from sim.scenario.scenario import Scenario, check_scenario

PLAIN = (
    "force_size",
    "roe",
    "location",
    "nato_visibility",
    "us_backing",
    "us_volatility",
    "hostilities",
    "battlefield",
    "arming",
    "russian_consent",
    "baseline_attack_risk",
    "border_threat",
    "parliament",
)
"""Levers that the rules read as they are."""
LEVERS = np.dtype(
    [(name, "f8") for name in PLAIN]
    + [("mandate", "f8"), ("us_enablers", "f8"), ("us_guarantee", "f8"), ("granted", "f8")]
    + [(role, "f8") for role in ROLES]
    + [("horizon", "i8"), ("theory", "i8"), ("calendar", "i8")]
)
ENABLERS = ("air_defence", "intelligence", "airlift")


@dataclass(frozen=True)
class Deck:
    """Arrays for P scenarios, N countries, A assumptions, T theories and K calendars of H months.

    `elections` has one row (calendar, month, country, stance) an event.
    """

    levers: NDArray[Any]  # (P,) LEVERS
    stance: NDArray[np.float64]  # (P, N), -3 … 3
    poll: NDArray[np.float64]  # (P, N), share
    member: NDArray[np.bool_]  # (P, N), False if left out
    fixed: NDArray[np.float64]  # (P, A), NaN where the prior is drawn
    priors: NDArray[np.float64]  # (T, 3, A): low, mode, high
    calendars: NDArray[np.float64]  # (K, H, channels)
    elections: NDArray[np.float64]  # (events, 4)

    @property
    def horizon(self) -> int:
        """Months of the longest scenario."""
        return int(self.calendars.shape[1])

    def rows(self, first: int, last: int) -> Deck:
        """The scenarios from `first` up to, not including, `last`."""
        cut = slice(first, last)
        return Deck(
            self.levers[cut],
            self.stance[cut],
            self.poll[cut],
            self.member[cut],
            self.fixed[cut],
            self.priors,
            self.calendars,
            self.elections,
        )


def deal(scenarios: Sequence[Scenario]) -> Deck:
    """Lay scenarios out for the engines, in their order. Raises `ScenarioError`."""
    scenarios = [check_scenario(scenario) for scenario in scenarios]
    facts, codes = roster.facts(), roster.codes()
    theories: dict[str, int] = {}
    calendars: dict[Any, int] = {}
    levers = np.zeros(len(scenarios), LEVERS)
    stance = np.zeros((len(scenarios), len(codes)))
    poll = np.tile(facts["poll"], (len(scenarios), 1))
    member = np.ones((len(scenarios), len(codes)), bool)
    fixed = np.full((len(scenarios), len(PARAMETERS)), np.nan)
    for i, s in enumerate(scenarios):
        row = levers[i]
        for name in PLAIN:
            row[name] = getattr(s, name)
        row["mandate"] = MANDATES[s.mandate]
        row["us_enablers"] = sum(part in s.us_parts for part in ENABLERS) / len(ENABLERS)
        row["us_guarantee"] = float("guarantee" in s.us_parts)
        row["granted"] = float(s.force_generation == "granted")
        for role in ROLES:
            row[role] = float(role in s.roles)
        row["horizon"] = s.horizon
        row["theory"] = theories.setdefault(s.theory, len(theories))
        row["calendar"] = calendars.setdefault((s.schedule, s.injects), len(calendars))
        for code, held in load().stances[s.reading].items():
            stance[i, codes.index(code)] = held.value
        for code, value in s.stances:
            stance[i, codes.index(code)] = value
        for code, value in s.publics:
            poll[i, codes.index(code)] = value
        for code in s.exclude:
            member[i, codes.index(code)] = False
        for name, value in s.assume:
            fixed[i, PARAMETERS.index(name)] = value
    longest = int(levers["horizon"].max(initial=1))
    votes = [
        (k, month, country, value)
        for (_, injects), k in calendars.items()
        for month, country, value in elections(injects, codes)
    ]
    return Deck(
        levers,
        stance,
        poll,
        member,
        fixed,
        np.array([priors(theory).T for theory in theories], order="C"),
        np.stack([table(longest, schedule, injects) for schedule, injects in calendars]),
        np.array(votes, float).reshape(-1, 4),
    )
