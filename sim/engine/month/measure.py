"""Writes a run's outcomes into the result rows: of the run, by country, by month, and one country's terms."""

from __future__ import annotations

import math

from sim.engine.layout import (
    Countries,
    CountryConstants,
    MonthOutcomes,
    Outcomes,
    Panel,
    Results,
    RunInput,
    RunState,
    Terms,
)
from sim.engine.month.countries import mood
from sim.rules import conference, enablers, escalation, roles, tripwire, willingness
from sim.rules.records import Assessment, Assumptions, Month


def coalition(w: RunState, m: Month, a: Assessment, panel: Panel, own: Countries, results: Results) -> None:
    """Write the coalition of the last month of peace, and what both sides think of the force."""
    out = results.run
    out.announced, out.pledged, out.deployed = w.announced, w.pledged, w.troops
    out.bound_by_will = 1.0 if m.limit == enablers.WILL else 0.0
    out.bound_by_request = 1.0 if m.limit == enablers.REQUEST else 0.0
    out.bound_by_sustainment = 1.0 if m.limit == enablers.SUSTAINMENT else 0.0
    bare = enablers.gap(w.troops, m.air_defence, m.intelligence)
    out.cover = a.cover
    out.bare_of_air_defence = 1.0 if bare == enablers.AIR_DEFENCE else 0.0
    out.bare_of_intelligence = 1.0 if bare == enablers.INTELLIGENCE else 0.0
    out.belief, out.practised_roe, out.standing = m.belief, m.practised, a.standing
    out.response_europe, out.response_us = a.europe, a.america
    out.response = tripwire.either(a.europe, a.america)
    out.ukraine_strength, out.effective_force = a.strength, a.effective
    out.guarantee_index, out.guarantee_demand = m.guarantee_index, m.demand
    out.deal, out.kyiv_content = 1.0 if w.truce else 0.0, 1.0 if w.content else 0.0
    out.us_backing_end = w.trust
    out.joined_wait, out.joined_rally = w.least, w.greatest
    ground = some = willing = blocked = 0.0
    for i in range(own.taken):
        ground += own.inside[i]
        some += 1.0 if own.rung[i] >= 2.0 else 0.0
        willing += own.willing[i]
        blocked += own.willing[i] - own.inside[i]
    out.ground_contributors, out.any_role_contributors = ground, some
    out.willing_governments, out.blocked_by_parliament = willing, blocked
    for i in range(len(results.countries)):
        row = results.countries[i]
        row.roles_by_country, row.hindrance_by_country = taken(own, i), own.hindered[i]
        row.rung_by_country, row.troops_by_country = own.rung[i], own.troops[i]
        row.reserve_by_country = own.reserve[i]
        row.willingness_by_country = own.willingness[i] if panel.member[i] > 0.0 else math.nan
        row.joined_month_by_country = own.joined[i]


def account(w: RunState, out: Outcomes) -> None:
    """Write the outcomes that add up over all months."""
    out.attacked = 1.0 if w.attacked else 0.0
    out.attack_month = w.attack_month
    out.stood, out.fought, out.standing_after = w.stood, w.fought, w.after
    out.us_joined = 1.0 if w.joined_by_us else 0.0
    out.truce_signed, out.truce_broken = 1.0 if w.signed else 0.0, 1.0 if w.broken else 0.0
    out.truce_months = w.truce_months
    out.incidents, out.answered, out.clashes = w.incidents, w.answers, w.clashes
    out.kia = w.kia
    out.direct_war = 1.0 if w.peak >= escalation.DIRECT_WAR else 0.0
    out.bystander = 1.0 if w.tests > 0.0 and w.clashes < 0.2 * w.tests else 0.0
    out.peak_rung = float(w.peak)
    out.withdrawals = w.withdrawals
    out.cost_eur_bn = w.cost


def path(
    w: RunState, m: Month, panel: Panel, known: CountryConstants, own: Countries, row: MonthOutcomes
) -> None:
    """Write the outcomes of the month just played."""
    row.deployed_path = w.troops
    row.rung_path = float(w.tension)
    row.support_path = mood(panel, known, own)
    row.us_backing_path = w.trust
    row.expected_attack_path, row.expected_war_path = m.expected_attack, m.expected_war
    row.expected_dead_path = m.expected_dead


def taken(own: Countries, i: int) -> float:
    """Roles a country takes as one number: 1 for the first of `roles.ROLE_NAMES`, 2 for the second, 4 for the third."""
    ground = own.inside[i] * own.rung[i]
    soldiers = (64.0 if ground == 4.0 else 0.0) + (128.0 if ground == 5.0 else 0.0)
    soldiers = soldiers + (256.0 if ground == 6.0 else 0.0)
    outside = own.arms[i] + 2.0 * own.training[i] + 4.0 * own.hub[i]
    return outside + 8.0 * own.air[i] + 16.0 * own.sea[i] + 32.0 * own.monitoring[i] + soldiers


def terms(p: Assumptions, m: Month, given: RunInput, w: RunState, own: Countries, i: int, row: Terms) -> None:
    """Write every term of country i's willingness to take the role that explanations look at."""
    s, panel, known = given.levers, given.panel, given.known
    mandate = known.sensitivity[i] * s.mandate
    helping = willingness.helping_terms(p, mandate, m.battlefield, own.given[i], own.doubt[i])
    soil = willingness.soil_terms(p, own.stance[i], own.support[i])
    dependence = conference.dependence(known.dependence[i], panel.wants_us[i])
    risk = willingness.risk_terms(p, m, dependence, own.near[i], own.months[i], own.bound[i], own.burden[i])
    peers = w.going - (known.weight[i] if own.inside[i] > 0.0 else 0.0)
    others = conference.others_terms(p, peers, own.missing[i] + own.unled[i])
    role = roles.step(p, s, roles.explained(s))
    at = len(helping)
    for n in range(len(helping)):
        row[n] = helping[n]
    for n in range(len(soil)):
        row[at + n] = role[0] * soil[n]
    for n in range(len(risk)):
        row[at + len(soil) + n] = role[1] * risk[n]
    at_others = at + len(soil) + len(risk)
    for n in range(len(others)):
        row[at_others + n] = role[1] * others[n]
    row[at_others + len(others)] = role[2]
