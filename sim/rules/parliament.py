"""Parliament as a veto player (Tsebelis 2002): leaders may decide and parliaments refuse (C096); law may bar both.

    P(consent) = (1 − v) + v·σ( k_v·(G − par_mid·majority/½ + par_us·US + par_m·mandate) )

v: strength of the veto, 0–1; G: share of seats of parties that have not declared against it; majority: share of seats
that a vote needs. One draw a country and run, so a better offer can only turn a no into a yes: each parliament has a
least American backing at which it consents. Where the law asks for a mandate that the mission does not have, no vote
can help (B6 in the review). Pitfall: polls in place of seats wrongly drop the Baltic states.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip, logit
from sim.rules.records import Assumptions, Facts, Levers

ALWAYS, NEVER = -1.0, 2.0
"""Backing asked for by a parliament that consents in any case, or in none."""


def backing_asked(p: Assumptions, s: Levers, c: Facts, draw: float) -> float:
    """Least American backing at which parliament lets ground troops go; ALWAYS, NEVER, or an index."""
    veto = c.veto * s.parliament
    vote = (draw - (1.0 - veto)) / max(1e-9, veto)
    if vote <= 0.0:
        return ALWAYS
    if vote >= 1.0:
        return NEVER
    seats_missing = p.par_mid * c.majority / 0.5 - p.par_m * s.mandate - c.seats
    return clip((logit(vote) / max(1e-9, p.k_v) + seats_missing) / max(1e-9, p.par_us), ALWAYS, NEVER)


def lawful(s: Levers, c: Facts) -> bool:
    """Whether the state's law lets soldiers go abroad under the mission's mandate."""
    return s.mandate >= c.gate
