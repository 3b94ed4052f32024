"""Scenarios that tests share, and random ones: a lever is drawn by its own kind, a new one without a word here."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.evidence import load
from sim.scenario import BY_NAME, LEVERS, Scenario
from sim.scenario.kinds import Number
from sim.scenario.possible import never

BUSY = Scenario().but(
    roe=0.8,
    hostilities=0.2,
    russian_consent=0.3,
    location=0.85,
    arming=0.2,
    nato_visibility=0.5,
    us_backing=0.6,
    horizon=48,
    roles=("protection", "logistics", "training", "air_sea", "monitoring", "basing"),
    injects=[{"kind": "mass_casualty_strike", "month": 6}, {"kind": "drone_incursion", "month": 3}],
)
"""A scenario in which every mechanism has something to do."""
ALIKE: dict[str, Any] = {"theory": "consensus", "horizon": 24, "schedule": (), "injects": (), "orders": ()}
"""What scenarios must have in common to go abreast."""

HOT: dict[str, Any] = {
    "baseline_attack_risk": 0.9,
    "force_size": 40_000.0,
    "roles": ("protection", "logistics"),
    "roe": 0.9,
    "location": 0.9,
    "assume": {"b0": 3.0, "war_E": load().parameters["war_E"].ceiling},
}
"""A forward force with robust rules, and an attack that is likely to come and to become war."""


def scenario(rng: np.random.Generator, **fixed: Any) -> Scenario:
    """A scenario in which each lever is left alone or drawn from all it may be, with equal chance.

    Of random orders it keeps those that it can carry out.
    """
    drawn: dict[str, Any] = {"horizon": BY_NAME["horizon"].default}
    for lever in LEVERS:
        if rng.random() < 0.5:
            drawn[lever.name] = lever.kind.sample(rng, months=(drawn | fixed)["horizon"])
    levers = drawn | fixed
    orders = BY_NAME["orders"].kind.check("orders", levers.pop("orders", ()))
    without = Scenario(**levers)
    return without.but(orders=[order for order in orders if not never(order, without)])


def corner(rng: np.random.Generator, **fixed: Any) -> Scenario:
    """A scenario with every numeric lever at its least or most, and assumptions as far as they may be fixed."""
    ends = {
        lever.name: float(rng.choice((lever.low, lever.high)))
        for lever in LEVERS
        if isinstance(lever.kind, Number)
    }
    known = load().parameters.values()
    far = {p.name: float(rng.choice((p.floor, p.ceiling))) for p in known if rng.random() < 0.5}
    return scenario(rng, **ends, assume=far, **fixed)
