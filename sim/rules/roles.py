"""Roles side by side: a state takes every role it is willing and fit for; on the ground, the most demanding of three.

    z(r) = helping + soil_r·soil + risk_r·risk + bonus_r + b_apt·(aptitude_r − ½)         taken if above zero

    off the ground   arms · training · hub (bases and logistics next door) · air · sea · monitoring
    on the ground    support in the rear · protection in the cities · forward, nearer the line than the cities

A role is on offer if the mission asks for it. What bears on soldiers on Ukrainian ground, `soil`, and what makes a
deployment dangerous, `risk`, each weigh by a share of their own: what was said about soldiers does not weigh on a hub.
Forward troops grow harder in step with how far beyond the cities the mission stands: at the cities they are protection
troops. Source: articles C069, C107, C108, C113, C118, C127, C142; comparative advantage: aptitudes from facts.csv.
Pitfall: one doubt a state for all roles, or nearly everybody takes some role by luck.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions, Levers

ARMS, TRAINING, HUB, AIR, SEA, MONITORING, SUPPORT, PROTECTION, FORWARD = range(9)
ROLE_NAMES = ("arms", "training", "hub", "air", "sea", "monitoring", "support", "protection", "forward")
ROLE_LABELS = (
    "money and arms",
    "training outside Ukraine",
    "hub and bases next door",
    "air cover",
    "navy",
    "monitoring",
    "support troops in the rear",
    "protection troops in cities",
    "forward troops",
)
RUNGS = (1, 2, 2, 3, 3, 3, 4, 5, 6)
"""Rung of commitment that a role counts as where one number is shown; 0 is nothing."""
ON_GROUND = 4
"""Rung from which a state has soldiers in Ukraine."""
AT_THE_LINE = 6
"""Rung of forward troops."""
RUNG_NAMES = (
    "nothing",
    "money and arms",
    "training or a hub outside",
    "air, sea or monitoring",
    "support troops in the rear",
    "protection troops in cities",
    "forward troops",
)
CITIES = 0.3
"""Location of the cities and infrastructure on the 0 (1,000 km back) to 1 (at the line) scale."""
CLOSED = -1e9
"""Bonus of a role that is not on offer."""
Step = tuple[float, float, float]
"""Share of what bears on soldiers, share of the risk, and bonus of a role."""
Steps = tuple[Step, Step, Step, Step, Step, Step, Step, Step, Step]
"""One step a role, in the order of ROLE_NAMES."""


def beyond_cities(s: Levers) -> float:
    """How far beyond the cities the mission stands; 0 there or behind, 1 at the line."""
    return clip((s.location - CITIES) / (1.0 - CITIES), 0.0, 1.0)


def offered(s: Levers, role: int) -> bool:
    """Whether the mission asks for this role at all."""
    if role == ARMS:
        return True
    if role == TRAINING:
        return s.training > 0.0
    if role == HUB:
        return s.basing > 0.0
    if role >= AIR and role <= SEA:
        return s.air_sea > 0.0
    if role == MONITORING:
        return s.monitoring > 0.0
    if role == SUPPORT:
        return s.force_size > 0.0 and s.logistics > 0.0
    combat = s.force_size > 0.0 and s.protection > 0.0
    return combat and (role == PROTECTION or s.location > CITIES)


def step(p: Assumptions, s: Levers, role: int) -> Step:
    """Shares and bonus of a role, whether or not it is on offer; protection troops are 1, 1 and 0."""
    if role == ARMS:
        return 0.0, 0.0, p.bonus_outside
    if role >= TRAINING and role <= HUB:
        return 0.0, p.risk_outside, p.bonus_outside
    if role < SUPPORT:
        return p.soil_air, p.risk_air, p.bonus_air
    if role == SUPPORT:
        return p.risk_support, p.risk_support, p.bonus_support
    if role == PROTECTION:
        return 1.0, 1.0, 0.0
    return 1.0, 1.0, beyond_cities(s) * p.bonus_forward


def on_offer(p: Assumptions, s: Levers, role: int) -> Step:
    """A role's step; one that is not on offer has a bonus no state can overcome."""
    if not offered(s, role):
        return 0.0, 0.0, CLOSED
    return step(p, s, role)


def steps(p: Assumptions, s: Levers) -> Steps:
    """All roles; the same for every country and month of a run."""
    return (
        on_offer(p, s, 0),
        on_offer(p, s, 1),
        on_offer(p, s, 2),
        on_offer(p, s, 3),
        on_offer(p, s, 4),
        on_offer(p, s, 5),
        on_offer(p, s, 6),
        on_offer(p, s, 7),
        on_offer(p, s, 8),
    )


def willing_at(role: Step, helping: float, soil: float, risk: float) -> float:
    """z(r): willingness to take a role for which a state is middling apt; logit, willing above zero."""
    return helping + role[0] * soil + role[1] * risk + role[2]


def on_ground(steps: Steps, helping: float, soil: float, risk: float) -> float:
    """Rung of the most demanding role on the ground that a state is willing to take; 0 if none."""
    rung = 4.0 if willing_at(steps[6], helping, soil, risk) > 0.0 else 0.0
    rung = 5.0 if willing_at(steps[7], helping, soil, risk) > 0.0 else rung
    return 6.0 if willing_at(steps[8], helping, soil, risk) > 0.0 else rung


def off_ground(
    p: Assumptions, role: Step, aptitude: float, helping: float, soil: float, risk: float
) -> float:
    """1 if a state takes a role off the ground, else 0; it never takes one for which it has no aptitude."""
    bent = p.b_apt * (aptitude - 0.5)
    return 1.0 if aptitude > 0.0 and willing_at(role, helping, soil, risk) + bent > 0.0 else 0.0


def ordered(role: Step, aptitude: float, own: float, named: float, exact: float) -> float:
    """1 if a state under an order takes a role off the ground: one it is told to, or its own unless told `exact` ones.

    A role that the mission does not ask for, or for which the state has no aptitude, cannot be ordered.
    """
    can = role[2] > CLOSED and aptitude > 0.0
    return 1.0 if can and (named > 0.0 or (own > 0.0 and exact <= 0.0)) else 0.0


def explained(s: Levers) -> int:
    """The role that explanations look at: support troops if they are asked for, else protection troops."""
    return SUPPORT if s.logistics > 0.0 and s.force_size > 0.0 else PROTECTION


def requested(s: Levers) -> float:
    """Troops asked for, if the mission has a role for them."""
    return s.force_size if s.protection + s.logistics > 0.0 else 0.0


def support_mix(s: Levers) -> float:
    """Share of support soldiers among protection contingents: half if both roles are on offer."""
    return s.logistics / max(1.0, s.logistics + s.protection)
