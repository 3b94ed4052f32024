"""The tripwire (Schelling 1966; Fearon 1997; Reiter & Poast 2021): presence times resolve.

    π = e·[ 1 − (1 − g_E·belief)·(1 − g_U·US·(g_floor + (1 − g_floor)·belief)) ]
    e = 1 − exp(−F·prox/F0)          how surely an attack must hit the force, in Moscow's eyes and in fact

π: chance, in Moscow's eyes, that an attack meets a response beyond Ukraine's own. F0 spans the dispute from 1,500
(Schelling) to over 30,000 (Reiter & Poast). Source: C021, C023, C129. Pitfall: an additive form lets an inert force
deter. With `presence` at 0 the guarantee alone commits and e is 1 (Fuhrmann & Sechser 2014).
"""

from __future__ import annotations

from sim.rules.arithmetic import exp
from sim.rules.records import Assumptions


def touched(p: Assumptions, exposed_troops: float) -> float:
    """Chance that an attack hits the force; 0–1."""
    return 1.0 - exp(-exposed_troops / p.F0)


def exposure(p: Assumptions, exposed_troops: float) -> float:
    """How surely an attack engages those who sent the force or guarantee it; 0–1."""
    return p.presence * touched(p, exposed_troops) + (1.0 - p.presence)


def response(p: Assumptions, exposure_share: float, belief: float, us_guarantee: float) -> float:
    """π: chance that an attack meets a European or American response; 0–1."""
    europe = p.g_E * belief
    america = p.g_U * us_guarantee * (p.g_floor + (1.0 - p.g_floor) * belief)
    return exposure_share * (1.0 - (1.0 - europe) * (1.0 - america))
