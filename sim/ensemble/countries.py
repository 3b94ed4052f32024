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
from sim.ensemble.state import (
    ANNOUNCED,
    AUTHORISED,
    CAPACITY,
    DEAD,
    DEPENDENCE,
    DOUBT,
    GONE,
    GRIEF,
    HELPING,
    JOINED,
    MANDATE,
    MONTHS,
    NEAR,
    PLEDGED,
    REFUSED,
    REACH,
    RESERVE,
    RUNG,
    SENDING,
    STANCE,
    START,
    STAYING,
    SUPPORT,
    TROOPS,
    WEIGHT,
    WILLING,
    WILLINGNESS,
    Mood,
    Weights,
)
from sim.rules import force, ladder, parliament, publics, willingness, withdrawal
from sim.rules.arithmetic import PARTS
from sim.rules.compiled import rule
from sim.rules.records import Row

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[Any]
PURPOSES = len(chance.COUNTRY_PURPOSES)


@rule
def seat(p: Row, facts: Rows, member: Flags, stance: Reals, poll: Reals, tape: Reals, own: Reals) -> None:
    """The first morning: nobody has joined."""
    own[:] = 0.0
    own[DOUBT] = ladder.CLOSED
    for i in range(len(facts)):
        c = facts[i]
        drawn = chance.COUNTRY_AT + PURPOSES * i
        own[NEAR, i] = willingness.nearness(p, c.distance_km)
        own[REACH, i] = willingness.norm_reach(p, c)
        if member[i]:
            own[DOUBT, i] = willingness.doubt(p, tape[drawn + chance.DOUBT])
        own[MANDATE, i] = c.mandate_sensitivity
        own[DEPENDENCE, i] = c.us_dependence
        own[WEIGHT, i] = c.weight
        own[STANCE, i] = stance[i]
        own[START, i] = publics.latent_support(p, c, poll[i], tape[drawn + chance.POLL])
        own[SUPPORT, i] = own[START, i]
        own[STAYING, i] = 1.0
        own[REFUSED, i] = -1.0
        own[JOINED, i] = math.nan


@rule
def muster(p: Row, facts: Rows, member: Flags, threat: float, own: Reals) -> None:
    """States set their reserves, and so what they can send."""
    for i in range(len(facts)):
        if member[i]:
            own[RESERVE, i] = force.reserve(p, facts[i], threat)
            own[CAPACITY, i] = force.capacity(p, facts[i], own[RESERVE, i])


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
    own: Reals,
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
    stance, support, near, doubt = own[STANCE], own[SUPPORT], own[NEAR], own[DOUBT]
    sensitivity, dependence, reach, weight = own[MANDATE], own[DEPENDENCE], own[REACH], own[WEIGHT]
    months, helping, sending, rung, z = own[MONTHS], own[HELPING], own[SENDING], own[RUNG], own[WILLINGNESS]
    for i in range(own.shape[1]):
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
    for i in range(own.shape[1]):
        z[i] = ladder.willing_at(looked_at, helping[i], sending[i])
        rung[i] = ladder.highest(steps, helping[i], sending[i])


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
    own: Reals,
) -> None:
    """Parliaments have their say on soldiers; who may go pledges, given what all pledged last month."""
    rung, willing, announced, capacity = own[RUNG], own[WILLING], own[ANNOUNCED], own[CAPACITY]
    authorised, refused, months, pledges = own[AUTHORISED], own[REFUSED], own[MONTHS], own[PLEDGED]
    if w.withdrawals > 0.0:
        for i in range(own.shape[1]):
            if own[GONE, i] > 0.0:
                rung[i] = ladder.highest_off_ground(steps, own[HELPING, i], own[SENDING, i])
    for i in range(own.shape[1]):
        ground = rung[i] >= ladder.SUPPORT
        willing[i] = 1.0 if ground else 0.0
        announced[i] = capacity[i] if ground else 0.0
        authorised[i] = authorised[i] if ground else 0.0
        pledges[i] = pledges[i] if ground else 0.0
        months[i] = months[i] + 1.0 if ground else 0.0
    for i in range(own.shape[1]):
        if willing[i] == 0.0:
            continue
        if authorised[i] == 0.0 and us > refused[i]:
            draw = tape[chance.COUNTRY_AT + PURPOSES * i + chance.PARLIAMENT]
            authorised[i] = 1.0 if parliament.consents(p, s, facts[i], us, draw) else 0.0
            refused[i] = refused[i] if authorised[i] > 0.0 else us
        if authorised[i] == 0.0:
            rung[i] = ladder.highest_off_ground(steps, own[HELPING, i], own[SENDING, i])
            months[i] = 0.0
        else:
            pledges[i] = force.pledge(p, capacity[i], w.others_pledged - pledges[i], request)
            own[JOINED, i] = float(month) if math.isnan(own[JOINED, i]) else own[JOINED, i]


