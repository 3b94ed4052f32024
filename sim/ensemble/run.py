"""One run, compiled: the same months as `model.DeploymentModel.step`, in the same words and order.

Every number comes from a rule. Arguments as in the rules: levers `s`, assumptions `p`; `w` is the world, `own`
holds a row of seats for each quantity of `state.OWN`, `tape` the replicate's draws (see `chance`).
"""

from __future__ import annotations

import math

from sim import chance
from sim.ensemble import countries, encounters, measure
from sim.ensemble.countries import Flags, Reals, Rows
from sim.ensemble.state import SEATS
from sim.rules import (
    arming,
    casualties,
    cost,
    denial,
    escalation,
    force,
    kyiv,
    ladder,
    learning,
    moscow,
    priors,
    publics,
    tripwire,
    washington,
)
from sim.rules.arithmetic import PARTS, clip, logit
from sim.rules.compiled import rule
from sim.rules.records import Row

US_BACKING, HOSTILITIES, BATTLEFIELD, ARMING, CONSENT, ROE = range(6)
BREACH, RALLY, THREAT, DEAD, REINFORCEMENT, HOST_CONSENT = range(6, 12)
"""Columns of the calendar, as listed in `scenario.injects.CHANNELS`."""
PURPOSES = len(chance.MONTH_PURPOSES)


@rule
def assume(values: Reals, prior: Reals, fixed: Reals, tape: Reals) -> None:
    """Draw every parameter of this replicate, or take the value the scenario fixes."""
    low, mode, high = prior[0], prior[1], prior[2]
    for k in range(len(values)):
        drawn = priors.triangular(low[k], mode[k], high[k], tape[k])
        values[k] = drawn if math.isnan(fixed[k]) else fixed[k]


@rule
def dated(value: float, usual: float) -> float:
    """A lever this month: the calendar's value, or the scenario's own."""
    return usual if math.isnan(value) else value


@rule
def begin(s: Row, w: Row) -> None:
    """The first morning: nothing has happened."""
    w.trust = s.us_backing
    w.joined = w.others_pledged = w.payers = w.trainers = w.airmen = 0.0
    w.announced = w.pledged = w.troops = w.rear = 0.0
    w.delivered = w.trained = 0.0
    w.answered = w.ignored = 0.0
    w.peace = 1.0
    w.attacked = w.deal = False
    w.attack_month = w.mustered = math.nan
    w.tension = w.peak = 1
    w.rally = w.calmed = 0.0
    w.incidents = w.answers = w.clashes = w.tests = 0.0
    w.kia = w.withdrawals = w.cost = 0.0


@rule
def place(s: Row, p: Row, w: Row, request: float, ceiling: float, host: float, own: Row) -> None:
    """The force moves: pledges become troops as far as the request, the enablers and Kyiv allow."""
    troops, rung = own.troops, own.rung
    if s.granted > 0.0:
        capacity = 0
        for i in range(SEATS):
            capacity += int(own.capacity[i] * PARTS)
        arriving = request * host / max(1.0, capacity / PARTS)
        for i in range(SEATS):
            troops[i] = arriving * own.capacity[i]
    else:
        ready = p.conv * w.others_pledged
        arriving = force.within(ready, min(request, ceiling)) * host
        countries.deploy(p, arriving, own)
    all_rear = s.protection <= 0.0
    some_rear = s.granted <= 0.0
    total = rear = 0
    for i in range(SEATS):
        there = int(troops[i] * PARTS)
        total += there
        rear += there if all_rear or (some_rear and rung[i] == ladder.SUPPORT) else 0
    w.troops, w.rear = total / PARTS, rear / PARTS
    if s.granted > 0.0:
        w.troops = w.announced = w.pledged = request * host


@rule
def where(s: Row, w: Row) -> float:
    """Location of the force on average: support contingents stand no nearer than the cities."""
    if w.troops <= 0.0:
        return s.location
    forward = w.troops - w.rear
    back = min(s.location, ladder.CITIES)
    return (w.rear * back + forward * s.location) / w.troops


