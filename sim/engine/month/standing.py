"""Who stands when an attack meets the force: what is expected of all, and the question put to each."""

from __future__ import annotations

from sim.engine.layout import Countries, CountryConstants, Draws, Panel, RunState
from sim.rules import standing
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assumptions, Levers, Month


def weigh_odds(p: Assumptions, own: Countries) -> None:
    """Set each state's own odds of standing, which stay the same all run."""
    for i in range(own.taken):
        own.odds[i] = standing.own_odds(p, own.near[i])


def of_force(m: Month, own: Countries, troops: float) -> float:
    """Share of a force of so many troops that is expected to stand; 0–1."""
    total = 0
    for i in range(own.taken):
        total += whole(own.troops[i] * standing.chance(own.odds[i], m.shared_odds) * PARTS)
    return min(1.0, total / PARTS / troops) if troops > 0.0 else 0.0


def of_members(m: Month, panel: Panel, known: CountryConstants, own: Countries) -> float:
    """Share of all members' capability that would be expected to stand; 0–1."""
    total = weights = 0
    for i in range(own.taken):
        weight = known.weight[i] if panel.member[i] > 0.0 else 0.0
        total += whole(weight * standing.chance(own.odds[i], m.shared_odds) * PARTS)
        weights += whole(weight * PARTS)
    return float(total) / float(weights) if weights > 0 else 0.0


def put_to_test(m: Month, draws: Draws, w: RunState, own: Countries) -> None:
    """10. An attack meets the force: each state in it stands and is bound, or leaves for good."""
    stood = 0
    for i in range(own.taken):
        if own.troops[i] > 0.0:
            if draws.countries[i].nerve < standing.chance(own.odds[i], m.shared_odds):
                own.bound[i] = 1.0
                stood += whole(own.troops[i] * PARTS)
            else:
                w.withdrawals += 1.0 - own.barred[i]
                own.barred[i] = 1.0
    w.stood = min(1.0, stood / PARTS / max(1.0, w.troops))


def loosen(p: Assumptions, w: RunState, month: int, own: Countries) -> None:
    """1. The calendar turns: what binds those who stood wears off."""
    if w.attacked:
        held = standing.bound(p, float(month) - w.attack_month)
        for i in range(own.taken):
            own.bound[i] = held if own.bound[i] > 0.0 else 0.0


def count_again(s: Levers, w: RunState, month: int) -> None:
    """Count the soldiers that are there some months after the attack; a force that is simply there stays."""
    if s.granted <= 0.0 and float(month) == w.attack_month + standing.MONTHS_AFTER:
        w.after = min(1.0, w.troops / w.before) if w.before > 0.0 else w.after
