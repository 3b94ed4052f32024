"""Enablers by kind: the scarcest decides, and kinds differ in what they decide (Leontief; Hirshleifer 1983).

    served  = own + trust·US share·[the kind is among the US parts]        troops that a kind can serve
    cover   = min( 1, min( air defence, intelligence ) / F )               share of the force that is protected

Sustainment, with airlift among the US parts, caps the size of a force: what cannot be fed is not brought.
A missing cover caps what the force is worth in a fight (`denial`), raises its losses (`casualties`) and makes it a
softer target (`moscow`). Source: C013, C097, C113, C123; IISS Apr 2025: 25,000 show gaps, air defence among them, and
60,000 stretch Europe to its limit. Pitfalls: a smooth mean over kinds would hide which one binds; troops served are
planning ratios, not stocks. Lift is no kind of its own: by road and rail next door it never was the scarcer.
"""

from __future__ import annotations

from sim.rules.records import Assumptions, Levers

WILL, REQUEST, SUSTAINMENT, CONSENT = 0.0, 1.0, 2.0, 3.0
"""What keeps a force from being larger: what states promise, what is asked for, what is fed, Kyiv."""
COVERED, AIR_DEFENCE, INTELLIGENCE = 0.0, 1.0, 2.0
"""What leaves a part of a force without cover."""


def sustainment(p: Assumptions, s: Levers, trust: float) -> float:
    """Troops that can be brought and kept supplied; `trust` is the US backing others count on, 0 to 1."""
    return p.sustain_EU + p.sustain_US * trust * s.us_airlift


def air_defence(p: Assumptions, s: Levers, trust: float) -> float:
    """Troops that air defence can protect."""
    return p.air_defence_EU + p.air_defence_US * trust * s.us_air_defence


def intelligence(p: Assumptions, s: Levers, trust: float) -> float:
    """Troops that intelligence can warn and guide."""
    return p.intelligence_EU + p.intelligence_US * trust * s.us_intelligence


def cover(troops: float, served: float) -> float:
    """Share of the force that is protected; 0–1. `served`: troops that the scarcer kind can serve."""
    return served / troops if troops > served else 1.0


def limit(promised: float, request: float, sustained: float, consent: float) -> float:
    """What keeps the force from being larger, WILL to CONSENT; all but `consent` in troops."""
    if consent < 1.0:
        return CONSENT
    if promised < min(request, sustained):
        return WILL
    return REQUEST if request <= sustained else SUSTAINMENT


def gap(troops: float, defended: float, informed: float) -> float:
    """What leaves part of the force without cover, COVERED to INTELLIGENCE; in troops."""
    if troops <= min(defended, informed):
        return COVERED
    return AIR_DEFENCE if defended <= informed else INTELLIGENCE
