"""The Mesa agents: countries, Washington, Moscow, Kyiv, and the force.

An agent keeps its own state, reads the month through one view, and asks the rulebook for every number. What it decides
it returns or keeps; it never writes on the model or on another agent. A method that is a phase of the month, or a step
of one, is named as in `engine.month`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import mesa

from sim.engine.layout import Constants, CountryDraws, MonthDraws, RunDraws
from sim.rules import (
    arming,
    casualties,
    denial,
    enablers,
    escalation,
    force,
    kyiv,
    ladder,
    learning,
    moscow,
    parliament,
    publics,
    standing,
    tripwire,
    truce,
    washington,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month


@dataclass
class Coalition:
    """What the states have committed together."""

    joined: float = 0.0  # capability share on a ground rung
    paying_share: float = 0.0  # on a rung that pays for arms
    training_share: float = 0.0  # on the training rung or above
    air_share: float = 0.0  # on the air and sea rung or above
    pledged: float = 0.0  # troops
    announced: float = 0.0  # troops


@dataclass
class View:
    """The month as every agent sees it, and what stays the same all run."""

    p: Assumptions
    s: Levers
    k: Constants
    month: int = -1
    m: Month = field(default_factory=Month)
    a: Assessment = field(default_factory=Assessment)  # the force
    coalition: Coalition = field(default_factory=Coalition)


class Country(mesa.Agent):  # type: ignore[misc]
    """A possible contributor: a cabinet, a parliament and a public."""

    def __init__(
        self, model: Any, code: str, facts: Facts, view: View, stance: float, poll: float, draws: CountryDraws
    ) -> None:
        """Nobody has joined yet; `poll` is public support before the draw."""
        super().__init__(model)
        p = view.p
        self.code, self.facts, self.draws = code, facts, draws
        self.stance = willingness.unstated(p, draws.stance) if math.isnan(stance) else stance
        self.share = whole(facts.weight * PARTS)
        self.near = willingness.nearness(p, facts.distance_km)
        self.reach = willingness.norm_reach(p, facts)
        self.odds = standing.own_odds(p, self.near)
        self.bound = 0.0
        self.doubt = willingness.doubt(p, draws.doubt)
        self.start = self.support = publics.latent_support(p, facts, poll, draws.poll)
        self.dead = self.grief = 0.0
        self.staying = 1.0
        self.barred = facts.personnel <= 0.0
        self.authorised = self.willing = False
        self.rung = 0.0
        self.months = self.willingness = self.reserve = self.capacity = 0.0
        self.announced = self.pledged = self.troops = 0.0
        self.joined = math.nan

    def set_reserve(self, view: View) -> None:
        """3. All decide: the reserve, and so what can be sent."""
        self.reserve = force.reserve(view.p, self.facts, view.m.threat)
        self.capacity = force.capacity(view.p, self.facts, self.reserve)

    def terms(self, view: View) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What bears on helping at all, and on sending soldiers, term by term."""
        c, m = self.facts, view.m
        peers = view.coalition.joined - (c.weight if self.rung >= ladder.SUPPORT else 0.0)
        mandate = c.mandate_sensitivity * view.s.mandate
        return (
            willingness.helping_terms(view.p, self.near, mandate, m.battlefield, self.doubt),
            willingness.sending_terms(
                view.p,
                m,
                self.stance,
                self.support,
                peers,
                self.months,
                c.us_dependence,
                self.reach,
                self.bound,
            ),
        )

    def decide(self, view: View) -> None:
        """3. All decide: the executive, parliament, the pledge."""
        helping, sending = self.weigh(view)
        self.ratify(view, helping, sending)
        self.pledge(view)

    def weigh(self, view: View) -> tuple[float, float]:
        """Climb to the highest rung that the executive is willing to stand on; returns what bears on it."""
        k = view.k
        on_helping, on_sending = self.terms(view)
        helping = willingness.total_helping(on_helping)  # type: ignore[arg-type]
        sending = willingness.total_sending(on_sending)  # type: ignore[arg-type]
        self.willingness = ladder.willing_at(k.explained, helping, sending)
        self.rung = ladder.highest(k.steps, helping, sending, self.barred or view.m.host_consent <= 0.0)
        self.willing = self.rung >= ladder.SUPPORT
        self.announced = self.capacity if self.willing else 0.0
        return helping, sending

    def ratify(self, view: View, helping: float, sending: float) -> None:
        """Ask parliament about soldiers on the ground; where it refuses, the state stays off the ground."""
        self.authorised = self.willing and (
            self.authorised
            or parliament.consents(view.p, view.s, self.facts, view.m.us, self.draws.parliament)
        )
        if self.willing and not self.authorised:
            self.rung = ladder.highest_off_ground(view.k.steps, helping, sending)

    def pledge(self, view: View) -> None:
        """Pledge if the state may go, given what all pledged last month."""
        if self.rung >= ladder.SUPPORT:
            others = view.coalition.pledged - self.pledged
            offer = force.pledge(view.p, self.capacity, others, view.k.request)
            self.pledged = standing.reinforced(view.p, offer, self.capacity, self.bound)
            self.months += 1.0
            self.joined = float(view.month) if math.isnan(self.joined) else self.joined
        else:
            self.pledged = self.months = 0.0

    def move_contingent(self, view: View, arriving: float) -> None:
        """5. The force moves: the contingent towards what was promised, as far as it may arrive."""
        target = view.p.conv * self.pledged * arriving
        self.troops = force.build_up(self.troops, target, view.k.up, view.k.down)

    def grant_contingent(self, share: float) -> None:
        """5. The force moves: hold a share of a force that is simply there."""
        self.troops = share * self.capacity

    def steadiness(self, view: View) -> float:
        """Chance of standing if it is hit; 0–1."""
        return standing.chance(self.odds, view.m.shared_odds)

    def stand_or_leave(self, view: View) -> None:
        """10. An attack meets the force: stand and be bound, or leave for good."""
        if self.troops <= 0.0:
            return
        if self.draws.nerve < self.steadiness(view):
            self.bound = 1.0
        else:
            self.barred = True

    def loosen(self, held: float) -> None:
        """1. The calendar turns: what binds a state that stood wears off."""
        self.bound = held if self.bound > 0.0 else 0.0

    def react(self, view: View, troops: float, rally: float) -> None:
        """12. Publics react, and some states leave: own casualties out of the force's `troops`, support, withdrawal."""
        p, m = view.p, view.m
        fallen = 0.0
        if m.killed > 0.0 and self.troops > 0.0:
            fallen = m.killed * self.troops / max(1.0, troops)
            self.dead += fallen
            self.grief = publics.grief(self.dead)
        self.support = publics.support(p, self.start, float(view.month), rally, self.grief, 1.0 - view.a.win)
        if m.killed > 0.0 and self.troops > 0.0 and self.rung >= ladder.SUPPORT:
            self.staying = withdrawal.staying(
                p, self.staying, publics.grief(fallen), self.support, self.bound
            )
            self.barred = self.barred or 1.0 - self.staying > self.draws.exit


