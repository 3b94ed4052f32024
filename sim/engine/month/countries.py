"""What all countries do in a month, one row of arrays at a time.

The same decisions as `engine.agents.country.Country`, under the same names and in the same order; a loop over one row
at a time, so that the processor can take several countries in a step.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.layout import (
    Constants,
    Countries,
    CountryConstants,
    Draws,
    Election,
    Panel,
    RunState,
)
from sim.rules import conference, force, parliament, publics, roles, standing, willingness, withdrawal
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month


def seat(
    p: Assumptions, s: Levers, facts: Sequence[Facts], panel: Panel, draws: Draws, own: Countries
) -> None:
    """Set the countries as they are before the first month: nobody has joined."""
    own.taken = len(facts)
    for i in range(own.taken):
        c = facts[i]
        own.doubt[i], own.barred[i] = roles.CLOSED, 1.0
        own.near[i] = willingness.nearness(p, c.distance_km)
        own.given[i] = willingness.aid_given(c)
        if panel.member[i] > 0.0:
            own.doubt[i] = willingness.doubt(p, draws.countries[i].doubt)
            own.barred[i] = 0.0 if c.personnel > 0.0 and parliament.lawful(s, c) else 1.0
        unstated = willingness.unstated(p, draws.countries[i].stance)
        own.stance[i] = unstated if math.isnan(panel.stance[i]) else panel.stance[i]
        own.asks[i] = parliament.backing_asked(p, s, c, draws.countries[i].parliament)
        own.start[i] = publics.latent_support(p, c, panel.poll[i], draws.countries[i].poll)
        own.support[i] = own.start[i]
        own.staying[i] = 1.0
        own.joined[i] = math.nan


def hold_elections(
    p: Assumptions, elections: Sequence[Election], draws: Draws, month: int, own: Countries
) -> None:
    """1. The calendar turns: elections, in which new governments take their stance, given or drawn."""
    for e in range(len(elections)):
        if elections[e].month == month:
            i = elections[e].country
            drawn = willingness.after_election(p, own.stance[i], draws.countries[i].election)
            own.stance[i] = drawn if math.isnan(elections[e].stance) else elections[e].stance


def set_reserves(
    p: Assumptions, facts: Sequence[Facts], panel: Panel, w: RunState, m: Month, own: Countries
) -> None:
    """3. All decide: reserves, and so what states can send and what it costs, whenever the threat has changed."""
    if m.threat != w.threat_at_reserve:
        w.threat_at_reserve = m.threat
        for i in range(own.taken):
            if panel.member[i] > 0.0:
                own.reserve[i] = force.reserve(p, facts[i], m.threat)
                own.capacity[i] = force.capacity(p, facts[i], own.reserve[i])
                own.burden[i] = willingness.burden(p, facts[i], own.capacity[i])


def weigh(
    p: Assumptions, s: Levers, k: Constants, m: Month, panel: Panel, known: CountryConstants, own: Countries
) -> None:
    """3. All decide: each executive weighs helping, soldiers, and the risk; parliaments say whether any may go."""
    for i in range(own.taken):
        mandate = known.sensitivity[i] * s.mandate
        own.helping[i] = willingness.total_helping(
            willingness.helping_terms(p, mandate, m.battlefield, own.given[i], own.doubt[i])
        )
        own.soil[i] = willingness.total_soil(willingness.soil_terms(p, own.stance[i], own.support[i]))
        dependence = conference.dependence(known.dependence[i], panel.wants_us[i])
        own.risk[i] = willingness.total_risk(
            willingness.risk_terms(p, m, dependence, own.near[i], own.months[i], own.bound[i], own.burden[i])
        )
        own.missing[i] = conference.unmet(
            panel.wants_us[i], m.us, panel.wants_size[i], k.request, panel.wants_mandate[i], s.mandate
        )
    for i in range(own.taken):
        own.open[i] = 1.0 if own.barred[i] == 0.0 and m.host_consent > 0.0 else 0.0
        consents = own.authorised[i] > 0.0 or m.us >= own.asks[i]
        own.free[i] = own.open[i] if consents else 0.0


def choose_roles(p: Assumptions, k: Constants, panel: Panel, known: CountryConstants, own: Countries) -> None:
    """3. All decide: who goes is settled; executives choose roles off the ground, and announce soldiers they want."""
    for i in range(own.taken):
        own.willing[i] = 1.0 if own.wish[i] > 0.0 else 0.0
        own.authorised[i] = own.free[i] if own.wish[i] > 0.0 else 0.0
        own.announced[i] = own.size[i] if own.wish[i] > 0.0 else 0.0
        own.willingness[i] = roles.willing_at(k.explained, own.helping[i], own.soil[i], own.pressure[i])
    for i in range(own.taken):
        helping = own.helping[i] + willingness.said_of_helping(p, panel.help_stance[i])
        soil, risk = own.soil[i], own.pressure[i]
        own.arms[i] = roles.off_ground(p, k.steps[0], 0.5, helping, soil, risk)
        own.training[i] = roles.off_ground(p, k.steps[1], 0.5, helping, soil, risk)
        own.hub[i] = roles.off_ground(p, k.steps[2], known.hub[i], helping, soil, risk)
        own.air[i] = roles.off_ground(p, k.steps[3], known.aircraft[i], helping, soil, risk)
        own.sea[i] = roles.off_ground(p, k.steps[4], known.navy[i], helping, soil, risk)
        own.monitoring[i] = roles.off_ground(p, k.steps[5], 0.5, helping, soil, risk)


def take_rungs(month: int, own: Countries) -> None:
    """3. All decide: each state stands on the rung of its most demanding role; those who go count their months."""
    for i in range(own.taken):
        above = max(own.air[i], max(own.sea[i], own.monitoring[i]))
        outside = max(own.training[i], own.hub[i])
        rung = max(own.arms[i], max(2.0 * outside, 3.0 * above))
        own.rung[i] = own.wish[i] if own.inside[i] > 0.0 else rung
        own.months[i] = own.months[i] + 1.0 if own.inside[i] > 0.0 else 0.0
        own.joined[i] = float(month) if own.inside[i] > 0.0 and math.isnan(own.joined[i]) else own.joined[i]


def pledge(p: Assumptions, k: Constants, others_pledged: float, own: Countries) -> None:
    """3. All decide: who may go pledges, given what all pledged last month."""
    # Nobody is on the ground for a force of none; its share is asked for all the same, of whatever is not zero.
    request = k.request if k.request > 0.0 else 1.0
    for i in range(own.taken):
        offer = force.pledge(p, own.capacity[i], others_pledged - own.pledged[i], request)
        reinforced = standing.reinforced(p, offer, own.capacity[i], own.bound[i])
        own.pledged[i] = reinforced if own.inside[i] > 0.0 else 0.0


def commit(k: Constants, known: CountryConstants, w: RunState, own: Countries) -> None:
    """4. All commit: add up who takes which role, what is announced and pledged."""
    paying = training = hub = outside = air = watch = above = announced = pledged = 0
    for i in range(own.taken):
        share = known.share[i]
        paying += share if own.arms[i] > 0.0 else 0
        training += share if own.training[i] > 0.0 else 0
        hub += share if own.hub[i] > 0.0 else 0
        outside += share if max(own.training[i], own.hub[i]) > 0.0 else 0
        air += share if own.air[i] > 0.0 else 0
        watch += share if own.monitoring[i] > 0.0 else 0
        above += share if max(own.air[i], max(own.sea[i], own.monitoring[i])) > 0.0 else 0
        announced += whole(own.announced[i] * PARTS)
        pledged += whole(own.pledged[i] * PARTS)
    w.paying_share, w.training_share, w.hub_share = paying / PARTS, training / PARTS, hub / PARTS
    w.outside_share, w.air_share = outside / PARTS, air / PARTS
    w.watch_share, w.above_share = watch / PARTS, above / PARTS
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
        for i in range(own.taken):
            if own.troops[i] > 0.0:
                own.fallen[i] = m.killed * own.troops[i] / max(1.0, w.troops)
                own.dead[i] += own.fallen[i]
                own.grief[i] = publics.grief(own.dead[i])
    success = 1.0 - a.win
    for i in range(own.taken):
        own.support[i] = publics.support(p, own.start[i], float(month), w.rally, own.grief[i], success)
    if m.killed > 0.0:
        for i in range(own.taken):
            if own.troops[i] > 0.0 and own.inside[i] > 0.0:
                fresh = publics.grief(own.fallen[i])
                own.staying[i] = withdrawal.staying(p, own.staying[i], fresh, own.support[i], own.bound[i])
                if own.barred[i] == 0.0 and 1.0 - own.staying[i] > draws.countries[i].exit:
                    own.barred[i] = 1.0
                    w.withdrawals += 1.0


def mood(panel: Panel, known: CountryConstants, own: Countries) -> float:
    """Public support across members, weighted by defence spending; share."""
    total = weights = 0
    for i in range(own.taken):
        if panel.member[i] > 0.0:
            total += whole(known.weight[i] * own.support[i] * PARTS)
            weights += whole(known.weight[i] * PARTS)
    return float(total) / float(weights) if weights > 0 else math.nan
