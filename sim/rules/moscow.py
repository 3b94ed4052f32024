"""Moscow chooses in sequence, by quantal response: attack first, then probe.

McKelvey & Palfrey 1995, 1998; Signorino 1999.

    P(attack, month) = σ( logit(h₀) + Lambda·ΔU + attack_hot·H − b_consent·consent − b_deal·deal )
    ΔU = V·(p_win − p_win⁰) − π·(C_EU + C_US·US) + b_prov·exposed/40,000·(1 + NATO)/2
    h₀ = 1 − (1 − P0)^(1/60)
    P(probe, month) = min(1, F/probe_size)·σ( logit(probe0) − b_answer·belief − b_mass·min(1, exposed/40,000)
                      + probe_near·(location − 0.3) + probe_nato·NATO + probe_hot·H − b_consent·consent
                      − b_watch·monitoring_share )

P0 is the lever `baseline_attack_risk`: the five-year chance of an attack with no force, no new arms, training or air
effort, and an even battlefield. Its level is not identified by any source; only differences mean something. Source:
C010, C019, C020, C079, C093. Pitfall: one multinomial choice over comply, probe and attack violates independence of
irrelevant alternatives.
"""

from __future__ import annotations

from sim.rules.arithmetic import exp, log, logistic
from sim.rules.records import Assumptions, Levers, Month
from sim.rules.roles import CITIES

PLANNED_FORCE = 40_000.0
"""Troops of the planning estimate (C080), the unit for mass."""


def monthly_risk(five_year_risk: float) -> float:
    """h₀: constant monthly chance that gives the five-year risk."""
    return 1.0 - exp(log(1.0 - five_year_risk) / 60.0)


def provocation(p: Assumptions, s: Levers, exposed_troops: float) -> float:
    """What an exposed force provokes; utility."""
    return p.b_prov * exposed_troops / PLANNED_FORCE * (1.0 + s.nato_visibility) * 0.5


def attack_chance(
    p: Assumptions, s: Levers, m: Month, risk_without_force: float, win_without_force: float, deal: bool
) -> float:
    """Chance of an attack this month; `risk_without_force` is the logit of h₀, `win_without_force` is p_win⁰."""
    gain = p.V * (m.win - win_without_force)
    punishment = m.response * (p.C_EU + p.C_US * m.guarantee)
    utility = gain - punishment + provocation(p, s, m.exposed)
    return logistic(
        risk_without_force
        + p.Lambda * utility
        + p.attack_hot * m.hostilities
        - p.b_consent * m.consent
        - p.b_deal * (1.0 if deal else 0.0)
    )


def probe_chance(
    p: Assumptions, s: Levers, m: Month, usual: float, troops: float, monitoring_share: float
) -> float:
    """Chance of a probe of the force this month, given no attack; none without a force to meet.

    `usual` is the logit of probe0, `monitoring_share` the capability share that monitors.
    """
    wish = (
        usual
        - p.b_answer * m.belief
        - p.b_mass * min(1.0, m.exposed / PLANNED_FORCE)
        + p.probe_near * (m.location - CITIES)
        + p.probe_nato * s.nato_visibility
        + p.probe_hot * m.hostilities
        - p.b_consent * m.consent
        - p.b_watch * monitoring_share
    )
    return min(1.0, troops / p.probe_size) * logistic(wish)