class Washington(mesa.Agent):  # type: ignore[misc]
    """A volatile signal; others act on the trust it leaves."""

    def __init__(self, model: Any, trust: float) -> None:
        """Trust starts at the scenario's level."""
        super().__init__(model)
        self.trust = trust

    def send_signal(self, view: View, troops: float, draw: float) -> tuple[float, float, float]:
        """2. Washington sends its signal, which moves trust down faster than up.

        Returns the US level, and, as cabinets feel them, backing and its swing.
        """
        p, s = view.p, view.s
        level = washington.moved(p, view.m.us_level, troops / max(1.0, view.k.request))
        noise = washington.swing(s, level)
        self.trust = washington.trust(p, self.trust, washington.signal(level, noise, draw))
        return level, washington.guarantee(s, self.trust), washington.guarantee(s, noise)


class Kyiv(mesa.Agent):  # type: ignore[misc]
    """Grows stronger, weighs the guarantee, and says whether it would sign a truce."""

    def __init__(self, model: Any) -> None:
        """Nothing is delivered, nothing offered."""
        super().__init__(model)
        self.delivered = self.trained = 0.0
        self.content = False

    def grow_stronger(self, view: View) -> None:
        """6. Ukraine grows stronger: arms and training."""
        p, s, states = view.p, view.s, view.coalition
        self.delivered = arming.deliver(p, self.delivered, view.m.arming, states.paying_share)
        self.trained = arming.train(p, self.trained, states.training_share * s.training)

    def strength(self, view: View, spare: float) -> float:
        """Strength in the field, with so many support soldiers to spare; troops."""
        air = view.coalition.air_share * view.s.air_sea
        built = arming.built(view.p, self.delivered, self.trained, air)
        return built + arming.tide(view.p, view.m.battlefield) + arming.relieved(view.p, spare)

    def weigh(self, view: View) -> tuple[float, float]:
        """8. Kyiv weighs the guarantee; returns what is offered and what it asks for, 0–1."""
        p, m, a = view.p, view.m, view.a
        even = a.strength - arming.tide(p, m.battlefield) + a.effective
        index = kyiv.guarantee_index(p, tripwire.either(a.europe, a.america), even)
        demand = kyiv.demand(p, m.battlefield)
        self.content = self.content or index >= demand
        return index, demand

    def signs(self, view: View, push: float) -> bool:
        """Whether it signs a truce under so much pressure."""
        return truce.kyiv_signs(view.p, view.m, push)


