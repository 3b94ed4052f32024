"""Random scenarios: every lever drawn from its own listing, so a new lever is sampled without a word here."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.evidence import load
from sim.scenario import LEVERS, Lever, Scenario, roster
from sim.scenario.injects import KINDS, SCHEDULED
from sim.scenario.levers import BY_NAME, ROLES, US_PARTS
from sim.scenario.scenario import CHOICES


def scenario(rng: np.random.Generator, **fixed: Any) -> Scenario:
    """A scenario in which each lever is left alone or drawn from all it may be, with equal chance."""
    drawn: dict[str, Any] = {"horizon": BY_NAME["horizon"].default}
    for lever in LEVERS:
        if rng.random() < 0.5:
            drawn[lever.name] = draw(lever, rng, months=(drawn | fixed)["horizon"])
    return Scenario(**(drawn | fixed))


def draw(lever: Lever, rng: np.random.Generator, *, months: int) -> Any:
    """A value the lever may take; what is dated falls within so many months."""
    codes = roster.codes()
    if lever.kind == "number":
        return float(rng.uniform(lever.low, lever.high))
    if lever.kind == "whole":
        return int(rng.integers(1, 61))
    if lever.kind == "choice":
        evidence = load()
        names = (
            CHOICES.get(lever.name) or {"theory": evidence.theories, "reading": evidence.readings}[lever.name]
        )
        return str(rng.choice(list(names)))
    if lever.kind in ("roles", "parts", "countries"):
        names = {"roles": ROLES, "parts": US_PARTS, "countries": codes}[lever.kind]
        return tuple(name for name in names if rng.random() < (0.1 if lever.kind == "countries" else 0.6))
    if lever.kind in ("stances", "publics"):
        low, high = (-3.0, 3.0) if lever.kind == "stances" else (0.0, 1.0)
        return {str(code): float(rng.uniform(low, high)) for code in rng.choice(codes, 4, replace=False)}
    if lever.kind == "assume":
        known = list(load().parameters.values())
        return {
            p.name: float(rng.uniform(p.low, p.high))
            for p in rng.choice(np.array(known, object), 5, replace=False)
        }
    if lever.kind == "injects":
        events = [inject(rng, months) for _ in range(rng.integers(1, 4))]
        return list({(e["kind"], e["month"], e.get("country")): e for e in events}.values())
    return {
        name: [
            (int(m), float(rng.uniform(BY_NAME[name].low, BY_NAME[name].high)))
            for m in rng.choice(months, min(2, months), replace=False)
        ]
        for name in SCHEDULED
        if rng.random() < 0.4
    }


def inject(rng: np.random.Generator, months: int) -> dict[str, Any]:
    """An event of any kind and any size it may have."""
    name = str(rng.choice(list(KINDS)))
    kind = KINDS[name]
    event: dict[str, Any] = {
        "kind": name,
        "month": int(rng.integers(0, months)),
        "size": float(rng.uniform(kind.low, kind.high)),
    }
    return event | ({"country": str(rng.choice(roster.codes()))} if name == "election" else {})
