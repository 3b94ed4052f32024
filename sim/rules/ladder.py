"""Rungs of commitment: which are open, their bonus and risk share.

    0 nothing · 1 money and arms · 2 training or basing outside Ukraine · 3 air, sea or monitoring
    4 support troops in the rear · 5 protection troops in cities · 6 forward troops

A rung is open if the mission offers it. Each rung has a bonus (how much easier it is than protection troops) and a
share of what bears on sending soldiers. Source: articles C069, C108, C113, C118, C127, C142; grade D numbers.

    z(r) = helping + risk_share(r)·sending + bonus(r) + location(r)

Pitfall: the rungs above 3 put soldiers in Ukraine and need parliament; rung 3 and below do not.
"""

from __future__ import annotations

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
CLOSED = -1e9
"""Bonus of a rung that is not on offer."""
Steps = tuple[
    tuple[float, float],
    tuple[float, float],
    tuple[float, float],
    tuple[float, float],
    tuple[float, float],
    tuple[float, float],
]
"""(share of what bears on sending, bonus) of the rungs 1 to 6."""


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


def risk_share(p: Assumptions, rung: int) -> float:
    """Share of what bears on sending soldiers that bears on this rung; protection troops are 1."""
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


def location_term(p: Assumptions, s: Levers, rung: int) -> float:
    """Aversion to standing nearer the line than the cities; support troops and the rungs below stay back. Logit."""
    if rung < 5:
        return 0.0
    return -p.b_loc * max(0.0, s.location - CITIES)


def step(p: Assumptions, s: Levers, rung: int) -> tuple[float, float]:
    """A rung's share and its bonus with location; a closed rung has a bonus no one can overcome."""
    if not is_open(s, rung):
        return 0.0, CLOSED
    return risk_share(p, rung), bonus(p, rung) + location_term(p, s, rung)


def steps(p: Assumptions, s: Levers) -> Steps:
    """All rungs above 0, the lowest first; the same for every country and month of a run."""
    return step(p, s, 1), step(p, s, 2), step(p, s, 3), step(p, s, 4), step(p, s, 5), step(p, s, 6)


def willing_at(share_and_bonus: tuple[float, float], helping: float, sending: float) -> float:
    """z(r): willingness at one rung; logit, willing above zero."""
    return helping + share_and_bonus[0] * sending + share_and_bonus[1]


def highest_off_ground(steps: Steps, helping: float, sending: float) -> float:
    """The highest rung without soldiers in Ukraine whose willingness is above zero; 0 if none."""
    rung = 1.0 if willing_at(steps[0], helping, sending) > 0.0 else 0.0
    rung = 2.0 if willing_at(steps[1], helping, sending) > 0.0 else rung
    return 3.0 if willing_at(steps[2], helping, sending) > 0.0 else rung


def highest(steps: Steps, helping: float, sending: float, barred: bool) -> float:
    """The highest rung whose willingness is above zero, 0 if none; off the ground if soldiers are `barred`.

    Six questions in a row, no loop and no whole numbers: processors answer that for several countries at once.
    """
    off_ground = highest_off_ground(steps, helping, sending)
    rung = 4.0 if willing_at(steps[3], helping, sending) > 0.0 else off_ground
    rung = 5.0 if willing_at(steps[4], helping, sending) > 0.0 else rung
    rung = 6.0 if willing_at(steps[5], helping, sending) > 0.0 else rung
    return off_ground if barred else rung


def explained(s: Levers) -> int:
    """The rung that explanations look at: support troops if they are asked for, else protection or forward troops."""
    if s.logistics > 0.0 and s.force_size > 0.0:
        return SUPPORT
    return FORWARD if s.location >= FORWARD_FROM else PROTECTION


def explained_step(p: Assumptions, s: Levers) -> tuple[float, float]:
    """Risk share and bonus of that rung, whether or not it is on offer."""
    rung = explained(s)
    return risk_share(p, rung), bonus(p, rung) + location_term(p, s, rung)


def requested(s: Levers) -> float:
    """Troops asked for, if the mission has a role for them."""
    return s.force_size if s.protection + s.logistics > 0.0 else 0.0


def support_mix(s: Levers) -> float:
    """Share of support soldiers among protection contingents: half if both roles are on offer."""
    return s.logistics / max(1.0, s.logistics + s.protection)
