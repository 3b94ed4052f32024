"""Force generation: what a state can send, what it pledges, what arrives.

    reserve   R = hold + (1 − hold)·(1 − exp(−threat·km / (A/1000) / kappa))   km of border with Russia or Belarus
    threat    t·(1 − basing_relief·basing)
    capacity  C = max( min(dep·professional·A·(1 − R)/rotation, stretch·deployed before),
                       min(token_share·personnel, token_max) )
    pledge    C·(1 − rho_pub·others' share of the request)       (Olson & Zeckhauser 1966: on size)
    build-up  dF = (conv·pledge − F)/tau, drawing down over tau_out

A: army in soldiers; troops throughout. Conscripts stay at home, and no state keeps abroad much more than it ever did.
Source: C045, C046, C097, C123, C139; The Times
30 Apr 2025 for rotation. Pitfalls: rotation is about 4, so 64,000 in place need 256,000; a border with Russia or
Belarus decides how many soldiers a state can spare, not whether it wants to: the wish to guard it is why some
governments say no, and counts once, as their stance.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip, exp
from sim.rules.records import Assumptions, Facts


def felt_threat(p: Assumptions, threat: float, basing: float) -> float:
    """Threat at the border once allies stand next door; ratio. `basing`: capability share that bases there."""
    return threat * (1.0 - p.basing_relief * basing)


def reserve(p: Assumptions, c: Facts, threat: float) -> float:
    """Share of the army kept at home; grows with border length and threat, falls with army size."""
    km_per_thousand = c.border_km / max(1.0, c.army / 1000.0)
    return p.hold + (1.0 - p.hold) * (1.0 - exp(-threat * km_per_thousand / p.kappa))


def capacity(p: Assumptions, c: Facts, reserve_share: float) -> float:
    """Troops a state can keep in Ukraine for as long as needed, with rotation."""
    sustained = p.dep * c.professional * c.army * (1.0 - reserve_share) / p.rotation
    return max(min(sustained, p.stretch * c.deployed_before), min(p.token_share * c.personnel, p.token_max))


def pledge(p: Assumptions, capacity_troops: float, others_pledged: float, request: float) -> float:
    """Troops pledged: the more of the request others cover, the less one adds; never more than it has."""
    return capacity_troops * (1.0 - p.rho_pub * clip(others_pledged / request, 0.0, 1.0))


def within(total: float, limit: float) -> float:
    """Factor that brings a total down to a limit; 1 if it fits."""
    return limit / total if total > limit else 1.0


def pace(months: float) -> float:
    """Share of a gap that closes in a month."""
    return min(1.0, 1.0 / months)


def build_up(in_place: float, target: float, up: float, down: float) -> float:
    """Troops in place next: slowly up, quickly down, at these paces."""
    return in_place + (target - in_place) * (up if target > in_place else down)
