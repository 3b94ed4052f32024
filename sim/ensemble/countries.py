"""What the countries do in a month, all of them at once.

The same deeds as `agents.Country`, in the same order; a loop over one row at a time, so that the processor can take
several countries in a step. A country left out, or a seat that nobody has, holds a doubt that nothing overcomes, and
has nothing to send.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import chance
from sim.ensemble.state import SEATS, Mood, Weights
from sim.rules import force, ladder, parliament, publics, willingness, withdrawal
from sim.rules.arithmetic import PARTS
from sim.rules.compiled import rule
from sim.rules.records import Row

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[Any]
PURPOSES = len(chance.COUNTRY_PURPOSES)


@rule
def seat(p: Row, facts: Rows, member: Flags, stance: Reals, poll: Reals, tape: Reals, own: Row) -> None:
    """The first morning: nobody has joined."""
    own.doubt[:] = ladder.CLOSED
    for i in range(len(facts)):
        c = facts[i]
        drawn = chance.COUNTRY_AT + PURPOSES * i
        own.near[i] = willingness.nearness(p, c.distance_km)
        own.reach[i] = willingness.norm_reach(p, c)
        if member[i]:
            own.doubt[i] = willingness.doubt(p, tape[drawn + chance.DOUBT])
        own.mandate[i] = c.mandate_sensitivity
        own.dependence[i] = c.us_dependence
        own.weight[i] = c.weight
        own.stance[i] = stance[i]
        own.start[i] = publics.latent_support(p, c, poll[i], tape[drawn + chance.POLL])
        own.support[i] = own.start[i]
        own.staying[i] = 1.0
        own.barred[i] = 0.0 if c.personnel > 0.0 else 1.0
        own.joined[i] = math.nan


@rule
def muster(p: Row, facts: Rows, member: Flags, threat: float, own: Row) -> None:
    """States set their reserves, and so what they can send."""
    for i in range(len(facts)):
        if member[i]:
            own.reserve[i] = force.reserve(p, facts[i], threat)
            own.capacity[i] = force.capacity(p, facts[i], own.reserve[i])


@rule
def weigh(
    p: Row,
    s: Row,
    steps: ladder.Steps,
    looked_at: tuple[float, float],
    joined: float,
    us: float,
    swing: float,
    roe: float,
    hostilities: float,
    battlefield: float,
    threat: float,
    host: float,
    own: Row,
) -> None:
    """Every executive weighs sending soldiers and picks the highest rung it is willing to stand on."""
    k = Weights(
        p.b0,
        p.b_st,
        p.b_pub,
        p.b_near,
        p.b_peer,
        p.peer_full,
        p.b_m,
        p.b_Q,
        p.b_lock,
        p.lock_months,
        p.b_us,
        p.zeta,
        p.b_hot,
        p.b_roe,
        p.b_norm,
    )
    mandate = s.mandate
    stance, support, near, doubt = own.stance, own.support, own.near, own.doubt
    sensitivity, dependence, reach, weight = own.mandate, own.dependence, own.reach, own.weight
    months, helping, sending, rung, z = own.months, own.helping, own.sending, own.rung, own.willingness
    barred = own.barred
    for i in range(SEATS):
        peers = joined - (weight[i] if rung[i] >= ladder.SUPPORT else 0.0)
        helping[i] = willingness.total_helping(
            willingness.helping_terms(k, near[i], sensitivity[i] * mandate, battlefield, doubt[i])
        )
        sending[i] = willingness.total_sending(
            willingness.sending_terms(
                k,
                stance[i],
                support[i],
                peers,
                months[i],
                dependence[i],
                reach[i],
                us,
                swing,
                roe,
                hostilities,
                threat,
            )
        )
    for i in range(SEATS):
        z[i] = ladder.willing_at(looked_at, helping[i], sending[i])
        rung[i] = ladder.highest(steps, helping[i], sending[i], barred[i] > 0.0 or host <= 0.0)


@rule
def climb(
    p: Row,
    s: Row,
    facts: Rows,
    tape: Reals,
    steps: ladder.Steps,
    w: Row,
    month: int,
    us: float,
    request: float,
    own: Row,
) -> None:
    """Parliaments have their say on soldiers; who may go pledges, given what all pledged last month."""
    rung, willing, announced, capacity = own.rung, own.willing, own.announced, own.capacity
    authorised, months, pledges = own.authorised, own.months, own.pledged
    for i in range(SEATS):
        ground = rung[i] >= ladder.SUPPORT
        willing[i] = 1.0 if ground else 0.0
        announced[i] = capacity[i] if ground else 0.0
        authorised[i] = authorised[i] if ground else 0.0
        pledges[i] = pledges[i] if ground else 0.0
        months[i] = months[i] + 1.0 if ground else 0.0
    for i in range(SEATS):
        if willing[i] == 0.0:
            continue
        if authorised[i] == 0.0:
            draw = tape[chance.COUNTRY_AT + PURPOSES * i + chance.PARLIAMENT]
            authorised[i] = 1.0 if parliament.consents(p, s, facts[i], us, draw) else 0.0
        if authorised[i] == 0.0:
            rung[i] = ladder.highest_off_ground(steps, own.helping[i], own.sending[i])
            months[i] = 0.0
        else:
            pledges[i] = force.pledge(p, capacity[i], w.others_pledged - pledges[i], request)
            own.joined[i] = float(month) if math.isnan(own.joined[i]) else own.joined[i]


@rule
def commit(w: Row, request: float, own: Row) -> None:
    """All have decided: add up who is in, what is announced and pledged."""
    joined = payers = trainers = airmen = announced = pledged = 0
    weight, rung = own.weight, own.rung
    for i in range(SEATS):
        share = int(weight[i] * PARTS)
        payers += share if rung[i] >= ladder.ARMS else 0
        trainers += share if rung[i] >= ladder.TRAINING else 0
        airmen += share if rung[i] >= ladder.AIR else 0
        joined += share if rung[i] >= ladder.SUPPORT else 0
        announced += int(own.announced[i] * PARTS)
        pledged += int(own.pledged[i] * PARTS)
    w.joined, w.payers, w.trainers, w.airmen = (
        joined / PARTS,
        payers / PARTS,
        trainers / PARTS,
        airmen / PARTS,
    )
    w.others_pledged = pledged / PARTS
    if not w.attacked:
        w.announced = max(w.announced, min(announced / PARTS, request))
        w.pledged = max(w.pledged, min(w.others_pledged, request))


@rule
def deploy(p: Row, arriving: float, own: Row) -> None:
    """Contingents move towards what their states promised and enablers can carry."""
    up, down, conv = force.pace(p.tau), force.pace(p.tau_out), p.conv
    troops, pledged = own.troops, own.pledged
    for i in range(SEATS):
        troops[i] = force.build_up(troops[i], conv * pledged[i] * arriving, up, down)


@rule
def mourn(p: Row, w: Row, tape: Reals, month: int, killed: float, success: float, own: Row) -> None:
    """Publics count their own dead; a state in shock leaves for good."""
    if killed > 0.0:
        for i in range(SEATS):
            if own.troops[i] > 0.0:
                own.fallen[i] = killed * own.troops[i] / max(1.0, w.troops)
                own.dead[i] += own.fallen[i]
                own.grief[i] = publics.grief(own.dead[i])
    k = Mood(p.drift, p.mu, p.xi)
    rally = w.rally
    support, start, grief = own.support, own.start, own.grief
    for i in range(SEATS):
        support[i] = publics.support(k, start[i], float(month), rally, grief[i], success)
    if killed <= 0.0:
        return
    for i in range(SEATS):
        if own.troops[i] > 0.0 and own.rung[i] >= ladder.SUPPORT:
            own.staying[i] = withdrawal.staying(p, own.staying[i], publics.grief(own.fallen[i]), support[i])
            if (
                own.barred[i] == 0.0
                and 1.0 - own.staying[i] > tape[chance.COUNTRY_AT + PURPOSES * i + chance.EXIT]
            ):
                own.barred[i] = 1.0
                w.withdrawals += 1.0


@rule
def mood(member: Flags, own: Row) -> float:
    """Public support across members, weighted by defence spending; share."""
    total = weights = 0
    for i in range(len(member)):
        if member[i]:
            total += int(own.weight[i] * own.support[i] * PARTS)
            weights += int(own.weight[i] * PARTS)
    return total / weights if weights > 0 else math.nan
