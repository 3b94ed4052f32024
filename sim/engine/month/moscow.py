"""Moscow moves: attack first, then probe; what happens when that meets the force."""

from __future__ import annotations

from sim.engine.layout import Constants, MonthDraws, RunDraws, RunState
from sim.rules import casualties, escalation, moscow, tripwire
from sim.rules.records import Assumptions, Levers, Month


def choose_attack(p: Assumptions, s: Levers, k: Constants, draw: float, w: RunState, m: Month) -> None:
    """9. Moscow chooses whether to attack: it does once the chance that it has come exceeds the run's one draw."""
    m.attack = False
    if not w.attacked:
        risk = moscow.attack_chance(p, s, m, k.risk_without_force, k.win_without_force, w.deal)
        w.peace = w.peace * (1.0 - risk)
        m.attack = 1.0 - w.peace > draw


def confront(
    p: Assumptions,
    s: Levers,
    k: Constants,
    run_draws: RunDraws,
    month_draws: MonthDraws,
    month: int,
    w: RunState,
    m: Month,
) -> None:
    """10. An attack or a probe meets the force; tension follows."""
    m.killed = min(m.dead, w.troops)
    m.event = escalation.STRIKE if m.killed > 0.0 else escalation.QUIET
    w.seen_answered = w.seen_ignored = 0.0
    if m.attack:
        w.attacked = True
        w.attack_month = float(month)
        if run_draws.meet < tripwire.touched(p, m.exposed):
            meet_attack(p, s, run_draws, w, m)
    elif not w.attacked:
        monitoring_share = w.watch_share
        if month_draws.probe < moscow.probe_chance(p, s, m, k.usual_probe, w.troops, monitoring_share):
            meet_probe(p, k, month_draws, w, m)
    w.tension = escalation.next_tension(p, w.tension, m.event, month_draws.cool)
    w.peak = max(w.peak, w.tension)


def meet_attack(p: Assumptions, s: Levers, run_draws: RunDraws, w: RunState, m: Month) -> None:
    """An attack reaches the force, which fights or stands by."""
    fights = run_draws.fight < m.practised
    w.tests += 1.0
    w.clashes += 1.0 if fights else 0.0
    m.killed += casualties.killed_in_attack(p, m.exposed, m.role, casualties.severity(p, run_draws.loss))
    m.event = max(m.event, escalation.after_attack(p, s, fights, run_draws.war))


def meet_probe(p: Assumptions, k: Constants, month_draws: MonthDraws, w: RunState, m: Month) -> None:
    """A probe tests the force, which answers or lets it pass; Moscow takes note."""
    w.incidents += 1.0
    w.tests += 1.0
    deadly = month_draws.kill < casualties.kill_chance(p, m.practised, m.location, m.role)
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
