"""The ladder of commitment: a state does not answer yes or no, it climbs.

    0 nothing · 1 money and arms · 2 training or basing outside Ukraine · 3 air, sea or monitoring
    4 support troops in the rear · 5 protection troops in cities · 6 forward troops

A rung is open if the mission offers it. Each rung has a bonus (how much easier it is than protection troops) and
carries a share of a deployment's risk. Source: articles C069, C108, C113, C118, C127, C142; grade D numbers.

    z(r) = safe + risk_share(r)·risk + bonus(r) + location(r)

Pitfall: the rungs above 3 put soldiers in Ukraine and need parliament; rung 3 and below do not.
"""

from __future__ import annotations

from sim.rules.compiled import rule
from sim.rules.records import Assumptions, Levers

NOTHING, ARMS, TRAINING, AIR, SUPPORT, PROTECTION, FORWARD = range(7)
RUNG_NAMES = (
    "nothing",
    "money and arms",
    "training or basing outside",
    "air, sea or monitoring",
    "support troops in the rear",
    "protection troops in cities",
    "forward troops",
)
CITIES = 0.3
"""Location of the cities and infrastructure on the 0 (1,000 km back) to 1 (at the line) scale."""
FORWARD_FROM = 0.8
"""Location from which protection troops stand forward."""


@rule
def is_open(s: Levers, rung: int) -> bool:
    """Whether the mission offers this rung at all."""
    if rung == 1:
        return True
    if rung == 2:
        return s.training > 0.0 or s.basing > 0.0
    if rung == 3:
        return s.air_sea > 0.0 or s.monitoring > 0.0
    if rung == 4:
        return s.force_size > 0.0 and s.logistics > 0.0
    if rung == 5:
        return s.force_size > 0.0 and s.protection > 0.0 and s.location < FORWARD_FROM
    return s.force_size > 0.0 and s.protection > 0.0 and s.location >= FORWARD_FROM


@rule
def bonus(p: Assumptions, rung: int) -> float:
    """How much easier (+) or harder (−) a rung is than protection troops; logit."""
    if rung == 1:
        return p.bonus_arms
    if rung == 2:
        return p.bonus_training
    if rung == 3:
        return p.bonus_air
    if rung == 4:
        return p.bonus_support
    if rung == 5:
        return 0.0
    return p.bonus_forward


@rule
def risk_share(p: Assumptions, rung: int) -> float:
    """Share of a deployment's risk that a rung carries; protection troops are 1."""
    if rung == 1:
        return 0.0
    if rung == 2:
        return p.risk_training
    if rung == 3:
        return p.risk_air
    if rung == 4:
        return p.risk_support
    if rung == 5:
        return 1.0
    return p.risk_forward


@rule
def location_term(p: Assumptions, s: Levers, rung: int) -> float:
    """Aversion to standing nearer the line than the cities; support troops and the rungs below stay back. Logit."""
    if rung < 5:
        return 0.0
    return -p.b_loc * max(0.0, s.location - CITIES)


@rule
def willing_at(p: Assumptions, s: Levers, rung: int, safe: float, risk: float) -> float:
    """z(r): willingness at one rung; logit, willing above zero."""
    return safe + risk_share(p, rung) * risk + bonus(p, rung) + location_term(p, s, rung)


@rule
def highest(p: Assumptions, s: Levers, top: int, safe: float, risk: float) -> int:
    """The highest open rung, at most `top`, whose willingness is above zero; 0 if none."""
    for rung in range(top, 0, -1):
        if is_open(s, rung) and willing_at(p, s, rung, safe, risk) > 0.0:
            return rung
    return 0


@rule
def lowest_ground(s: Levers) -> int:
    """The easiest ground rung the mission offers, or protection troops if it offers none: the rung explained."""
    if s.force_size > 0.0 and s.logistics > 0.0:
        return 4
    return 6 if s.location >= FORWARD_FROM else 5


@rule
def requested(s: Levers) -> float:
    """Troops asked for, if the mission has a role for them."""
    return s.force_size if s.protection + s.logistics > 0.0 else 0.0


@rule
def support_mix(s: Levers) -> float:
    """Share of support soldiers among protection contingents: half if both roles are on offer."""
    return s.logistics / max(1.0, s.logistics + s.protection)
