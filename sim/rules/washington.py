"""Washington: a volatile signal, trust that is lost faster than won, and two separate channels.

    level′ = clip( level + 4·level·(1 − level)·r_s·F/request, 0, 1 )
    swing  = min( volatility, level′/√3, (1 − level′)/√3 )              standard deviation of the signal
    signal = level′ + swing·noise                                       noise: uniform, mean 0, standard deviation 1
    trust  ← trust + (trust_up or trust_down)·(signal − trust)

Everyone acts on trust. Each part of the backing has its own work, and `us_parts` says which exist: airlift carries and
feeds the force, air defence and intelligence cover it (`enablers`), the guarantee punishes; only the last is backing
as a cabinet feels it, which feels a missing cover as such. The feedback from European effort has an unknown sign (C032 against C074), so r_s
is swept; a Washington that is fully in or fully out is not moved by it. Source: C031, C058, C106, C123, C124, C135 (a
reversal within a month). Pitfall: noise cut off at 0 or 1 would shift the mean, hence the smaller swing near the ends.
"""

from __future__ import annotations

from sim.rules.arithmetic import UNIFORM_SD, clip
from sim.rules.records import Assumptions, Levers


def moved(p: Assumptions, level: float, contribution: float) -> float:
    """Level after European effort has kept the US in, or let it leave; 0–1. `contribution`: deployed over requested."""
    return clip(level + 4.0 * level * (1.0 - level) * p.r_s * contribution, 0.0, 1.0)


def swing(s: Levers, level: float) -> float:
    """Standard deviation of this month's signal; index."""
    return min(s.us_volatility, 2.0 * UNIFORM_SD * min(level, 1.0 - level))


def signal(level: float, swing_sd: float, draw: float) -> float:
    """What Washington says this month; index 0–1."""
    return clip(level + swing_sd * (draw - 0.5) / UNIFORM_SD, 0.0, 1.0)


def trust(p: Assumptions, before: float, heard: float) -> float:
    """Backing others count on; index 0–1."""
    pace = p.trust_up if heard > before else p.trust_down
    return before + pace * (heard - before)


def guarantee(s: Levers, trusted: float) -> float:
    """US readiness to stand behind the force and punish an attack, out of what is trusted; 0–1."""
    return trusted * s.us_guarantee
