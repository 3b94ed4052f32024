"""Dials: whatever an analysis may turn, in one form — levers, a country's own stance and public, assumptions.

A numeric dial has a range; a switch has a list of settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.engine.assumptions import PARAMETERS, priors
from sim.evidence import load
from sim.scenario import BY_NAME, LEVERS, Scenario, ScenarioError, roster
from sim.scenario.errors import nearest, show
from sim.scenario.kinds import Choice
from sim.scenario.levers import ROLES

PAIRS = {"stance": "stances", "public": "publics", "assume": "assume"}
"""First word of a dial's name, and the lever that holds such values by name."""


@dataclass(frozen=True)
class Dial:
    """One thing to turn: a range from `low` to `high`, or a switch with `settings`; `usual` where unset."""

    name: str
    low: float = 0.0
    high: float = 1.0
    unit: str = ""
    settings: tuple[Any, ...] = ()
    usual: float = 0.0

    def read(self, scenario: Scenario) -> Any:
        """Where the dial stands in a scenario."""
        head, _, tail = self.name.partition(".")
        if head == "roles":
            return tail in scenario.roles
        if head in PAIRS:
            return dict(getattr(scenario, PAIRS[head])).get(tail, self.usual)
        return getattr(scenario, self.name)

    def at(self, share: float) -> Any:
        """The value a share of the way through: of the range, or of the settings in their order."""
        if self.settings:
            return self.settings[min(int(share * len(self.settings) + 1e-9), len(self.settings) - 1)]
        return self.low + share * (self.high - self.low)


def turned(scenario: Scenario, dials: Sequence[Dial], values: Sequence[Any]) -> Scenario:
    """The scenario with dials at these values."""
    changes: dict[str, Any] = {}
    for dial, value in zip(dials, values, strict=True):
        head, _, tail = dial.name.partition(".")
        if head == "roles":
            kept = [role for role in changes.get("roles", scenario.roles) if role != tail]
            changes["roles"] = [*kept, tail] if value else kept
        elif head in PAIRS:
            held = changes.setdefault(PAIRS[head], dict(getattr(scenario, PAIRS[head])))
            held[tail] = value
        else:
            changes[dial.name] = value
    return scenario.but(**changes)


def dial(name: str, scenario: Scenario) -> Dial:
    """The dial of a name: a lever, `roles.training`, `stance.POL`, `public.POL` or `assume.b_us`.

    Raises `ScenarioError` with the nearest name.
    """
    head, _, tail = name.partition(".")
    if head == "roles" and tail in ROLES:
        return Dial(name, settings=(False, True))
    if head == "stance" and tail in roster.codes():
        held = load().stances[scenario.reading].get(tail)
        return Dial(name, -3.0, 3.0, "points", usual=float(held.value) if held else 0.0)
    if head == "public" and tail in roster.codes():
        poll = float(roster.facts()["poll"][roster.codes().index(tail)])
        return Dial(name, 0.0, 1.0, "share", usual=poll)
    if head == "assume" and tail in PARAMETERS:
        low, mode, high = map(float, priors(scenario.theory)[PARAMETERS.index(tail)])
        return Dial(name, low, high, load().parameters[tail].unit, usual=mode)
    lever = BY_NAME.get(name)
    if lever is None or not (lever.column or isinstance(lever.kind, Choice)):
        raise ScenarioError(f"dial: {show(name)} cannot be turned; {nearest(name, known())}")
    if isinstance(lever.kind, Choice):
        return Dial(name, settings=lever.kind.names)
    return Dial(name, lever.low, lever.high, lever.unit)


def known() -> tuple[str, ...]:
    """Names of all levers that are dials, and one example of each other form."""
    switches = tuple(lever.name for lever in LEVERS if isinstance(lever.kind, Choice))
    roles = tuple(f"roles.{role}" for role in ROLES)
    return (*numeric_levers(), *switches, *roles, "stance.POL", "public.POL", "assume.b_us")


def numeric_levers() -> tuple[str, ...]:
    """Names of all levers with a range."""
    return tuple(lever.name for lever in LEVERS if lever.column)