@rule
def run(  # noqa: C901 (the order of a month stands in one place)
    s: Row,
    p: Row,
    facts: Rows,
    member: Flags,
    calendar: Reals,
    elections: Reals,
    tape: Reals,
    w: Row,
    own: Row,
    out: Row,
    by_country: Reals,
    by_month: Reals,
    watched: int,
    trace: Reals,
) -> None:
    """All months of one run.

    Fills `out` (outcomes.RUN) and, as far as they have rows, `by_country` (countries, outcomes), `by_month` (months,
    outcomes) and `trace` (months, terms) for the country at position `watched`.
    """
    request = ladder.requested(s)
    risk_without_force = logit(moscow.monthly_risk(s.baseline_attack_risk))
    win_without_force = denial.attack_succeeds(p, p.UA, 0.0)
    role_mix = ladder.support_mix(s)
    usual_probe = logit(p.probe0)
    climb = escalation.climb_chance(p, s)
    steps, looked_at = ladder.steps(p, s), ladder.explained_step(p, s)
    for month in range(s.horizon):
        now = calendar[month]
        draws = tape[chance.MONTH_AT + PURPOSES * month : chance.MONTH_AT + PURPOSES * (month + 1)]

        # The calendar turns.
        battlefield = dated(now[BATTLEFIELD], s.battlefield)
        consent = dated(now[CONSENT], s.russian_consent)
        roe = dated(now[ROE], s.roe)
        threat = force.felt_threat(p, s.border_threat + now[THREAT], w.trainers * s.basing)
        shooting = w.attacked or w.tension >= escalation.LIMITED_WAR
        at_war = 1.0 if shooting else dated(now[HOSTILITIES], s.hostilities) - w.calmed + now[BREACH]
        hostilities = clip(at_war, 0.0, 1.0)
        for e in range(len(elections)):
            if elections[e, 0] == s.calendar and elections[e, 1] == month:
                own.stance[int(elections[e, 2])] = elections[e, 3]

        # Washington speaks.
        contribution = w.troops / max(1.0, request)
        level = washington.moved(p, dated(now[US_BACKING], s.us_backing), contribution)
        noise = washington.swing(s, level)
        w.trust = washington.trust(p, w.trust, washington.signal(level, noise, draws[chance.SIGNAL]))
        us, swing = washington.felt(s, w.trust), washington.felt(s, noise)
        guarantee = washington.guarantee(s, w.trust)

        # All decide, then all commit.
        if threat != w.mustered:
            w.mustered = threat
            countries.muster(p, facts, member, threat, own)
        if len(trace) > 0:
            measure.terms(
                p, s, w.joined, us, swing, roe, hostilities, battlefield, threat, own, watched, trace[month]
            )
        countries.weigh(
            p,
            s,
            steps,
            looked_at,
            w.joined,
            us,
            swing,
            roe,
            hostilities,
            battlefield,
            threat,
            now[HOST_CONSENT],
            own,
        )
        countries.climb(p, s, facts, tape, steps, w, month, us, request, own)
        countries.commit(w, request, own)

        # The force moves.
        ceiling = force.ceiling(p, washington.enablers(s, w.trust), w.trainers * s.basing)
        place(s, p, w, request, ceiling, now[HOST_CONSENT], own)
        location = where(s, w)
        near = denial.proximity(p, location)
        exposed = w.troops * near
        support_troops = w.rear + (w.troops - w.rear) * role_mix
        support_share = support_troops / max(1.0, w.troops)
        role = casualties.role_risk(p, support_share)

        # Ukraine grows stronger.
        w.delivered = arming.deliver(p, w.delivered, dated(now[ARMING], s.arming), w.payers)
        w.trained = arming.train(p, w.trained, w.trainers * s.training)
        own_strength = arming.ukrainian_strength(p, battlefield, w.delivered, w.trained, w.airmen * s.air_sea)
        strength = own_strength + arming.relieved(p, support_troops)

        # Moscow weighs force and resolve.
        practised = learning.practised(p, roe, us)
        believed = learning.belief(p, roe, w.answered, w.ignored)
        effective = denial.effective_force(p, w.troops, support_share, near, ceiling, believed)
        win = denial.attack_succeeds(p, strength + effective, now[REINFORCEMENT])
        response = tripwire.response(p, tripwire.exposure(p, exposed), believed, guarantee)

        # Kyiv weighs the guarantee.
        index = kyiv.guarantee_index(p, response, strength + effective)
        demand = kyiv.demand(p, battlefield)
        w.deal = w.deal or index >= demand
        w.calmed = kyiv.calmed(p, w.calmed, w.deal, consent)

        # Moscow moves: attack first, then probe.
        attack = False
        if not w.attacked:
            risk = moscow.attack_chance(
                p,
                s,
                risk_without_force,
                win,
                win_without_force,
                response,
                guarantee,
                exposed,
                hostilities,
                consent,
                1.0 if w.deal else 0.0,
            )
            w.peace = w.peace * (1.0 - risk)
            attack = 1.0 - w.peace > tape[chance.ATTACK]
        if not w.attacked and (attack or month == s.horizon - 1):
            measure.coalition(w, member, own, out, by_country)
            out.belief, out.practised_roe, out.response = believed, practised, response
            out.ukraine_strength, out.effective_force = strength, effective
            out.guarantee_index, out.guarantee_demand = index, demand
            out.deal = 1.0 if w.deal else 0.0
            out.us_backing_end = w.trust
        killed = min(now[DEAD], w.troops)
        event = escalation.STRIKE if killed > 0.0 else escalation.QUIET
        w.seen_answered = w.seen_ignored = 0.0
        if attack:
            w.attacked = True
            w.attack_month = float(month)
            if tape[chance.MEET] < tripwire.touched(p, exposed):
                dead, rung = encounters.meet_attack(p, s, w, exposed, role, practised, tape)
                killed, event = killed + dead, max(event, rung)
        elif not w.attacked:
            watched_by = w.airmen * s.monitoring
            probe = moscow.probe_chance(
                p, s, usual_probe, w.troops, exposed, location, believed, hostilities, consent, watched_by
            )
            if draws[chance.PROBE] < probe:
                dead, rung = encounters.meet_probe(p, w, location, role, practised, climb, draws)
                killed, event = killed + dead, max(event, rung)
        w.tension = escalation.next_tension(p, w.tension, event, draws[chance.COOL])
        w.peak = max(w.peak, w.tension)

        # Moscow learns.
        w.answered = learning.remember(p, w.answered, w.seen_answered)
        w.ignored = learning.remember(p, w.ignored, w.seen_ignored)

        # Publics react, and some leave.
        w.kia += killed
        w.rally = publics.next_rally(p, w.rally, now[RALLY] + (1.0 if attack else 0.0))
        countries.mourn(p, w, tape, month, killed, 1.0 - win, own)

        # The bill comes in.
        outside, above = w.trainers * max(s.training, s.basing), w.airmen * max(s.air_sea, s.monitoring)
        w.cost += cost.monthly_cost(p, w.troops, w.delivered, outside, above)
        if month < len(by_month):
            by_month[month, 0] = w.troops
            by_month[month, 1] = w.tension
            by_month[month, 2] = countries.mood(member, own)
            by_month[month, 3] = w.trust
    measure.account(w, out)
