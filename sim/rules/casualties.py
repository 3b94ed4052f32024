"""Casualties: most incidents kill nobody, a few kill many.

    P(incident kills) = kia_prob·(1 + soft·(1 − practised))·(1 + location)·role
    role   = 1 − (1 − support_risk)·support share
    killed = ⌊u^(−1/alpha)⌋ (Pareto), at most 2 % of the force
    killed in an attack = ⌊attack_loss·exposed·role·min(10, u^(−1/alpha))⌋

A hamstrung force bleeds more (C029); nearness costs, by assumption; support roles lower the risk but not the hostility
(C018, C019).
"""

from __future__ import annotations

import math

from sim.rules.arithmetic import power
from sim.rules.compiled import rule
from sim.rules.records import Assumptions


@rule
def role_risk(p: Assumptions, support_share: float) -> float:
    """Risk of the force's mix of roles relative to protection troops; 0–1."""
    return 1.0 - (1.0 - p.support_risk) * support_share


@rule
def kill_chance(p: Assumptions, practised: float, location: float, role: float) -> float:
    """Chance that an incident kills; 0–1."""
    return min(1.0, p.kia_prob * (1.0 + p.soft * (1.0 - practised)) * (1.0 + location) * role)


@rule
def severity(p: Assumptions, draw: float) -> float:
    """Heavy-tailed multiple, 1 or more; `draw` is uniform on [0, 1)."""
    return power(1.0 - draw, -1.0 / p.alpha)


@rule
def killed_in_incident(troops: float, multiple: float) -> float:
    """Dead of a deadly incident; persons."""
    return math.floor(min(multiple, max(1.0, 0.02 * troops)))


@rule
def killed_in_attack(p: Assumptions, exposed_troops: float, role: float, multiple: float) -> float:
    """Dead when an attack reaches the force; persons."""
    return math.floor(p.attack_loss * exposed_troops * role * min(10.0, multiple))
