"""Withdrawal after losses: small peace missions leave early, and those that leave in shock stay out.

    h = exit0·log₁₀(1 + own dead of a month)·(1 − S)·(1 − bound)      the state leaves once 1 − Π(1 − h) exceeds its draw

The shock of one month counts, not the sum of years: UNAMIR, UNOSOM II and MNF Beirut (missions.csv) lost contingents
after single days, while missions that bled slowly stayed. Mueller 1973 for the logarithm. Leaving for lack of
willingness needs no rule of its own: the rung falls, against the audience cost of `willingness.lock_in`. A state that
stood its ground in an attack has decided already and is bound for a while (`standing`). Pitfall: a draw a month would
unpair runs.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions


def staying(p: Assumptions, chance_so_far: float, tenfolds: float, support: float, bound: float) -> float:
    """Chance that a state is still in after this month; 0–1. `tenfolds`: `publics.grief` of the month's own dead."""
    return chance_so_far * (1.0 - clip(p.exit0 * tenfolds * (1.0 - support) * (1.0 - bound), 0.0, 1.0))
