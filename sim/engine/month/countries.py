"""What all countries do in a month, one row of arrays at a time.

The same decisions as `engine.agents.Country`, under the same names and in the same order; a loop over one row at a
time, so that the processor can take several countries in a step.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.layout import SEATS, Constants, Countries, CountryConstants, Draws, Election, Panel, RunState
from sim.rules import force, ladder, parliament, publics, standing, willingness, withdrawal
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month


def seat(p: Assumptions, facts: Sequence[Facts], panel: Panel, draws: Draws, own: Countries) -> None:
    """Set the countries as they are before the first month: nobody has joined."""
    for i in range(SEATS):
        own.doubt[i] = ladder.CLOSED
    for i in range(len(facts)):
        c = facts[i]
        own.near[i] = willingness.nearness(p, c.distance_km)
        own.reach[i] = willingness.norm_reach(p, c)
        if panel.member[i] > 0.0:
            own.doubt[i] = willingness.doubt(p, draws.countries[i].doubt)
        unstated = willingness.unstated(p, draws.countries[i].stance)
        own.stance[i] = unstated if math.isnan(panel.stance[i]) else panel.stance[i]
        own.start[i] = publics.latent_support(p, c, panel.poll[i], draws.countries[i].poll)
        own.support[i] = own.start[i]
        own.staying[i] = 1.0
        own.barred[i] = 0.0 if c.personnel > 0.0 else 1.0
        own.joined[i] = math.nan


def hold_elections(elections: Sequence[Election], month: int, own: Countries) -> None:
    """1. The calendar turns: elections, in which new governments take their stance."""
    for e in range(len(elections)):
        if elections[e].month == month:
            own.stance[elections[e].country] = elections[e].stance


def set_reserves(
    p: Assumptions, facts: Sequence[Facts], panel: Panel, w: RunState, m: Month, own: Countries
) -> None:
    """3. All decide: reserves, and so what states can send, whenever the threat has changed."""
    if m.threat != w.threat_at_reserve:
        w.threat_at_reserve = m.threat
        for i in range(len(facts)):
            if panel.member[i] > 0.0:
                own.reserve[i] = force.reserve(p, facts[i], m.threat)
                own.capacity[i] = force.capacity(p, facts[i], own.reserve[i])


def weigh(
    p: Assumptions, s: Levers, m: Month, joined: float, k: Constants, known: CountryConstants, own: Countries
) -> None:
    """3. All decide: each executive climbs to the highest rung it is willing to stand on."""
    for i in range(SEATS):
        peers = joined - (known.weight[i] if own.rung[i] >= ladder.SUPPORT else 0.0)
        mandate = known.sensitivity[i] * s.mandate
        own.helping[i] = willingness.total_helping(
            willingness.helping_terms(p, own.near[i], mandate, m.battlefield, own.doubt[i])
        )
        own.sending[i] = willingness.total_sending(
            willingness.sending_terms(
                p,
                m,
                own.stance[i],
                own.support[i],
                peers,
                own.months[i],
                known.dependence[i],
                own.reach[i],
                own.bound[i],
            )
        )
    for i in range(SEATS):
        own.willingness[i] = ladder.willing_at(k.explained, own.helping[i], own.sending[i])
        barred = own.barred[i] > 0.0 or m.host_consent <= 0.0
        own.rung[i] = ladder.highest(k.steps, own.helping[i], own.sending[i], barred)
    for i in range(SEATS):
        ground = own.rung[i] >= ladder.SUPPORT
        own.willing[i] = 1.0 if ground else 0.0
        own.announced[i] = own.capacity[i] if ground else 0.0
        own.authorised[i] = own.authorised[i] if ground else 0.0


def ratify(
    p: Assumptions,
    s: Levers,
    k: Constants,
    m: Month,
    facts: Sequence[Facts],
    draws: Draws,
    own: Countries,
) -> None:
    """3. All decide: parliament has its say on soldiers; where it refuses, the state stays off the ground."""
    for i in range(len(facts)):
        if own.willing[i] > 0.0 and own.authorised[i] == 0.0:
            if parliament.consents(p, s, facts[i], m.us, draws.countries[i].parliament):
                own.authorised[i] = 1.0
            else:
                own.rung[i] = ladder.highest_off_ground(k.steps, own.helping[i], own.sending[i])


def pledge(p: Assumptions, k: Constants, others_pledged: float, month: int, own: Countries) -> None:
    """3. All decide: who may go pledges, given what all pledged last month."""
    # Nobody is on the ground for a force of none; its share is asked for all the same, of whatever is not zero.
    request = k.request if k.request > 0.0 else 1.0
    for i in range(SEATS):
        ground = own.rung[i] >= ladder.SUPPORT
        offer = force.pledge(p, own.capacity[i], others_pledged - own.pledged[i], request)
        own.pledged[i] = standing.reinforced(p, offer, own.capacity[i], own.bound[i]) if ground else 0.0
        own.months[i] = own.months[i] + 1.0 if ground else 0.0
        own.joined[i] = float(month) if ground and math.isnan(own.joined[i]) else own.joined[i]


def commit(k: Constants, known: CountryConstants, w: RunState, own: Countries) -> None:
    """4. All commit: add up who is in, what is announced and pledged."""
    joined = paying_share = training_share = air_share = announced = pledged = 0
    for i in range(SEATS):
        share = whole(known.weight[i] * PARTS)
        paying_share += share if own.rung[i] >= ladder.ARMS else 0
        training_share += share if own.rung[i] >= ladder.TRAINING else 0
        air_share += share if own.rung[i] >= ladder.AIR else 0
        joined += share if own.rung[i] >= ladder.SUPPORT else 0
        announced += whole(own.announced[i] * PARTS)
        pledged += whole(own.pledged[i] * PARTS)
    w.paying_share, w.training_share = paying_share / PARTS, training_share / PARTS
    w.air_share, w.joined = air_share / PARTS, joined / PARTS
    w.others_pledged = pledged / PARTS
    if not w.attacked:
        w.announced = max(w.announced, min(announced / PARTS, k.request))
        w.pledged = max(w.pledged, min(w.others_pledged, k.request))


def react(
    p: Assumptions, w: RunState, m: Month, a: Assessment, draws: Draws, month: int, own: Countries
) -> None:
    """12. Publics react, and some states leave: casualties, public support and withdrawals."""
    w.kia += m.killed
    w.rally = publics.next_rally(p, w.rally, m.rally + (1.0 if m.attack else 0.0))
    if m.killed > 0.0:
        for i in range(SEATS):
            if own.troops[i] > 0.0:
                own.fallen[i] = m.killed * own.troops[i] / max(1.0, w.troops)
                own.dead[i] += own.fallen[i]
                own.grief[i] = publics.grief(own.dead[i])
    success = 1.0 - a.win
    for i in range(SEATS):
        own.support[i] = publics.support(p, own.start[i], float(month), w.rally, own.grief[i], success)
    if m.killed > 0.0:
        for i in range(SEATS):
            if own.troops[i] > 0.0 and own.rung[i] >= ladder.SUPPORT:
                fresh = publics.grief(own.fallen[i])
                own.staying[i] = withdrawal.staying(p, own.staying[i], fresh, own.support[i], own.bound[i])
                if own.barred[i] == 0.0 and 1.0 - own.staying[i] > draws.countries[i].exit:
                    own.barred[i] = 1.0
                    w.withdrawals += 1.0


def mood(panel: Panel, known: CountryConstants, own: Countries) -> float:
    """Public support across members, weighted by defence spending; share."""
    total = weights = 0
    for i in range(SEATS):
        if panel.member[i] > 0.0:
            total += whole(known.weight[i] * own.support[i] * PARTS)
            weights += whole(known.weight[i] * PARTS)
    return float(total) / float(weights) if weights > 0 else math.nan
