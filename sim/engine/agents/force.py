"""The force in Ukraine: where it stands, what tests it, what it suffers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import mesa

from sim.engine.agents.country import Country
from sim.engine.agents.kyiv import Kyiv
from sim.engine.agents.view import Contingents, View
from sim.engine.layout import MonthDraws, RunDraws
from sim.rules import casualties, denial, enablers, escalation, roles, standing, tripwire
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assessment


class Force(mesa.Agent):  # type: ignore[misc]
    """The force in Ukraine: where it stands, what tests it, what it suffers."""

    def __init__(self, model: Any) -> None:
        """Nobody is there yet, and all is quiet."""
        super().__init__(model)
        self.troops = self.rear = self.forward = 0.0
        self.tension = self.peak = escalation.QUIET
        self.incidents = self.answers = self.clashes = self.tests = self.kia = 0.0
        self.seen_answered = self.seen_ignored = 0.0
        self.before = 0.0
        self.stood = self.fought = self.after = math.nan

    def count_force(self, view: View, countries: Iterable[Country]) -> None:
        """Count the force, and how much of it stays in the rear."""
        s = view.s
        total = rear = forward = 0
        for country in countries:
            there = whole(country.troops * PARTS)
            total += there
            if s.protection <= 0.0 or (country.rung == 4.0 and s.granted <= 0.0):
                rear += there
            if country.rung == 6.0 and s.granted <= 0.0:
                forward += there
        self.troops, self.rear, self.forward = total / PARTS, rear / PARTS, forward / PARTS
        if s.granted > 0.0:
            self.troops = view.k.request * view.m.host_consent
            self.forward = self.troops - self.rear

    def there(self, view: View, countries: Iterable[Country]) -> Contingents:
        """The force that is there, and the share of it that is expected to stand."""
        sure = sum(whole(c.troops * c.steadiness(view) * PARTS) for c in countries)
        share = min(1.0, sure / PARTS / self.troops) if self.troops > 0.0 else 0.0
        return Contingents(self.troops, self.rear, self.forward, share)

    def asked_for(self, view: View, countries: Iterable[Country]) -> Contingents:
        """The force that is asked for, as if all members stood in it by their capability."""
        sure = all_of_it = 0
        for country in countries:
            sure += whole(country.facts.weight * country.steadiness(view) * PARTS)
            all_of_it += country.share
        troops = view.k.request
        rear = troops if view.s.protection <= 0.0 else 0.0
        return Contingents(troops, rear, troops - rear, sure / all_of_it if all_of_it > 0 else 0.0)

    def assess(self, view: View, ukraine: Kyiv, seen: Contingents) -> Assessment:
        """7. Moscow assesses force and resolve: what such a force is worth, of which a share will stand."""
        p, m = view.p, view.m
        troops, rear, share = seen.troops, seen.rear, seen.standing
        a = Assessment(troops=troops, rear=rear, standing=share)
        a.location = mean_location(view.s.location, seen)
        a.near = denial.proximity(p, a.location)
        a.exposed = troops * a.near
        support = rear + (troops - rear) * view.k.role_mix
        a.support_share = support / max(1.0, troops)
        a.cover = enablers.cover(troops, min(m.air_defence, m.intelligence))
        a.danger = casualties.role_risk(p, a.support_share) * casualties.bareness(p, a.cover)
        a.fighters = denial.fighters(p, troops, support)
        a.strength = ukraine.strength(view, denial.spare(p, troops, a.fighters))
        answer = m.belief * share
        a.effective = denial.effective_force(p, a.fighters, a.near, a.cover, answer)
        a.win = denial.attack_succeeds(p, a.strength + a.effective, m.reinforcement)
        a.touched = tripwire.touched(p, a.exposed)
        engaged = tripwire.exposure(p, a.touched)
        a.europe, a.america = engaged * answer, engaged * tripwire.joining(p, m.us, answer)
        return a

    def expect(self, view: View, attack: float, tested: float) -> tuple[float, float]:
        """What the force shown has to expect, attacked and tested with these chances.

        Returns the chance of direct war a year and the dead per 1,000 soldiers and year.
        """
        p, s, m, a, k = view.p, view.s, view.m, view.a, view.k
        probe = (1.0 - attack) * tested
        answer = m.practised * a.standing
        joined = tripwire.exposure(p, a.touched) * tripwire.joining(p, m.us, answer)
        war = escalation.war_chance(p, s, a.touched * answer, joined)
        kills = casualties.kill_chance(p, m.practised, a.location, a.danger)
        struck = attack * a.touched * p.attack_loss * a.exposed * a.danger * k.attack_multiple
        dead = casualties.death_rate(probe * kills * k.incident_dead + struck, a.troops)
        return min(1.0, 12.0 * (attack * war + probe * m.practised * k.climb)), dead

    def meet_attack(self, view: View, draws: RunDraws) -> tuple[bool, float]:
        """An attack comes: whether it reaches the force, which fights or stands by, and the dead."""
        p, a = view.p, view.a
        self.before, self.fought = self.troops, 0.0
        if draws.meet >= a.touched:
            return False, 0.0
        self.tests += 1.0
        self.clashes += 1.0 if self.fights(view, draws) else 0.0
        return True, casualties.killed_in_attack(p, a.exposed, a.danger, casualties.severity(p, draws.loss))

    def fights(self, view: View, draws: RunDraws) -> bool:
        """Whether it answers an attack that reaches it."""
        return draws.meet < view.a.touched and draws.fight < view.m.practised

    def hold(self, view: View, draws: RunDraws, countries: Iterable[Country]) -> None:
        """Count who stood, and how much of the force so fought."""
        stood = sum(whole(c.troops * PARTS) for c in countries if c.bound > 0.0)
        self.stood = min(1.0, stood / PARTS / max(1.0, self.troops))
        self.fought = self.stood if self.fights(view, draws) else 0.0

    def count_again(self, view: View, since: float) -> None:
        """Count the soldiers that are there some months after the attack; a force that is simply there stays."""
        if view.s.granted <= 0.0 and since == standing.MONTHS_AFTER and self.before > 0.0:
            self.after = min(1.0, self.troops / self.before)

    def meet_probe(self, view: View, draws: MonthDraws) -> tuple[float, int]:
        """A probe tests the force, which answers or lets it pass. Returns the dead and the rung reached."""
        p, m, a = view.p, view.m, view.a
        self.incidents += 1.0
        self.tests += 1.0
        deadly = draws.kill < casualties.kill_chance(p, m.practised, a.location, a.danger)
        killed = 0.0
        if deadly:
            killed = casualties.killed_in_incident(self.troops, casualties.severity(p, draws.severity))
        if draws.answer < m.practised:
            self.seen_answered = 1.0
            self.answers += 1.0
            self.clashes += 1.0
            return killed, escalation.after_answer(view.k.climb, self.tension, deadly, draws.climb)
        self.seen_ignored = 1.0
        return killed, escalation.after_silence(deadly)

    def meet_incursion(self, view: View, draw: float) -> int:
        """Drones over the alliance: the same cabinets answer or let it pass; returns the rung reached."""
        if draw < view.m.practised:
            self.seen_answered += view.m.incursion
            return escalation.EXCHANGE
        self.seen_ignored += view.m.incursion
        return escalation.HARASSMENT

    def ease(self, view: View) -> None:
        """Count the dead; tension follows the month's event, or eases."""
        self.kia += view.m.killed
        self.tension = escalation.next_tension(self.tension, view.m.event)
        self.peak = max(self.peak, self.tension)


def mean_location(place: float, seen: Contingents) -> float:
    """Location of a force on average: only forward troops stand nearer the line than the cities."""
    if seen.troops <= 0.0:
        return place
    back = min(place, roles.CITIES)
    return ((seen.troops - seen.forward) * back + seen.forward * place) / seen.troops