class Truce(mesa.Agent):  # type: ignore[misc]
    """The paper that two sign and one breaks: how old it is, how it came about, how far it has calmed the war."""

    def __init__(self, model: Any) -> None:
        """Nobody has signed."""
        super().__init__(model)
        self.standing = self.signed = self.forced = self.broken = False
        self.age = self.months = self.calmed = self.cooling = 0.0

    def negotiate(self, view: View, ukraine: Kyiv, russia: Moscow, troops: float) -> None:
        """8. Both weigh a truce, which calms the war while it stands."""
        p, consent, push = view.p, view.m.consent, view.s.push
        if self.standing:
            self.calmed = truce.calmed(p, self.calmed, consent)
        elif self.cooling > 0.0:
            self.cooling -= 1.0
        elif not russia.attacked and ukraine.signs(view, push) and russia.signs(view, troops, push):
            self.standing = self.signed = True
            self.forced = not (ukraine.signs(view, 0.0) and russia.signs(view, troops, 0.0))
            self.age = 0.0
            self.calmed = truce.calmed(p, self.calmed, consent)

    def strain(self, view: View, draw: float) -> None:
        """10. An attack breaks it, erosion may, or it grows a month older."""
        if not self.standing:
            return
        p, m = view.p, view.m
        watched = view.coalition.air_share * view.s.monitoring
        if m.attack or draw < truce.break_chance(p, m, self.age, m.utility, self.forced, watched):
            self.standing, self.broken = False, True
            self.calmed, self.cooling = 0.0, p.cool_off
        else:
            self.age += 1.0
            self.months += 1.0


class Moscow(mesa.Agent):  # type: ignore[misc]
    """Believes what it sees; attacks, or probes, or waits."""

    def __init__(self, model: Any) -> None:
        """Nothing has been seen of the force."""
        super().__init__(model)
        self.answered = self.ignored = 0.0
        self.peace = 1.0
        self.attacked = False
        self.attack_month = math.nan

    def belief(self, view: View, ruled: float) -> float:
        """Belief that the force answers: its rules as far as they are believed, and what was seen; 0–1."""
        return learning.belief(view.p, ruled, self.answered, self.ignored)

    def attack_chance(self, view: View, *, truce: bool) -> tuple[float, float]:
        """What an attack on this force is worth, and its chance this month; once it has come there is no other."""
        worth = moscow.utility(view.p, view.s, view.a, view.k.usual_win)
        if self.attacked:
            return worth, 0.0
        return worth, moscow.attack_chance(view.p, view.m, view.k.usual_attack, worth, truce)

    def choose_attack(self, risk: float, draw: float) -> bool:
        """9. Moscow chooses whether to attack: it does once the chance that it has come exceeds the run's one draw."""
        if self.attacked:
            return False
        self.peace = self.peace * (1.0 - risk)
        return 1.0 - self.peace > draw

    def attack(self, month: int) -> None:
        """Begin an attack."""
        self.attacked, self.attack_month = True, float(month)

    def probe_chance(self, view: View) -> float:
        """Chance that the force is tested this month; none once war has come."""
        if self.attacked:
            return 0.0
        monitoring_share = view.coalition.air_share * view.s.monitoring
        return moscow.probe_chance(view.p, view.s, view.m, view.a, view.k.usual_probe, monitoring_share)

    def signs(self, view: View, troops: float, push: float) -> bool:
        """Whether it signs a truce beside so many soldiers, under so much pressure."""
        return truce.moscow_signs(view.p, view.s, view.m, troops, push)

    def learn(self, view: View, *, answered: float, ignored: float) -> None:
        """11. Moscow learns from this month's incident, and forgets a little."""
        self.answered = learning.remember(view.p, self.answered, answered)
        self.ignored = learning.remember(view.p, self.ignored, ignored)


