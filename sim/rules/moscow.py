"""Moscow chooses in sequence, by quantal response: attack first, then probe.

McKelvey & Palfrey 1995, 1998; Signorino 1999.

    P(attack, month) = σ( logit(h₀) + Lambda·ΔU + b_fighting·H − b_consent·consent )
    ΔU = V·(p_win − p_win⁰) − C_EU·π_E − C_US·π_U + b_prov·exposed/40,000·(1 + NATO)/2
    h₀ = 1 − (1 − P0)^(1/60)
    P(probe, month) = (1 − e^(−exposed/probe_size))·σ( logit(probe0) − b_answer·belief − b_soft·(1 − e^(−able/F_soft))
                      + b_losses·max(0, q) + probe_nato·NATO + b_fighting·H − b_consent·consent )
    able = fighters·belief·cover

P0 is the lever `baseline_attack_risk`: the five-year chance of an attack with no force, no new arms, training or air
effort, an even battlefield, and the usual balance of strength (p_win⁰, `denial.usual_success`). Its level is not
identified by any source; only differences mean something. A stronger adversary wins more often and so attacks more
often, with a force or without one. A force that could not answer is a soft target (C077); who loses at the front looks
for one (Fjelde, Hultman & Bromley 2016, on peacekeepers). Source: C010, C019, C020, C029, C077, C079, C093. Pitfalls:
one multinomial choice over comply, probe and attack violates independence of irrelevant alternatives; p_win⁰ from the
drawn strengths would cancel them.
"""

from __future__ import annotations

from sim.rules.arithmetic import exp, log, logistic
from sim.rules.records import Assessment, Assumptions, Levers, Month

PLANNED_FORCE = 40_000.0
"""Troops of the planning estimate (C080), the unit for mass."""


def monthly_risk(five_year_risk: float) -> float:
    """h₀: constant monthly chance that gives the five-year risk."""
    return 1.0 - exp(log(1.0 - five_year_risk) / 60.0)


def provocation(p: Assumptions, s: Levers, exposed_troops: float) -> float:
    """What an exposed force provokes; utility."""
    return p.b_prov * exposed_troops / PLANNED_FORCE * (1.0 + s.nato_visibility) * 0.5


def utility(p: Assumptions, s: Levers, a: Assessment, usual_win: float) -> float:
    """ΔU: what an attack is worth to Moscow, against the usual balance and nobody's answer; utility."""
    gain = p.V * (a.win - usual_win)
    return gain - p.C_EU * a.europe - p.C_US * a.america + provocation(p, s, a.exposed)


def attack_chance(p: Assumptions, m: Month, usual: float, worth: float) -> float:
    """Chance of an attack this month; `usual` is the logit of h₀, `worth` is ΔU."""
    return logistic(usual + p.Lambda * worth + p.b_fighting * m.hostilities - p.b_consent * m.consent)


def probe_chance(p: Assumptions, s: Levers, m: Month, a: Assessment, usual: float) -> float:
    """Chance of a probe of the force this month, given no attack; none without a force to meet.

    `usual` is the logit of probe0. The nearer to the line, the more of a force there is to meet.
    """
    able = a.fighters * m.belief * a.cover
    wish = (
        usual
        - p.b_answer * m.belief
        - p.b_soft * (1.0 - exp(-able / p.F_soft))
        + p.b_losses * max(0.0, m.battlefield)
        + p.probe_nato * s.nato_visibility
        + p.b_fighting * m.hostilities
        - p.b_consent * m.consent
    )
    return (1.0 - exp(-a.exposed / p.probe_size)) * logistic(wish)
