"""Denial: how likely an attack would succeed (Hirshleifer 1989).

    p_win    = 1 / (1 + ((UA + F_eff)/RU)^k)
    fighters = min( F − support, tooth·F )
    spare    = max( 0, F − fighters/tooth )
    F_eff    = fighters·quality·√( prox·min(cover, belief·W) )
    prox     = prox_floor + (1 − prox_floor)·location

Troops. Every soldier is counted once: he fights, keeps those who fight going, or is spare and frees a Ukrainian
(`arming`). Support contingents are the force's tail before anything else; a force with more of them than its fighters
need lends the rest. Source: C013, C015–C017, C070; McGrath 2007 for the tooth. Pitfalls: a share of support and a
share of tooth multiplied would count the tail twice, and four shares multiplied would shrink 200,000 to 18,000; what a
force can do and will do therefore enter as a minimum, and that with where it stands as a geometric mean. Quinlivan's
per-inhabitant ratio is for occupying a hostile population and has no place here.
"""

from __future__ import annotations

import math

from sim.rules.arithmetic import power
from sim.rules.records import Assumptions

USUAL_BALANCE = 0.72
"""Ukrainian over Russian strength at which `baseline_attack_risk` is meant: `UA` over `RU` at their likeliest."""


def proximity(p: Assumptions, location: float) -> float:
    """Worth of standing where the force stands; 0–1."""
    return p.prox_floor + (1.0 - p.prox_floor) * location


def fighters(p: Assumptions, troops: float, support_troops: float) -> float:
    """Soldiers who fight: those not in support, as far as a tail can keep them; troops."""
    return max(0.0, min(troops - support_troops, p.tooth * troops))


def spare(p: Assumptions, troops: float, fighting: float) -> float:
    """Support soldiers whom the fighters do not need; troops."""
    return max(0.0, troops - fighting / p.tooth)


def effective_force(p: Assumptions, fighting: float, near: float, cover: float, answer: float) -> float:
    """Fighting worth of the force in Ukrainian-soldier equivalents; troops. `answer`: share that will fight, 0 to 1."""
    return fighting * p.quality * math.sqrt(near * min(cover, answer))


def attack_succeeds(p: Assumptions, defenders: float, reinforcement: float) -> float:
    """p_win, Moscow's chance that an attack succeeds against so many defenders; both in troops."""
    return 1.0 / (1.0 + power(defenders / (p.RU + reinforcement), p.k))


def usual_success(p: Assumptions) -> float:
    """p_win at the balance of strength for which `baseline_attack_risk` is meant; 0–1."""
    return 1.0 / (1.0 + power(USUAL_BALANCE, p.k))
