"""What a run leaves behind: outcomes, rows by country, and the terms of one country's willingness."""

from __future__ import annotations

import math

from sim.ensemble.countries import Flags, Reals
from sim.ensemble.state import SEATS
from sim.rules import escalation, ladder, willingness
from sim.rules.compiled import rule
from sim.rules.records import Row


@rule
def coalition(w: Row, member: Flags, own: Row, out: Row, by_country: Reals) -> None:
    """The states in the last month of peace; `by_country` in the order of `outcomes.COUNTRY`."""
    out.announced, out.pledged, out.deployed = w.announced, w.pledged, w.troops
    ground = roles = willing = blocked = 0.0
    for i in range(SEATS):
        rung = own.rung[i]
        ground += 1.0 if rung >= ladder.SUPPORT else 0.0
        roles += 1.0 if rung >= ladder.TRAINING else 0.0
        willing += own.willing[i]
        blocked += own.willing[i] if rung < ladder.SUPPORT else 0.0
        if i < len(by_country):
            by_country[i, 0] = rung
            by_country[i, 1] = own.troops[i]
            by_country[i, 2] = own.reserve[i]
            by_country[i, 3] = own.willingness[i] if member[i] else math.nan
            by_country[i, 4] = own.joined[i]
    out.ground_contributors, out.any_role_contributors = ground, roles
    out.willing_governments, out.blocked_by_parliament = willing, blocked


@rule
def account(w: Row, out: Row) -> None:
    """What all months add up to."""
    out.attacked = 1.0 if w.attacked else 0.0
    out.attack_month = w.attack_month
    out.incidents = w.incidents
    out.answered = w.answers
    out.clashes = w.clashes
    out.kia = w.kia
    out.direct_war = 1.0 if w.peak >= escalation.DIRECT_WAR else 0.0
    out.bystander = 1.0 if w.tests > 0.0 and w.clashes < 0.2 * w.tests else 0.0
    out.peak_rung = float(w.peak)
    out.withdrawals = w.withdrawals
    out.cost_eur_bn = w.cost


@rule
def terms(
    p: Row,
    s: Row,
    joined: float,
    us: float,
    swing: float,
    roe: float,
    hostilities: float,
    battlefield: float,
    threat: float,
    own: Row,
    i: int,
    written: Reals,
) -> None:
    """Every term of country i's willingness at the rung looked at, in the order of `willingness.TERMS`."""
    peers = joined - (own.weight[i] if own.rung[i] >= ladder.SUPPORT else 0.0)
    helping = willingness.helping_terms(p, own.near[i], own.mandate[i] * s.mandate, battlefield, own.doubt[i])
    sending = willingness.sending_terms(
        p,
        own.stance[i],
        own.support[i],
        peers,
        own.months[i],
        own.dependence[i],
        own.reach[i],
        us,
        swing,
        roe,
        hostilities,
        threat,
    )
    share, _ = ladder.explained_step(p, s)
    rung = ladder.explained(s)
    for k in range(len(helping)):
        written[k] = helping[k]
    for k in range(len(sending)):
        written[len(helping) + k] = share * sending[k]
    written[len(helping) + len(sending)] = ladder.bonus(p, rung)
    written[len(helping) + len(sending) + 1] = ladder.location_term(p, s, rung)
