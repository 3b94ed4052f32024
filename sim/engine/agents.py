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
    escalation,
    force,
    kyiv,
    ladder,
    learning,
    moscow,
    parliament,
    publics,
    tripwire,
    washington,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assumptions, Facts, Levers, Month


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
                view.p, m, self.stance, self.support, peers, self.months, c.us_dependence, self.reach
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
            self.pledged = force.pledge(view.p, self.capacity, others, view.k.request)
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

    def react(self, view: View, troops: float, rally: float) -> None:
        """12. Publics react, and some states leave: own casualties out of the force's `troops`, support, withdrawal."""
        p, m = view.p, view.m
        fallen = 0.0
        if m.killed > 0.0 and self.troops > 0.0:
            fallen = m.killed * self.troops / max(1.0, troops)
            self.dead += fallen
            self.grief = publics.grief(self.dead)
        self.support = publics.support(p, self.start, float(view.month), rally, self.grief, 1.0 - m.win)
        if m.killed > 0.0 and self.troops > 0.0 and self.rung >= ladder.SUPPORT:
            self.staying = withdrawal.staying(p, self.staying, publics.grief(fallen), self.support)
            self.barred = self.barred or 1.0 - self.staying > self.draws.exit


class Washington(mesa.Agent):  # type: ignore[misc]
    """A volatile signal; others act on the trust it leaves."""

    def __init__(self, model: Any, trust: float) -> None:
        """Trust starts at the scenario's level."""
        super().__init__(model)
        self.trust = trust

    def send_signal(self, view: View, troops: float, draw: float) -> tuple[float, float, float, float]:
        """2. Washington sends its signal, which moves trust down faster than up.

        Returns the US level, and, as cabinets feel them, backing, its swing, and the guarantee.
        """
        p, s = view.p, view.s
        level = washington.moved(p, view.m.us_level, troops / max(1.0, view.k.request))
        noise = washington.swing(s, level)
        self.trust = washington.trust(p, self.trust, washington.signal(level, noise, draw))
        felt = washington.felt(s, self.trust), washington.felt(s, noise)
        return level, *felt, washington.guarantee(s, self.trust)


class Kyiv(mesa.Agent):  # type: ignore[misc]
    """Grows stronger, weighs the guarantee, takes a deal."""

    def __init__(self, model: Any) -> None:
        """Nothing is delivered, nothing agreed."""
        super().__init__(model)
        self.delivered = self.trained = self.calmed = 0.0
        self.deal = False

    def grow_stronger(self, view: View) -> float:
        """6. Ukraine grows stronger: arms, training, air effort, relief; returns the strength in the field, troops."""
        p, s, m, states = view.p, view.s, view.m, view.coalition
        self.delivered = arming.deliver(p, self.delivered, m.arming, states.paying_share)
        self.trained = arming.train(p, self.trained, states.training_share * s.training)
        air = states.air_share * s.air_sea
        strength = arming.ukrainian_strength(p, m.battlefield, self.delivered, self.trained, air)
        return strength + arming.relieved(p, m.support_troops)

    def negotiate(self, view: View) -> tuple[float, float]:
        """8. Kyiv weighs the guarantee, and takes a deal once it is strong enough; returns both indices, 0–1."""
        p, m = view.p, view.m
        index = kyiv.guarantee_index(p, m.response, m.strength + m.effective)
        demand = kyiv.demand(p, m.battlefield)
        self.deal = self.deal or index >= demand
        self.calmed = kyiv.calmed(p, self.calmed, self.deal, m.consent)
        return index, demand


class Moscow(mesa.Agent):  # type: ignore[misc]
    """Believes what it sees; attacks, or probes, or waits."""

    def __init__(self, model: Any) -> None:
        """Nothing has been seen of the force."""
        super().__init__(model)
        self.answered = self.ignored = 0.0
        self.peace = 1.0
        self.attacked = False
        self.attack_month = math.nan

    def belief(self, view: View) -> float:
        """Belief that the force answers: the declared rules at a discount, and what was seen; 0–1."""
        return learning.belief(view.p, view.m.roe, self.answered, self.ignored)

    def choose_attack(self, view: View, *, deal: bool, draw: float) -> bool:
        """9. Moscow chooses whether to attack: it does once the chance that it has come exceeds the run's one draw."""
        if self.attacked:
            return False
        k = view.k
        risk = moscow.attack_chance(view.p, view.s, view.m, k.risk_without_force, k.win_without_force, deal)
        self.peace = self.peace * (1.0 - risk)
        return 1.0 - self.peace > draw

    def attack(self, month: int) -> None:
        """Begin an attack."""
        self.attacked, self.attack_month = True, float(month)

    def probes(self, view: View, *, troops: float, draw: float) -> bool:
        """Whether the force is tested this month."""
        monitoring_share = view.coalition.air_share * view.s.monitoring
        return draw < moscow.probe_chance(
            view.p, view.s, view.m, view.k.usual_probe, troops, monitoring_share
        )

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

    def mean_location(self, view: View) -> float:
        """Location of the force on average: support contingents stand no nearer than the cities."""
        place = view.s.location
        if self.troops <= 0.0:
            return place
        back = min(place, ladder.CITIES)
        return (self.rear * back + (self.troops - self.rear) * place) / self.troops

    def effective(self, view: View) -> float:
        """Fighting worth in Ukrainian-soldier equivalents; troops."""
        m = view.m
        return denial.effective_force(view.p, self.troops, m.support_share, m.near, m.ceiling, m.belief)

    def meet_attack(self, view: View, draws: RunDraws) -> tuple[float, int]:
        """An attack comes; if it reaches the force, that fights or stands by. Returns the dead and the rung reached."""
        p, m = view.p, view.m
        if draws.meet >= tripwire.touched(p, m.exposed):
            return 0.0, escalation.QUIET
        fights = draws.fight < m.practised
        self.tests += 1.0
        self.clashes += 1.0 if fights else 0.0
        killed = casualties.killed_in_attack(p, m.exposed, m.role, casualties.severity(p, draws.loss))
        return killed, escalation.after_attack(p, view.s, fights, draws.war)

    def meet_probe(self, view: View, draws: MonthDraws) -> tuple[float, int]:
        """A probe tests the force, which answers or lets it pass. Returns the dead and the rung reached."""
        p, m = view.p, view.m
        self.incidents += 1.0
        self.tests += 1.0
        deadly = draws.kill < casualties.kill_chance(p, m.practised, m.location, m.role)
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

    def ease(self, view: View, draw: float) -> None:
        """Count the dead; tension follows the month's event, or eases."""
        self.kia += view.m.killed
        self.tension = escalation.next_tension(view.p, self.tension, view.m.event, draw)
        self.peak = max(self.peak, self.tension)
