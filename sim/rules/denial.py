"""Denial: how likely an attack would succeed (Hirshleifer 1989).

    p_win = 1 / (1 + ((UA + F_eff)/RU)^k)
    F_eff = F·(1 − support share)·tooth·quality·√( prox·min(enablers, belief that it fights) )
    prox  = prox_floor + (1 − prox_floor)·location

Troops. Source: C013, C015–C017. Pitfalls: four shares multiplied would shrink 200,000 to 18,000, so what a force
can do and will do enter as a minimum, and that with where it stands as a geometric mean: nothing of either is nothing.
Quinlivan's per-inhabitant ratio is for occupying a hostile population and has no place here.
"""

from __future__ import annotations

import math

from sim.rules.arithmetic import power
from sim.rules.records import Assumptions


def proximity(p: Assumptions, location: float) -> float:
    """Worth of standing where the force stands; 0–1."""
    return p.prox_floor + (1.0 - p.prox_floor) * location


def effective_force(
    p: Assumptions, troops: float, support_share: float, near: float, ceiling: float, belief: float
) -> float:
    """Fighting worth of the force in Ukrainian-soldier equivalents; troops. Support soldiers do not fight."""
    if troops <= 0.0:
        return 0.0
    enabled = min(1.0, ceiling / troops)
    return troops * (1.0 - support_share) * p.tooth * p.quality * math.sqrt(near * min(enabled, belief))


def attack_succeeds(p: Assumptions, defenders: float, reinforcement: float) -> float:
    """p_win, Moscow's chance that an attack succeeds against so many defenders; both in troops."""
    return 1.0 / (1.0 + power(defenders / (p.RU + reinforcement), p.k))
