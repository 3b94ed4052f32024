"""A force as somebody sees it: Moscow the one that is there, each cabinet the one it would join.

Both ask the same rules, so that what a cabinet expects is what the model does, a month late.
"""

from __future__ import annotations

from sim.engine.layout import Constants, Countries, RunInput, RunState
from sim.engine.month import standing
from sim.rules import arming, casualties, denial, enablers, escalation, moscow, roles, tripwire, willingness
from sim.rules.records import Assessment, Assumptions, Levers, Month


def look_ahead(
    p: Assumptions, k: Constants, given: RunInput, w: RunState, m: Month, own: Countries, a: Assessment
) -> None:
    """3. All decide: what a cabinet expects of last month's force, or of the one asked for where there is none."""
    s = given.levers
    if w.troops > 0.0:
        look_at_force(w, m, own, a)
    else:
        a.troops = k.request
        a.rear = k.request if s.protection <= 0.0 else 0.0
        a.forward = a.troops - a.rear
        a.standing = standing.of_members(m, given.panel, given.known, own)
    assess(p, s, k, w, m, a)
    expect(p, s, k, w, m, a)


def look_at_force(w: RunState, m: Month, own: Countries, a: Assessment) -> None:
    """Look at the force that is there."""
    a.troops, a.rear, a.forward = w.troops, w.rear, w.forward
    a.standing = standing.of_force(m, own, w.troops)


def assess(p: Assumptions, s: Levers, k: Constants, w: RunState, m: Month, a: Assessment) -> None:
    """7. Moscow assesses force and resolve: what so many soldiers, of whom so many will stand, are worth."""
    a.location = mean_location(s, a)
    a.near = denial.proximity(p, a.location)
    a.exposed = a.troops * a.near
    support = a.rear + (a.troops - a.rear) * k.role_mix
    a.support_share = support / max(1.0, a.troops)
    a.cover = enablers.cover(a.troops, min(m.air_defence, m.intelligence))
    a.danger = casualties.role_risk(p, a.support_share) * casualties.bareness(p, a.cover)
    a.fighters = denial.fighters(p, a.troops, support)
    built = arming.built(p, w.delivered, w.trained, w.air_share)
    freed = arming.relieved(p, denial.spare(p, a.troops, a.fighters))
    a.strength = built + arming.tide(p, m.battlefield) + freed
    answer = m.belief * a.standing
    a.effective = denial.effective_force(p, a.fighters, a.near, a.cover, answer)
    a.win = denial.attack_succeeds(p, a.strength + a.effective, m.reinforcement)
    a.touched = tripwire.touched(p, a.exposed)
    engaged = tripwire.exposure(p, a.touched)
    a.europe = engaged * answer
    a.america = engaged * tripwire.joining(p, m.us, answer)


def mean_location(s: Levers, a: Assessment) -> float:
    """Location of the force on average: only forward troops stand nearer the line than the cities."""
    if a.troops <= 0.0:
        return s.location
    back = min(s.location, roles.CITIES)
    return ((a.troops - a.forward) * back + a.forward * s.location) / a.troops


def expect(p: Assumptions, s: Levers, k: Constants, w: RunState, m: Month, a: Assessment) -> None:
    """Work out what a force so assessed has to expect: attack, war and dead, under the rules that are practised."""
    worth = moscow.utility(p, s, a, k.usual_win)
    attack = 0.0 if w.attacked else moscow.attack_chance(p, m, k.usual_attack, worth)
    tested = 0.0 if w.attacked else moscow.probe_chance(p, s, m, a, k.usual_probe)
    probe = (1.0 - attack) * tested
    answer = m.practised * a.standing
    joined = tripwire.exposure(p, a.touched) * tripwire.joining(p, m.us, answer)
    war = escalation.war_chance(p, s, a.touched * answer, joined)
    kills = casualties.kill_chance(p, m.practised, a.location, a.danger)
    struck = attack * a.touched * p.attack_loss * a.exposed * a.danger * k.attack_multiple
    m.expected_attack = attack
    m.expected_war = min(1.0, 12.0 * (attack * war + probe * m.practised * k.climb))
    m.expected_dead = casualties.death_rate(probe * kills * k.incident_dead + struck, a.troops)
    m.expected_cover = a.cover
    m.grim = willingness.grim(m.expected_dead)
    m.dread = willingness.dread(m.expected_war)
    m.menace = willingness.menace(m.expected_attack)