@rule
def commit(w: Row, request: float, own: Reals) -> None:
    """All have decided: add up who is in, what is announced and pledged."""
    joined = payers = trainers = airmen = announced = pledged = 0
    weight, rung = own[WEIGHT], own[RUNG]
    for i in range(own.shape[1]):
        share = int(weight[i] * PARTS)
        payers += share if rung[i] >= ladder.ARMS else 0
        trainers += share if rung[i] >= ladder.TRAINING else 0
        airmen += share if rung[i] >= ladder.AIR else 0
        joined += share if rung[i] >= ladder.SUPPORT else 0
        announced += int(own[ANNOUNCED, i] * PARTS)
        pledged += int(own[PLEDGED, i] * PARTS)
    w.joined, w.payers, w.trainers, w.airmen = joined / PARTS, payers / PARTS, trainers / PARTS, airmen / PARTS
    w.others_pledged = pledged / PARTS
    if not w.attacked:
        w.announced = max(w.announced, min(announced / PARTS, request))
        w.pledged = max(w.pledged, min(w.others_pledged, request))


@rule
def deploy(p: Row, arriving: float, own: Reals) -> None:
    """Contingents move towards what their states promised and enablers can carry."""
    up, down, conv = force.pace(p.tau), force.pace(p.tau_out), p.conv
    troops, pledged = own[TROOPS], own[PLEDGED]
    for i in range(own.shape[1]):
        troops[i] = force.build_up(troops[i], conv * pledged[i] * arriving, up, down)


@rule
def mourn(p: Row, w: Row, tape: Reals, month: int, killed: float, success: float, own: Reals) -> None:
    """Publics count their own dead; a state in shock leaves for good."""
    if killed > 0.0:
        for i in range(own.shape[1]):
            if own[TROOPS, i] > 0.0:
                own[DEAD, i] += killed * own[TROOPS, i] / max(1.0, w.troops)
                own[GRIEF, i] = publics.grief(own[DEAD, i])
    k = Mood(p.drift, p.mu, p.xi)
    rally = w.rally
    support, start, grief = own[SUPPORT], own[START], own[GRIEF]
    for i in range(own.shape[1]):
        support[i] = publics.support(k, start[i], float(month), rally, grief[i], success)
    if w.kia <= 0.0:
        return
    for i in range(own.shape[1]):
        if own[DEAD, i] > 0.0 and own[RUNG, i] >= ladder.SUPPORT:
            own[STAYING, i] = withdrawal.staying(p, own[STAYING, i], own[GRIEF, i], support[i])
            if (
                own[GONE, i] == 0.0
                and 1.0 - own[STAYING, i] > tape[chance.COUNTRY_AT + PURPOSES * i + chance.EXIT]
            ):
                own[GONE, i] = 1.0
                w.withdrawals += 1.0


@rule
def mood(member: Flags, own: Reals) -> float:
    """Public support across members, weighted by defence spending; share."""
    total = weights = 0
    for i in range(len(member)):
        if member[i]:
            total += int(own[WEIGHT, i] * own[SUPPORT, i] * PARTS)
            weights += int(own[WEIGHT, i] * PARTS)
    return total / weights if weights > 0 else math.nan
