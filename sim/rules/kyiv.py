"""Kyiv asks for guarantees and takes a deal when they are strong enough (C056, C059, C105).

    guarantee = 1 − (1 − π)·(1 − gain in Ukrainian strength)
    demand    = clip( demand0 − demand_Q·battlefield, 0, 1 )
    deal      once guarantee ≥ demand; it then calms a hot war by settle·consent a month

Indices. Need for guarantees rises as the battlefield worsens while willingness to send falls (X4): two quantities.
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


def calmed(p: Assumptions, so_far: float, deal: bool, consent: float) -> float:
    """How far a deal has calmed the war; 0–1."""
    return min(1.0, so_far + p.settle * consent) if deal else so_far