class Force(mesa.Agent):  # type: ignore[misc]
    """The force in Ukraine: where it stands, what tests it, what it suffers."""

    def __init__(self, model: Any) -> None:
        """Nobody is there yet, and all is quiet."""
        super().__init__(model)
        self.troops = self.rear = 0.0
        self.tension = self.peak = escalation.QUIET
        self.incidents = self.answers = self.clashes = self.tests = self.kia = 0.0
        self.seen_answered = self.seen_ignored = 0.0
        self.before = 0.0
        self.stood = self.fought = self.after = math.nan

    def count_force(self, view: View, countries: Iterable[Country]) -> None:
        """Count the force, and how much of it stays in the rear."""
        s = view.s
        total = rear = 0
        for country in countries:
            there = whole(country.troops * PARTS)
            total += there
            if s.protection <= 0.0 or (country.rung == ladder.SUPPORT and s.granted <= 0.0):
                rear += there
        self.troops, self.rear = total / PARTS, rear / PARTS
        if s.granted > 0.0:
            self.troops = view.k.request * view.m.host_consent

    def there(self, view: View, countries: Iterable[Country]) -> tuple[float, float, float]:
        """The force that is there: its troops, those in the rear, and the share expected to stand."""
        sure = sum(whole(c.troops * c.steadiness(view) * PARTS) for c in countries)
        share = min(1.0, sure / PARTS / self.troops) if self.troops > 0.0 else 0.0
        return self.troops, self.rear, share

    def asked_for(self, view: View, countries: Iterable[Country]) -> tuple[float, float, float]:
        """The force that is asked for, in the same words, as if all members stood in it by their capability."""
        sure = all_of_it = 0
        for country in countries:
            sure += whole(country.facts.weight * country.steadiness(view) * PARTS)
            all_of_it += country.share
        troops = view.k.request
        rear = troops if view.s.protection <= 0.0 else 0.0
        return troops, rear, sure / all_of_it if all_of_it > 0 else 0.0

    def assess(self, view: View, ukraine: Kyiv, troops: float, rear: float, share: float) -> Assessment:
        """7. Moscow assesses force and resolve: what such a force is worth, of which a share will stand."""
        p, m, a = view.p, view.m, Assessment(troops=troops, rear=rear, standing=share)
        a.location = mean_location(view.s.location, troops, rear)
        a.near = denial.proximity(p, a.location)
        a.exposed = troops * a.near
        support = rear + (troops - rear) * view.k.role_mix
        a.support_share = support / max(1.0, troops)
        a.cover = enablers.cover(troops, min(m.air_defence, m.intelligence))
        a.risk = casualties.role_risk(p, a.support_share) * casualties.bareness(p, a.cover)
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
        kills = casualties.kill_chance(p, m.practised, a.location, a.risk)
        struck = attack * a.touched * p.attack_loss * a.exposed * a.risk * k.attack_multiple
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
        return True, casualties.killed_in_attack(p, a.exposed, a.risk, casualties.severity(p, draws.loss))

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
            self.after = self.troops / self.before

    def meet_probe(self, view: View, draws: MonthDraws) -> tuple[float, int]:
        """A probe tests the force, which answers or lets it pass. Returns the dead and the rung reached."""
        p, m, a = view.p, view.m, view.a
        self.incidents += 1.0
        self.tests += 1.0
        deadly = draws.kill < casualties.kill_chance(p, m.practised, a.location, a.risk)
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

    def ease(self, view: View, draw: float) -> None:
        """Count the dead; tension follows the month's event, or eases."""
        self.kia += view.m.killed
        self.tension = escalation.next_tension(view.p, self.tension, view.m.event, draw)
        self.peak = max(self.peak, self.tension)


def mean_location(place: float, troops: float, rear: float) -> float:
    """Location of a force on average: support contingents stand no nearer than the cities."""
    if troops <= 0.0:
        return place
    back = min(place, ladder.CITIES)
    return (rear * back + (troops - rear) * place) / troops
