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
    us: float,
    roe: float,
    hostilities: float,
    battlefield: float,
    threat: float,
    vote: float,
    safe: tuple[float, ...],
    risk: tuple[float, ...],
) -> None:
    """A country climbs to its rung: executive first, then parliament for soldiers on the ground."""
    z_safe, z_risk = willingness.total_safe(safe), willingness.total_risk(risk)
    own.willingness = ladder.willing_at(p, s, ladder.lowest_ground(s), z_safe, z_risk)
    wish = ladder.highest(p, s, ladder.AIR if own.gone else ladder.FORWARD, z_safe, z_risk)
    own.willing = wish >= ladder.SUPPORT
    if own.willing and not own.authorised:
        own.authorised = parliament.consents(p, s, c, us, vote)
    if own.willing and not own.authorised:
        wish = ladder.highest(p, s, ladder.AIR, z_safe, z_risk)
    own.rung = wish
    own.reserve = force.reserve(p, c, threat)
    capacity = force.capacity(p, c, own.reserve)
    own.announced = capacity if own.willing else 0.0
    if own.rung >= ladder.SUPPORT:
        own.pledged = force.pledge(p, capacity, w.others_pledged - own.pledged, ladder.requested(s))
        own.months = own.months + 1.0
    else:
        own.pledged = 0.0
        own.months = 0.0
        own.authorised = False
