"""Casualties: most incidents kill nobody, a few kill many.

    P(incident kills) = kia_prob·(1 + soft·(1 − practised))·(1 + location)·role
    role   = 1 − (1 − support_risk)·support share
    killed = ⌊u^(−1/alpha)⌋ (Pareto), at most 2 % of the force
    killed in an attack = ⌊attack_loss·exposed·role·min(10, u^(−1/alpha))⌋

A hamstrung force bleeds more (C029); nearness costs, by assumption; support roles lower the risk but not the hostility
(C018, C019).
"""

from __future__ import annotations

from sim.rules.arithmetic import floor, power
from sim.rules.records import Assumptions


def role_risk(p: Assumptions, support_share: float) -> float:
    """Risk of the force's mix of roles relative to protection troops; 0–1."""
    return 1.0 - (1.0 - p.support_risk) * support_share


def kill_chance(p: Assumptions, practised: float, location: float, role: float) -> float:
    """Chance that an incident kills; 0–1."""
    return min(1.0, p.kia_prob * (1.0 + p.soft * (1.0 - practised)) * (1.0 + location) * role)


def severity(p: Assumptions, draw: float) -> float:
    """Heavy-tailed multiple, 1 or more; `draw` is uniform on [0, 1)."""
    return power(1.0 - draw, -1.0 / p.alpha)


def killed_in_incident(troops: float, multiple: float) -> float:
    """Dead of a deadly incident; persons."""
    return float(floor(min(multiple, max(1.0, 0.02 * troops))))


def killed_in_attack(p: Assumptions, exposed_troops: float, role: float, multiple: float) -> float:
    """Dead when an attack reaches the force; persons."""
    return float(floor(p.attack_loss * exposed_troops * role * min(10.0, multiple)))
