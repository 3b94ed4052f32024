"""Casualties: most incidents kill nobody, a few kill many.

    P(incident kills) = kia_prob·(1 + soft·(1 − practised))·(1 + location)·role·bare
    role   = 1 − (1 − risk_support)·support share
    bare   = 1 + uncovered·(1 − cover)
    killed = ⌊u^(−1/alpha)⌋ (Pareto), at most 2 % of the force
    killed in an attack = ⌊attack_loss·exposed·role·bare·min(10, u^(−1/alpha))⌋
    expected dead = 12·[ P(probe)·P(kills)·E⌊…⌋ + P(attack)·e·attack_loss·exposed·role·bare·E min(10, …) ] a year

A hamstrung force bleeds more (C029), and so does one without air defence and intelligence (C013, C123); nearness costs,
by assumption; support roles lower the risk but not the hostility (C018, C019). The means of the tail are sums of
P(killed ≥ n) = n^(−alpha): the first three by hand, the rest as an integral.
"""

from __future__ import annotations

from sim.rules.arithmetic import exp, floor, log, power
from sim.rules.records import Assumptions

MOST_IN_ATTACK = 10.0
"""Where the heavy tail of an attack's losses is cut."""
LOGARITHMIC = 1e-6
"""Distance from 1 below which the tail's exponent counts as 1."""


def role_risk(p: Assumptions, support_share: float) -> float:
    """Risk of the force's mix of roles relative to protection troops; 0–1."""
    return 1.0 - (1.0 - p.risk_support) * support_share


def bareness(p: Assumptions, cover: float) -> float:
    """Losses of a force of which this share is covered, relative to one that is covered whole; ratio."""
    return 1.0 + p.uncovered * (1.0 - cover)


def kill_chance(p: Assumptions, practised: float, location: float, danger: float) -> float:
    """Chance that an incident kills; 0–1. `danger`: the mix of roles, and what is bare."""
    return min(1.0, p.kia_prob * (1.0 + p.soft * (1.0 - practised)) * (1.0 + location) * danger)


def severity(p: Assumptions, draw: float) -> float:
    """Heavy-tailed multiple, 1 or more; `draw` is uniform on [0, 1)."""
    return power(1.0 - draw, -1.0 / p.alpha)


def killed_in_incident(troops: float, multiple: float) -> float:
    """Dead of a deadly incident; persons."""
    return float(floor(min(multiple, most_in_incident(troops))))


def most_in_incident(troops: float) -> float:
    """Most that one incident can kill; persons."""
    return max(1.0, 0.02 * troops)


def killed_in_attack(p: Assumptions, exposed_troops: float, danger: float, multiple: float) -> float:
    """Dead when an attack reaches the force; persons. `danger`: the mix of roles, and what is bare."""
    return float(floor(p.attack_loss * exposed_troops * danger * min(MOST_IN_ATTACK, multiple)))


def tail(p: Assumptions, start: float, end: float) -> float:
    """Integral of n^(−alpha) from `start` to `end`."""
    rise = 1.0 - p.alpha
    if max(rise, -rise) < LOGARITHMIC:
        return log(end) - log(start)
    return (exp(rise * log(end)) - exp(rise * log(start))) / rise


def mean_in_incident(p: Assumptions, troops: float) -> float:
    """Mean dead of a deadly incident; persons."""
    most = float(floor(most_in_incident(troops)))
    second = power(2.0, -p.alpha) if most >= 2.0 else 0.0
    third = power(3.0, -p.alpha) if most >= 3.0 else 0.0
    return 1.0 + second + third + tail(p, 3.5, max(3.5, most + 0.5))


def death_rate(dead_a_month: float, troops: float) -> float:
    """Dead per 1,000 soldiers and year."""
    return dead_a_month * 12.0 * 1000.0 / max(1.0, troops)


def mean_in_attack(p: Assumptions) -> float:
    """Mean multiple of an attack's losses; ratio."""
    return 1.0 + tail(p, 1.0, MOST_IN_ATTACK)
