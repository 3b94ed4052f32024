"""Whether those who are hit stand: what Moscow expects is what it will meet.

Schelling 1966; McKelvey & Palfrey 1998; Signorino 1999.

    odds   = own·shared                      chance of standing = odds/(1 + odds)
    own    = exp( bind + bind_near·(near − 0.4) )                         once a state and run
    shared = exp( bind_roe·(practised − ½) − bind_us·(1 − US) )           once a month
    W      = Σ troops·chance / Σ troops      share of the force expected to stand; of a force of none, by capability
    bound  = 1 for bind_months after the attack, then falling to 0 in a straight line over as many again

An attack that meets the force puts the question to every state in it; the answer is one draw a state and run against
the very chance that Moscow reckoned with. Who stands is bound: neither the war that is now hot nor its dead drive it
out while bound, and it adds `surge` to its pledge. Who does not is barred and draws down. Standing is staying; whether
the force fights is its practised rules' affair, which only weigh here (sim/evidence/base_rates.csv: of contingents that
an army struck, 9 of 11 that fought back and 8 of 10 that did not were there six months later). Pitfalls: the draw must
not be the one of `doubt`, and must not enter W; the dead of this month must not either, or belief and act differ.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip, exp
from sim.rules.records import Assumptions

USUAL_NEARNESS = 0.4
"""Nearness at which `bind` is meant; centring, as in `willingness`."""
MONTHS_AFTER = 6.0
"""When the soldiers are counted again after an attack, as in the base rates."""


def own_odds(p: Assumptions, near: float) -> float:
    """Odds that a state stands, as far as they are its own; ratio."""
    return exp(p.bind + p.bind_near * (near - USUAL_NEARNESS))


def shared_odds(p: Assumptions, practised: float, us: float) -> float:
    """Factor that the rules of engagement and Washington put on everybody's odds; ratio."""
    return exp(p.bind_roe * (practised - 0.5) - p.bind_us * (1.0 - us))


def chance(own: float, shared: float) -> float:
    """Chance that a state stands if it is hit; 0–1."""
    odds = own * shared
    return odds / (1.0 + odds)


def bound(p: Assumptions, months_since: float) -> float:
    """How firmly a state that stood is held, so many months after the attack; 0–1."""
    return clip(2.0 - months_since / p.bind_months, 0.0, 1.0)


def reinforced(p: Assumptions, offer: float, capacity_troops: float, bound_share: float) -> float:
    """Pledge of a state that stood, never more than it has; troops."""
    return min(max(offer, capacity_troops), offer * (1.0 + p.surge * bound_share))
