"""Kyiv asks for guarantees and is content when they are strong enough (C056, C059, C105).

    guarantee = 1 − (1 − π)·(1 − gain in Ukrainian strength)
    demand    = clip( demand0 − demand_Q·battlefield, 0, 1 )

Indices. Need for guarantees rises as the battlefield worsens while willingness to send falls (X4): two quantities.
Pitfall: the gain leaves the battlefield out, which already stands in the demand; counted in both it made a deal turn
from never to always within a point of the index. Content is not a truce: that takes two (`truce`).
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions


def guarantee_index(p: Assumptions, response: float, defenders: float) -> float:
    """Strength of what Kyiv is offered: a response, or more strength of its own; 0–1."""
    gain = clip(defenders / p.UA - 1.0, 0.0, 1.0)
    return 1.0 - (1.0 - response) * (1.0 - gain)


def demand(p: Assumptions, battlefield: float) -> float:
    """Guarantee Kyiv asks for; 0–1."""
    return clip(p.demand0 - p.demand_Q * battlefield, 0.0, 1.0)
