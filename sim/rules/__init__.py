"""The rulebook: one mechanism a file, pure scalar functions, each with its equation, units, source and pitfalls."""

from __future__ import annotations

from sim.rules import (
    arming,
    casualties,
    cost,
    denial,
    escalation,
    force,
    kyiv,
    ladder,
    learning,
    moscow,
    parliament,
    priors,
    publics,
    tripwire,
    washington,
    willingness,
    withdrawal,
)

__all__ = [
    "arming",
    "casualties",
    "cost",
    "denial",
    "escalation",
    "force",
    "kyiv",
    "ladder",
    "learning",
    "moscow",
    "parliament",
    "priors",
    "publics",
    "tripwire",
    "washington",
    "willingness",
    "withdrawal",
]
