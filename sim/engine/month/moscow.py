"""Moscow moves: attack first, then probe; what happens when that meets the force."""

from __future__ import annotations

from sim.engine.layout import Constants, Countries, Draws, MonthDraws, RunState
from sim.engine.month import standing, truce
from sim.rules import casualties, escalation, moscow, tripwire
from sim.rules.records import Assessment, Assumptions, Levers, Month


def choose_attack(
    p: Assumptions, s: Levers, k: Constants, draw: float, w: RunState, m: Month, a: Assessment
) -> None:
    """9. Moscow chooses whether to attack: it does once the chance that it has come exceeds the run's one draw."""
    m.utility = moscow.utility(p, s, a, k.usual_win)
    m.attack = False
    if not w.attacked:
        risk = moscow.attack_chance(p, m, k.usual_attack, m.utility)
        w.peace = w.peace * (1.0 - risk)
        m.attack = 1.0 - w.peace > draw


def confront(
    p: Assumptions,
    s: Levers,
    k: Constants,
    draws: Draws,
    month: int,
    w: RunState,
    m: Month,
    a: Assessment,
    own: Countries,
) -> None:
    """10. An attack or a probe meets the force; a truce is strained; tension follows."""
    m.killed = min(m.dead, w.troops)
    m.event = escalation.STRIKE if m.killed > 0.0 else escalation.QUIET
    w.seen_answered = w.seen_ignored = 0.0
    if m.attack:
        w.attacked = True
        w.attack_month = float(month)
        w.before = w.troops
        meet_attack(p, s, draws, w, m, a, own)
    elif not w.attacked and draws.months[month].probe < moscow.probe_chance(p, s, m, a, k.usual_probe):
        meet_probe(p, k, draws.months[month], w, m, a)
    if m.incursion > 0.0:
        meet_incursion(draws.months[month].answer, w, m)
    truce.strain(p, draws.months[month].erosion, w, m)
    w.tension = escalation.next_tension(w.tension, m.event)
    w.peak = max(w.peak, w.tension)


def meet_attack(
    p: Assumptions, s: Levers, draws: Draws, w: RunState, m: Month, a: Assessment, own: Countries
) -> None:
    """An attack comes: if it reaches the force, that fights or stands by, and its states stand or leave."""
    drawn = draws.run
    met = drawn.meet < a.touched
    fights = met and drawn.fight < m.practised
    w.fought = 0.0
    if met:
        w.tests += 1.0
        w.clashes += 1.0 if fights else 0.0
        m.killed += casualties.killed_in_attack(p, a.exposed, a.danger, casualties.severity(p, drawn.loss))
        standing.put_to_test(m, draws, w, own)
        w.fought = w.stood if fights else 0.0
    engaged = drawn.meet < tripwire.exposure(p, a.touched)
    w.joined_by_us = engaged and drawn.join < tripwire.joining(p, m.us, w.fought)
    if met or w.joined_by_us:
        war = escalation.war_chance(p, s, w.fought, 1.0 if w.joined_by_us else 0.0)
        m.event = max(m.event, escalation.after_attack(fights, w.joined_by_us, war, drawn.war))


def meet_probe(
    p: Assumptions, k: Constants, month_draws: MonthDraws, w: RunState, m: Month, a: Assessment
) -> None:
    """A probe tests the force, which answers or lets it pass; Moscow takes note."""
    w.incidents += 1.0
    w.tests += 1.0
    deadly = month_draws.kill < casualties.kill_chance(p, m.practised, a.location, a.danger)
    if deadly:
        m.killed += casualties.killed_in_incident(w.troops, casualties.severity(p, month_draws.severity))
    if month_draws.answer < m.practised:
        w.seen_answered = 1.0
        w.answers += 1.0
        w.clashes += 1.0
        m.event = max(m.event, escalation.after_answer(k.climb, w.tension, deadly, month_draws.climb))
    else:
        w.seen_ignored = 1.0
        m.event = max(m.event, escalation.after_silence(deadly))


def meet_incursion(draw: float, w: RunState, m: Month) -> None:
    """Drones over the alliance: the same cabinets answer or let it pass, and Moscow takes note."""
    if draw < m.practised:
        w.seen_answered += m.incursion
        m.event = max(m.event, escalation.EXCHANGE)
    else:
        w.seen_ignored += m.incursion
        m.event = max(m.event, escalation.HARASSMENT)
