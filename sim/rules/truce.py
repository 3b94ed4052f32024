"""A truce: signed by two, broken by one (Fearon 1995; Werner & Yuen 2005; Fortna 2003, 2004).

    Kyiv signs    G + push ≥ demand + claim_Q·max(0, q)
    Moscow signs  consent·(1 + push) − aversion·min(1, F/40,000)·(1 + NATO)/2 ≥ claim0 − claim_Q·q
    break, month  odds = frail/(1 − frail)·exp( frail_share·Lambda·ΔU + b_forced·forced − b_watch·monitoring_share
                         − b_consent·consent ),   frail = frail0/(1 + age/settle_in)

q is the battlefield, G and demand are Kyiv's (`kyiv`), ΔU is Moscow's utility of an attack (`moscow`), `push` outside
pressure. A truce is forced if without the pressure one of the two would not have signed; such truces fail sooner.
Both claims lean on the front by the same weight: a Kyiv that wins wants more than a frozen line, a Moscow that wins
more than it offers, so truces cluster at stalemate. A guarantee lengthens a truce through ΔU alone. While it stands
there is no fighting but what an event brings; on an attack the paper itself has no hold. Broken, for cool_off months
fighting is back at `flare` and nobody signs; an attack breaks it at once. Source: C019, C056, C058, C059, C092, C105,
C137, C144. Pitfalls: the draw of a break needs an address of its own; without cool_off a truce flickers.
"""

from __future__ import annotations

from sim.rules.arithmetic import exp
from sim.rules.moscow import PLANNED_FORCE
from sim.rules.records import Assumptions, Levers, Month

LEAST_CLAIM = 1e-9
"""Moscow never signs for nothing at all."""
FRAILEST = 0.999
"""Highest monthly chance of a break before its circumstances are weighed."""


def kyiv_signs(p: Assumptions, m: Month, push: float) -> bool:
    """Whether the guarantee, with the pressure, is enough for Kyiv."""
    return m.guarantee_index + push >= m.demand + p.claim_Q * max(0.0, m.battlefield)


def moscow_signs(p: Assumptions, s: Levers, m: Month, troops: float, push: float) -> bool:
    """Whether Moscow's consent, with the pressure, outweighs what it minds about the force and what it claims."""
    minded = p.aversion * min(1.0, troops / PLANNED_FORCE) * (1.0 + s.nato_visibility) * 0.5
    claim = max(LEAST_CLAIM, p.claim0 - p.claim_Q * m.battlefield)
    return m.consent * (1.0 + push) - minded >= claim


def break_chance(
    p: Assumptions, m: Month, age: float, utility: float, forced: bool, monitoring_share: float
) -> float:
    """Chance that a truce of this age, in months, breaks this month."""
    frail = min(FRAILEST, p.frail0 / (1.0 + age / p.settle_in))
    strain = (
        p.frail_share * p.Lambda * utility
        + p.b_forced * (1.0 if forced else 0.0)
        - p.b_watch * monitoring_share
        - p.b_consent * m.consent
    )
    odds = frail / (1.0 - frail) * exp(strain)
    return odds / (1.0 + odds)
