"""The order of a month: thirteen phases.

`engine.model.Replicate.step` has the same phases, in the same words and order, with agents. Every number comes from a
rule. Levers `s`, assumptions `p` and what follows from both, `k`, stay the same all run; the state `w` and the
countries `own` remember; `m` is the month as everybody sees it, `a` the force.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.layout import Constants, Countries, Draws, Prior, Results, RunInput, RunState
from sim.engine.month import (
    coalition,
    countries,
    deployment,
    measure,
    moscow,
    orders,
    outlook,
    phases,
    standing,
    truce,
)
from sim.rules import casualties, denial, escalation, force, priors, roles
from sim.rules import moscow as choice
from sim.rules.arithmetic import logit
from sim.rules.records import Assessment, Assumptions, Levers, Month


def run(given: RunInput, horizon: int, traced_country: int, results: Results) -> None:
    """One replicate of one scenario; `traced_country`: position of the country whose terms are written, if any are."""
    p, k, w, own, m, a = Assumptions(), Constants(), RunState(), Countries(), Month(), Assessment()
    s, panel, known, facts, draws = given.levers, given.panel, given.known, given.facts, given.draws
    assume(given.fixed, given.prior, draws, p)
    derive_constants(s, p, k)
    begin(s, w)
    countries.seat(p, s, facts, panel, draws, own)
    standing.weigh_odds(p, own)
    for month in range(horizon):
        # 1. The calendar turns.
        phases.turn_calendar(p, s, w, given.calendar[month], m)
        countries.hold_elections(p, given.elections, draws, month, own)
        standing.loosen(p, w, month, own)
        # 2. Washington sends its signal.
        phases.send_signal(p, s, k, w, draws.months[month].signal, m)
        # 3. All decide.
        outlook.look_ahead(p, k, given, w, m, own, a)
        countries.set_reserves(p, facts, panel, w, m, own)
        countries.weigh(p, s, k, m, panel, known, own)
        orders.take_orders(given.orders, s, m, month, own)
        coalition.settle(p, k, m, month, given, w, own)
        if month < len(results.terms):
            measure.terms(p, s, m, w, panel, known, own, traced_country, results.terms[month])
        countries.choose_roles(p, k, panel, known, own)
        orders.carry_out(given.orders, k, month, known, own)
        countries.take_rungs(month, own)
        countries.pledge(p, k, w.others_pledged, own)
        orders.size_pledges(given.orders, month, own)
        # 4. All commit.
        countries.commit(k, known, w, own)
        # 5. The force moves.
        deployment.deploy(p, s, k, w, m, own)
        orders.note_hindrances(given.orders, m, month, own)
        # 6. Ukraine grows stronger.
        phases.grow_stronger(p, w, m)
        # 7. Moscow assesses force and resolve.
        outlook.look_at_force(w, m, own, a)
        outlook.assess(p, s, k, w, m, a)
        # 8. Kyiv weighs the guarantee, and both weigh a truce.
        truce.negotiate(p, s, w, m, a)
        # 9. Moscow chooses whether to attack.
        moscow.choose_attack(p, s, k, draws.run.attack, w, m, a)
        if not w.attacked and (m.attack or month == horizon - 1):
            coalition.find_ends(p, k, month, given, w, own)
            measure.coalition(w, m, a, panel, own, results)
        # 10. An attack or a probe meets the force.
        moscow.confront(p, s, k, draws, month, w, m, a, own)
        # 11. Moscow learns.
        phases.learn(p, w)
        # 12. Publics react, and some states leave.
        countries.react(p, w, m, a, draws, month, own)
        # 13. The bill comes in.
        phases.pay(p, w)
        standing.count_again(s, w, month)
        if month < len(results.months):
            measure.path(w, m, panel, known, own, results.months[month])
    measure.account(w, results.run)


def assume(fixed: Sequence[float], prior: Prior, draws: Draws, p: Assumptions) -> None:
    """Draw every parameter of this replicate, or take the value the scenario fixes."""
    for i in range(len(fixed)):
        drawn = priors.triangular(prior.low[i], prior.mode[i], prior.high[i], draws.parameters[i])
        p[i] = drawn if math.isnan(fixed[i]) else fixed[i]


def derive_constants(s: Levers, p: Assumptions, k: Constants) -> None:
    """Work out what follows from levers and assumptions and stays the same all run."""
    k.request = roles.requested(s)
    k.role_mix = roles.support_mix(s)
    k.climb = escalation.climb_chance(p, s)
    k.usual_attack = logit(choice.monthly_risk(s.baseline_attack_risk))
    k.usual_probe = logit(p.probe0)
    k.usual_win = denial.usual_success(p)
    k.incident_dead = casualties.mean_in_incident(p, k.request)
    k.attack_multiple = casualties.mean_in_attack(p)
    k.up, k.down = force.pace(p.tau), force.pace(p.tau_out)
    k.steps, k.explained = roles.steps(p, s), roles.step(p, s, roles.explained(s))


def begin(s: Levers, w: RunState) -> None:
    """Set the state as it is before the first month; what is not named here is zero."""
    w.trust = s.us_backing
    w.peace = 1.0
    w.attack_month = w.stood = w.fought = w.after = math.nan
    w.threat_at_reserve = math.nan
    w.tension = w.peak = escalation.QUIET
