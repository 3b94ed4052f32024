"""Washington: a volatile signal, trust that is lost faster than won, and two separate channels.

    signal = clip( level + r_s·F/request + volatility·noise, 0, 1 )        noise has mean 0 and standard deviation 1
    trust  ← trust + (trust_up or trust_down)·(signal − trust)

Everyone acts on trust. The enabler channel raises the ceiling of the force, the guarantee channel the punishment;
`us_parts` says which of them exist. The feedback from European effort has an unknown sign (C032 against C074), so
r_s is swept. Source: C031, C058, C106, C123, C124, C135 (a reversal within a month).
"""

from __future__ import annotations

from sim.rules.arithmetic import UNIFORM_SD, clip
from sim.rules.compiled import rule
from sim.rules.records import Assumptions, Levers


@rule
def signal(p: Assumptions, s: Levers, level: float, contribution: float, draw: float) -> float:
    """What Washington says this month; index 0–1. `contribution` is deployed over requested."""
    noise = (draw - 0.5) / UNIFORM_SD
    return clip(level + p.r_s * contribution + s.us_volatility * noise, 0.0, 1.0)


@rule
def trust(p: Assumptions, before: float, heard: float) -> float:
    """Backing others count on; index 0–1."""
    pace = p.trust_up if heard > before else p.trust_down
    return before + pace * (heard - before)


@rule
def enablers(s: Levers, trusted: float) -> float:
    """US air defence, intelligence and airlift that can be counted on; 0–1."""
    return trusted * s.us_enablers


@rule
def guarantee(s: Levers, trusted: float) -> float:
    """US readiness to punish an attack that can be counted on; 0–1."""
    return trusted * s.us_guarantee


@rule
def felt(s: Levers, trusted: float) -> float:
    """Backing as a cabinet feels it: both channels alike; 0–1."""
    return trusted * 0.5 * (s.us_enablers + s.us_guarantee)
