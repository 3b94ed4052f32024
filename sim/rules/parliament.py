"""Parliament as a veto player (Tsebelis 2002): leaders may decide and parliaments refuse (C096).

    P(consent) = (1 − v) + v·σ( k_v·(G − par_mid + par_us·US + par_m·mandate) )

v: strength of the veto, 0–1; G: share of seats behind the government. Pitfall: polls in place of seats wrongly drop
the Baltic states. One draw a country and run, so a better offer can only turn a no into a yes.
"""

from __future__ import annotations

from sim.rules.arithmetic import logistic
from sim.rules.records import Assumptions, Facts, Levers


def consents(p: Assumptions, s: Levers, c: Facts, us: float, draw: float) -> bool:
    """Whether parliament lets ground troops go this month."""
    veto = c.veto * s.parliament
    vote = logistic(p.k_v * (c.seats - p.par_mid + p.par_us * us + p.par_m * s.mandate))
    return draw < (1.0 - veto) + veto * vote
