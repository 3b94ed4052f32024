"""One run, compiled: the same months as `model.DeploymentModel.step`, in the same words and order.

Every number comes from a rule. Arguments as in the rules: levers `s`, assumptions `p`, facts `c`; `w` is the world,
`state` one row a country, `tape` the replicate's draws (see `chance`), `now` the calendar's row of this month.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import chance
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
    parliament,
    priors,
    publics,
    tripwire,
    washington,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import clip, logit
from sim.rules.compiled import rule
from sim.rules.records import Row

Reals = NDArray[np.float64]
Rows = NDArray[Any]

US_BACKING, HOSTILITIES, BATTLEFIELD, ARMING, CONSENT, ROE = range(6)
BREACH, RALLY, THREAT, DEAD, REINFORCEMENT, HOST_CONSENT = range(6, 12)
"""Columns of the calendar, as listed in `scenario.injects.CHANNELS`."""


@rule
def assume(values: Reals, prior: Reals, fixed: Reals, tape: Reals) -> None:
    """Draw every parameter of this replicate, or take the value the scenario fixes."""
    for k in range(len(values)):
        values[k] = (
            priors.triangular(prior[k, 0], prior[k, 1], prior[k, 2], tape[k]) if math.isnan(fixed[k]) else fixed[k]
        )


@rule
def dated(value: float, usual: float) -> float:
    """A lever this month: the calendar's value, or the scenario's own."""
    return usual if math.isnan(value) else value


@rule
def begin(s: Row, p: Row, facts: Rows, stance: Reals, poll: Reals, tape: Reals, w: Row, state: Rows) -> None:
    """The first morning: nobody has joined, Moscow takes the declared rules at a discount."""
    w.trust = s.us_backing
    w.joined = 0.0
    w.others_pledged = 0.0
    w.payers = 0.0
    w.trainers = 0.0
    w.airmen = 0.0
    w.announced = 0.0
    w.pledged = 0.0
    w.troops = 0.0
    w.rear = 0.0
    w.delivered = 0.0
    w.trained = 0.0
    w.answered = learning.first_answers(p, s.roe)
    w.ignored = p.n0 - w.answered
    w.peace = 1.0
    w.attacked = False
    w.attack_month = math.nan
    w.tension = 1
    w.peak = 1
    w.rally = 0.0
    w.deal = False
    w.calmed = 0.0
    w.incidents = 0.0
    w.answers = 0.0
    w.clashes = 0.0
    w.tests = 0.0
    w.kia = 0.0
    w.withdrawals = 0.0
    w.cost = 0.0
    for i in range(len(state)):
        c, own = facts[i], state[i]
        drawn = tape[chance.COUNTRY_AT + 4 * i : chance.COUNTRY_AT + 4 * i + 4]
        own.near = willingness.nearness(p, c.distance_km)
        own.doubt = willingness.doubt(p, drawn[chance.DOUBT])
        own.stance = stance[i]
        own.start = publics.latent_support(p, c, poll[i], drawn[chance.POLL])
        own.support = own.start
        own.dead = 0.0
        own.staying = 1.0
        own.gone = False
        own.authorised = False
        own.willing = False
        own.rung = 0
        own.months = 0.0
        own.joined = math.nan
        own.willingness = 0.0
        own.reserve = 0.0
        own.announced = 0.0
        own.pledged = 0.0
        own.troops = 0.0


@rule
def decide(
    s: Row,
    p: Row,
    c: Row,
    w: Row,
    own: Row,
    month: int,
    us: float,
    roe: float,
    hostilities: float,
    battlefield: float,
    threat: float,
    vote: float,
) -> None:
    """A country climbs to its rung: executive first, then parliament for soldiers on the ground."""
    peers = w.joined - (c.weight if own.rung >= ladder.SUPPORT else 0.0)
    safe = willingness.total_safe(
        willingness.safe_terms(
            p, s, c, own.stance, own.support, own.near, peers, battlefield, own.months, own.doubt
        )
    )
    risk = willingness.total_risk(willingness.risk_terms(p, s, c, us, roe, hostilities, threat))
    own.willingness = ladder.willing_at(p, s, ladder.lowest_ground(s), safe, risk)
    wish = ladder.highest(p, s, ladder.AIR if own.gone else ladder.FORWARD, safe, risk)
    own.willing = wish >= ladder.SUPPORT
    if own.willing and not own.authorised:
        own.authorised = parliament.consents(p, s, c, us, vote)
    if own.willing and not own.authorised:
        wish = ladder.highest(p, s, ladder.AIR, safe, risk)
    own.rung = wish
    own.reserve = force.reserve(p, c, threat)
    capacity = force.capacity(p, c, own.reserve)
    own.announced = capacity if own.willing else 0.0
    if own.rung >= ladder.SUPPORT:
        own.pledged = force.pledge(p, capacity, w.others_pledged - own.pledged, ladder.requested(s))
        own.months = own.months + 1.0
        own.joined = float(month) if math.isnan(own.joined) else own.joined
    else:
        own.pledged = 0.0
        own.months = 0.0
        own.authorised = False


@rule
def commit(s: Row, p: Row, facts: Rows, member: Reals, w: Row, state: Rows) -> float:
    """All have decided: add up who is in, what is announced and pledged. Returns the sum of pledges; troops."""
    w.joined = 0.0
    w.payers = 0.0
    w.trainers = 0.0
    w.airmen = 0.0
    announced = 0.0
    pledged = 0.0
    for i in range(len(state)):
        if not member[i]:
            continue
        weight, rung = facts[i].weight, state[i].rung
        if rung >= ladder.ARMS:
            w.payers += weight
        if rung >= ladder.TRAINING:
            w.trainers += weight
        if rung >= ladder.AIR:
            w.airmen += weight
        if rung >= ladder.SUPPORT:
            w.joined += weight
        announced += state[i].announced
        pledged += state[i].pledged
    w.others_pledged = pledged
    if not w.attacked:
        request = ladder.requested(s)
        w.announced = max(w.announced, min(announced, request))
        w.pledged = max(w.pledged, min(pledged, request))
    return pledged


@rule
def deploy(s: Row, p: Row, c: Row, own: Row, arriving: float) -> None:
    """A contingent moves towards what its state promised and enablers can carry."""
    own.troops = force.build_up(p, own.troops, p.conv * own.pledged * arriving)


@rule
def place(s: Row, p: Row, facts: Rows, member: Reals, w: Row, state: Rows, pledged: float, us: float, host: float) -> None:
    """The force moves: pledges become troops as far as the request, the enablers and Kyiv allow."""
    request = ladder.requested(s)
    arriving = force.within(pledged, request) * host
    ceiling = force.ceiling(p, washington.enablers(s, us), w.trainers * s.basing)
    arriving = arriving * force.within(p.conv * pledged * arriving, ceiling)
    share = 0.0
    if s.granted > 0.0:
        for i in range(len(state)):
            if member[i]:
                share += force.capacity(p, facts[i], state[i].reserve)
        share = request * host / max(1.0, share)
    w.troops = 0.0
    w.rear = 0.0
    for i in range(len(state)):
        if not member[i]:
            continue
        own = state[i]
        if s.granted > 0.0:
            own.troops = share * force.capacity(p, facts[i], own.reserve)
        else:
            deploy(s, p, facts[i], own, arriving)
        w.troops += own.troops
        if s.protection <= 0.0 or (own.rung == ladder.SUPPORT and s.granted <= 0.0):
            w.rear += own.troops
    if s.granted > 0.0:
        w.troops = request * host
        w.announced = w.troops
        w.pledged = w.troops


@rule
def where(s: Row, w: Row) -> float:
    """Location of the force on average: support contingents stand no nearer than the cities."""
    if w.troops <= 0.0:
        return s.location
    return (w.rear * min(s.location, ladder.CITIES) + (w.troops - w.rear) * s.location) / w.troops


@rule
def explain(
    s: Row,
    p: Row,
    c: Row,
    w: Row,
    own: Row,
    us: float,
    roe: float,
    hostilities: float,
    battlefield: float,
    threat: float,
    terms: Reals,
) -> None:
    """Write every term of a willingness at the easiest ground rung, in the order of `willingness.TERMS`."""
    rung = ladder.lowest_ground(s)
    peers = w.joined - (c.weight if own.rung >= ladder.SUPPORT else 0.0)
    safe = willingness.safe_terms(p, s, c, own.stance, own.support, own.near, peers, battlefield, own.months, own.doubt)
    risk = willingness.risk_terms(p, s, c, us, roe, hostilities, threat)
    for k in range(9):
        terms[k] = safe[k]
    for k in range(5):
        terms[9 + k] = ladder.risk_share(p, rung) * risk[k]
    terms[14] = ladder.bonus(p, rung)
    terms[15] = ladder.location_term(p, s, rung)


@rule
def measure(
    w: Row,
    facts: Rows,
    member: Reals,
    state: Rows,
    out: Row,
    by_country: Reals,
    believed: float,
    practised: float,
    response: float,
    strength: float,
    effective: float,
    index: float,
    demand: float,
) -> None:
    """The coalition in the last month of peace."""
    out.announced = w.announced
    out.pledged = w.pledged
    out.deployed = w.troops
    ground = 0.0
    roles = 0.0
    willing = 0.0
    blocked = 0.0
    for i in range(len(state)):
        own = state[i]
        ground += 1.0 if own.rung >= ladder.SUPPORT else 0.0
        roles += 1.0 if own.rung >= ladder.ARMS else 0.0
        willing += 1.0 if own.willing else 0.0
        blocked += 1.0 if own.willing and own.rung < ladder.SUPPORT else 0.0
        if i < len(by_country):
            by_country[i, 0] = own.rung
            by_country[i, 1] = own.troops
            by_country[i, 2] = own.reserve
            by_country[i, 3] = own.willingness if member[i] else math.nan
            by_country[i, 4] = own.joined
    out.ground_contributors = ground
    out.any_role_contributors = roles
    out.willing_governments = willing
    out.blocked_by_parliament = blocked
    out.belief = believed
    out.practised_roe = practised
    out.response = response
    out.ukraine_strength = strength
    out.effective_force = effective
    out.guarantee_index = index
    out.guarantee_demand = demand
    out.deal = 1.0 if w.deal else 0.0
    out.us_backing_end = w.trust


@rule
def mourn(p: Row, w: Row, own: Row, month: int, killed: float, success: float, draw: float) -> None:
    """A public counts its own dead; a state in shock leaves for good."""
    if killed > 0.0 and own.troops > 0.0:
        own.dead += killed * own.troops / max(1.0, w.troops)
    own.support = publics.support(p, own.start, float(month), w.rally, own.dead, success)
    if own.dead > 0.0 and own.rung >= ladder.SUPPORT:
        own.staying = withdrawal.staying(p, own.staying, own.dead, own.support)
        if not own.gone and 1.0 - own.staying > draw:
            own.gone = True
            w.withdrawals += 1.0


@rule
def mood(facts: Rows, member: Reals, state: Rows) -> float:
    """Public support across members, weighted by defence spending; share."""
    total = 0.0
    weights = 0.0
    for i in range(len(state)):
        if member[i]:
            total += facts[i].weight * state[i].support
            weights += facts[i].weight
    return total / weights if weights > 0.0 else math.nan


@rule
def account(w: Row, out: Row) -> None:
    """What all months add up to."""
    out.attacked = 1.0 if w.attacked else 0.0
    out.attack_month = w.attack_month
    out.incidents = w.incidents
    out.answered = w.answers
    out.clashes = w.clashes
    out.kia = w.kia
    out.direct_war = 1.0 if w.peak >= 7 else 0.0
    out.bystander = 1.0 if w.tests > 0.0 and w.answers < 0.2 * w.tests else 0.0
    out.peak_rung = float(w.peak)
    out.withdrawals = w.withdrawals
    out.cost_eur_bn = w.cost


@rule
def run(
    s: Row,
    p: Row,
    facts: Rows,
    member: Reals,
    calendar: Reals,
    elections: Reals,
    tape: Reals,
    w: Row,
    state: Rows,
    out: Row,
    by_country: Reals,
    by_month: Reals,
    watched: int,
    trace: Reals,
) -> None:
    """All months of one run. Fills `out` (outcomes.RUN), and as far as they have rows: `by_country` (countries, 4),
    `by_month` (months, 4), `trace` (months, terms) for the country at position `watched`."""
    risk_without_force = logit(moscow.monthly_risk(s.baseline_attack_risk))
    win_without_force = denial.attack_succeeds(p, p.UA, 0.0)
    role_mix = ladder.support_mix(s)
    climb = escalation.climb_chance(p, s)
    for month in range(s.horizon):
        now = calendar[month]
        draws = tape[chance.MONTH_AT + 8 * month : chance.MONTH_AT + 8 * month + 8]

        # The calendar turns.
        battlefield = dated(now[BATTLEFIELD], s.battlefield)
        consent = dated(now[CONSENT], s.russian_consent)
        roe = dated(now[ROE], s.roe)
        threat = s.border_threat + now[THREAT]
        at_war = 1.0 if w.attacked else dated(now[HOSTILITIES], s.hostilities) - w.calmed + now[BREACH]
        hostilities = clip(at_war, 0.0, 1.0)
        for e in range(len(elections)):
            if elections[e, 0] == s.calendar and elections[e, 1] == month:
                state[int(elections[e, 2])].stance = elections[e, 3]

        # Washington speaks.
        contribution = w.troops / max(1.0, ladder.requested(s))
        level = dated(now[US_BACKING], s.us_backing)
        heard = washington.signal(p, s, level, contribution, draws[chance.SIGNAL])
        w.trust = washington.trust(p, w.trust, heard)
        us, guarantee = washington.felt(s, w.trust), washington.guarantee(s, w.trust)

        # All decide, then all commit.
        if len(trace) > 0 and member[watched]:
            explain(s, p, facts[watched], w, state[watched], us, roe, hostilities, battlefield, threat, trace[month])
        for i in range(len(state)):
            if member[i]:
                vote = tape[chance.COUNTRY_AT + 4 * i + chance.PARLIAMENT]
                decide(s, p, facts[i], w, state[i], month, us, roe, hostilities, battlefield, threat, vote)
        pledged = commit(s, p, facts, member, w, state)

        # The force moves.
        place(s, p, facts, member, w, state, pledged, w.trust, now[HOST_CONSENT])
        location = where(s, w)
        near = denial.proximity(p, location)
        exposed = w.troops * near
        support_troops = w.rear + (w.troops - w.rear) * role_mix
        role = casualties.role_risk(p, support_troops / max(1.0, w.troops))

        # Ukraine grows stronger.
        w.delivered = arming.deliver(p, w.delivered, dated(now[ARMING], s.arming), w.payers)
        w.trained = arming.train(p, w.trained, w.trainers * s.training)
        own_strength = arming.ukrainian_strength(p, battlefield, w.delivered, w.trained, w.airmen * s.air_sea)
        strength = own_strength + arming.relieved(p, support_troops)

        # Moscow weighs force and resolve.
        practised = learning.practised(p, roe, us)
        believed = learning.belief(w.answered, w.ignored)
        ceiling = force.ceiling(p, washington.enablers(s, w.trust), w.trainers * s.basing)
        effective = denial.effective_force(p, w.troops, near, ceiling, believed)
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
            measure(w, facts, member, state, out, by_country, believed, practised, response, strength, effective, index, demand)
        killed = min(now[DEAD], w.troops)
        event = 5 if killed > 0.0 else 1
        answered, ignored = 0.0, 0.0
        if attack:
            w.attacked = True
            w.attack_month = float(month)
            if w.troops >= 1.0:
                fights = tape[chance.FIGHT] < practised
                w.tests += 1.0
                w.answers += 1.0 if fights else 0.0
                w.clashes += 1.0 if fights else 0.0
                killed += casualties.killed_in_attack(p, exposed, role, casualties.severity(p, tape[chance.LOSS]))
                event = escalation.after_attack(p, s, fights, tape[chance.WAR])
        elif not w.attacked:
            probe = moscow.probe_chance(
                p, s, w.troops, exposed, location, believed, hostilities, consent, w.airmen * s.monitoring
            )
            if draws[chance.PROBE] < probe:
                w.incidents += 1.0
                w.tests += 1.0
                deadly = draws[chance.KILL] < casualties.kill_chance(p, practised, location, role)
                if deadly:
                    killed += casualties.killed_in_incident(w.troops, casualties.severity(p, draws[chance.SEVERITY]))
                if draws[chance.ANSWER] < practised:
                    answered = 1.0
                    w.answers += 1.0
                    w.clashes += 1.0
                    event = max(event, escalation.after_answer(climb, w.tension, deadly, draws[chance.CLIMB]))
                else:
                    ignored = 1.0
                    event = max(event, escalation.after_silence(deadly))
        w.tension = escalation.next_tension(p, w.tension, event, draws[chance.COOL])
        w.peak = max(w.peak, w.tension)

        # Moscow learns.
        first = learning.first_answers(p, roe)
        w.answered = learning.remember(p, w.answered, first, answered)
        w.ignored = learning.remember(p, w.ignored, p.n0 - first, ignored)

        # Publics react, and some leave.
        w.kia += killed
        w.rally = publics.next_rally(p, w.rally, now[RALLY] + (1.0 if attack else 0.0))
        for i in range(len(state)):
            if member[i]:
                mourn(p, w, state[i], month, killed, 1.0 - win, tape[chance.COUNTRY_AT + 4 * i + chance.EXIT])

        # The bill comes in.
        w.cost += cost.monthly_cost(p, w.troops, w.delivered)
        if month < len(by_month):
            by_month[month, 0] = w.troops
            by_month[month, 1] = w.tension
            by_month[month, 2] = mood(facts, member, state)
            by_month[month, 3] = w.trust
    account(w, out)
