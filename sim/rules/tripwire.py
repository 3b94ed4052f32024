"""The tripwire (Schelling 1966; Fearon 1997; Reiter & Poast 2021): presence times resolve.

    e   = 1 − exp(−F·prox/F0)                  how surely an attack must hit the force, in Moscow's eyes and in fact
    π_E = e·belief·W                           share of the force that answers and stands
    π_U = e·US·g_U·(g_floor + (1 − g_floor)·belief·W)       chance that the US joins
    π   = 1 − (1 − π_E)·(1 − π_U)              what both come to, as Kyiv weighs it

W is the share expected to stand (`standing`). Both are exact means of what happens: put the answer, 0 or 1, and the
share that stood in the place of belief and W. F0 spans the dispute from 1,500 (Schelling) to over 30,000 (Reiter &
Poast). Source: C021, C023, C129. Pitfall: an additive form lets an inert force deter. With `presence` at 0 the
guarantee alone commits and e is 1 (Fuhrmann & Sechser 2014).
"""

from __future__ import annotations

from sim.rules.arithmetic import exp
from sim.rules.records import Assumptions


def touched(p: Assumptions, exposed_troops: float) -> float:
    """Chance that an attack hits the force; 0–1."""
    return 1.0 - exp(-exposed_troops / p.F0)


def exposure(p: Assumptions, touched_chance: float) -> float:
    """How surely an attack engages those who sent the force or guarantee it; 0–1."""
    return p.presence * touched_chance + (1.0 - p.presence)


def joining(p: Assumptions, us: float, answered: float) -> float:
    """Chance that the US joins once it is engaged; 0–1. `answered`: share of the force that answers and stands."""
    return p.g_U * us * (p.g_floor + (1.0 - p.g_floor) * answered)


def either(europe: float, america: float) -> float:
    """π: chance of a response beyond Ukraine's own; 0–1."""
    return 1.0 - (1.0 - europe) * (1.0 - america)
