"""The Mesa agents: countries, Washington, Moscow, Kyiv, and the force.

An agent keeps its own state, reads the month through one view, and asks the rulebook for every number. What it decides
it returns or keeps; it never writes on the model or on another agent. A method that is a phase of the month, or a step
of one, is named as in `engine.month`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

import mesa

from sim.engine.layout import Constants, CountryDraws, MonthDraws, RunDraws
from sim.rules import (
    arming,
    casualties,
    conference,
    denial,
    escalation,
    force,
    kyiv,
    learning,
    moscow,
    parliament,
    publics,
    roles,
    tripwire,
    washington,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assumptions, Facts, Levers, Month
from sim.scenario.orders import GROUND, Decision, names

Player = Callable[["Country"], Decision | None]
"""Decides for a state each month, given the state as an agent; None leaves it to the model's executive."""


@dataclass
class Coalition:
    """What the states have committed together: capability shares of those who take a role, and troops."""

    paying_share: float = 0.0
    training_share: float = 0.0
    hub_share: float = 0.0
    outside_share: float = 0.0  # trains or keeps a hub
    air_share: float = 0.0
    watch_share: float = 0.0
    above_share: float = 0.0  # flies, sails or monitors
    pledged: float = 0.0  # troops
    announced: float = 0.0  # troops


@dataclass(frozen=True)
class Said:
    """What a scenario says of one country: a row of `layout.Panel`, for it alone."""

    stance: float
    help_stance: float
    poll: float
    wants_us: float
    wants_size: float
    wants_mandate: float


RUNG_OF = {"": 0, **{name: roles.RUNGS[roles.ROLE_NAMES.index(name)] for name in GROUND}}
"""Rung of each role on the ground that an order may name."""


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
        self, model: Any, code: str, facts: Facts, view: View, said: Said, draws: CountryDraws
    ) -> None:
        """Nobody has joined yet."""
        super().__init__(model)
        p = view.p
        self.code, self.facts, self.said, self.draws = code, facts, said, draws
        self.stance = willingness.unstated(p, draws.stance) if math.isnan(said.stance) else said.stance
        self.share = whole(facts.weight * PARTS)
        self.near = willingness.nearness(p, facts.distance_km)
        self.given = willingness.aid_given(p, facts)
        self.doubt = willingness.doubt(p, draws.doubt)
        self.asks = parliament.backing_asked(p, view.s, facts, draws.parliament)
        self.start = self.support = publics.latent_support(p, facts, said.poll, draws.poll)
        self.dead = self.grief = self.bound = 0.0
        self.staying = 1.0
        self.barred = facts.personnel <= 0.0 or not parliament.lawful(view.s, facts)
        self.leaders: list[Country | None] = []
        self.rows: list[tuple[int, int, Decision]] = []
        self.player: Player | None = None
        self.ruling: Decision | None = None
        self.met = self.held = False
        self.size = 0.0
        self.authorised = self.open = self.free = self.inside = self.willing = False
        self.roles: frozenset[int] = frozenset()
        self.wished: frozenset[int] = frozenset()
        self.wish = self.rung = self.months = self.willingness = 0.0
        self.reserve = self.capacity = self.burden = 0.0
        self.announced = self.pledged = self.troops = 0.0
        self.joined = math.nan

    def hold_election(self, view: View, stance: float) -> None:
        """1. The calendar turns: a new government takes its stance, given or drawn."""
        drawn = willingness.after_election(view.p, self.stance, self.draws.election)
        self.stance = drawn if math.isnan(stance) else stance

    def set_reserve(self, view: View) -> None:
        """3. All decide: the reserve, and so what can be sent and what it costs."""
        self.reserve = force.reserve(view.p, self.facts, view.m.threat)
        self.capacity = force.capacity(view.p, self.facts, self.reserve)
        self.burden = willingness.burden(view.p, self.facts, self.capacity)

    def propose(self, view: View) -> Decision | None:
        """3. All decide: what stands in for the executive, a player's decision or an order; None if it decides itself.

        What was asked for and met once is forgotten when a new decision begins.
        """
        if self.player is not None:
            decision = self.player(self)
            self.met = self.met and decision == self.ruling
            return decision
        for month, until, decision in self.rows:
            if month <= view.month < until:
                self.met = self.met and month < view.month
                return decision
        return None

    def take_orders(self, view: View) -> None:
        """3. All decide: an order or a player stands in for the executive, or nobody does."""
        self.ruling = self.propose(view)
        told = None if self.ruling is None else self.ruling.share
        self.size = self.capacity if told is None else told * self.capacity

    @property
    def sent(self) -> bool:
        """Whether an order sends soldiers, whatever it asks for."""
        return self.ruling is not None and self.ruling.ground != "" and self.free

    def hold(self, view: View, others: Collection[Country]) -> None:
        """3. All decide: what an ordered state wishes, given the others who go."""
        if self.ruling is None:
            return
        when = self.ruling.when
        offered = sum(whole(other.size * PARTS) for other in others)
        own = whole(self.size * PARTS) if self.inside else 0
        there = (
            {other.code for other in others}.issuperset(when.on_ground)
            and len(others) >= when.at_least
            and (offered + own) / PARTS - self.size * float(self.inside) >= when.pledged
            and view.m.us >= when.us_backing
            and view.s.mandate >= when.mandate
        )
        self.held = there or (self.met and self.ruling.hold == "entry")
        rung = float(RUNG_OF[self.ruling.ground])
        self.wish = rung if self.held and self.open else 0.0

    def weigh(self, view: View) -> None:
        """3. All decide: the executive weighs helping, soldiers and the risk; parliament says whether any may go."""
        p, s, m, c, said = view.p, view.s, view.m, self.facts, self.said
        mandate = c.mandate_sensitivity * s.mandate
        self.helping = willingness.total_helping(
            willingness.helping_terms(p, mandate, m.battlefield, self.given, said.help_stance, self.doubt)
        )
        self.soil = willingness.total_soil(willingness.soil_terms(p, m, self.stance, self.support, self.near))
        self.risk = willingness.total_risk(
            willingness.risk_terms(p, m, c.us_dependence, self.near, self.months, self.bound, self.burden)
        )
        self.missing = conference.unmet(
            said.wants_us, m.us, said.wants_size, view.k.request, said.wants_mandate, s.mandate
        )
        self.open = not self.barred and m.host_consent > 0.0
        self.free = self.open and (self.authorised or m.us >= self.asks)

    def answer(self, view: View, going: float) -> None:
        """3. All decide: what the executive would take on the ground, given those who go."""
        peers = going - (self.facts.weight if self.inside else 0.0)
        missing = self.missing + float(sum(leader is None or not leader.inside for leader in self.leaders))
        self.pressure = self.risk + conference.total(conference.others_terms(view.p, peers, missing))
        wish = roles.on_ground(view.k.steps, self.helping, self.soil, self.pressure)
        self.wish = wish if self.open else 0.0

    def take_roles(self, view: View) -> None:
        """3. All decide: who goes is settled; take roles, announce soldiers if any are wanted, and pledge them."""
        self.willing = self.wish > 0.0
        self.authorised = self.willing and self.free
        self.announced = self.size if self.willing else 0.0
        self.willingness = roles.willing_at(view.k.explained, self.helping, self.soil, self.pressure)
        chosen = self.choose_roles(view)
        ground = {roles.RUNGS.index(int(self.wish))} if self.willing else set()
        self.wished = frozenset(chosen | ground)
        self.roles = frozenset(chosen | ground if self.inside else chosen)
        self.rung = float(max((roles.RUNGS[role] for role in self.roles), default=0))
        self.pledge(view)

    def choose_roles(self, view: View) -> set[int]:
        """Roles off the ground: the executive's own, or what an order names, or leaves once it is struck out."""
        p, steps, c = view.p, view.k.steps, self.facts
        apt = dict(enumerate((0.5, 0.5, c.hub, c.aircraft, c.navy, 0.5)))
        sums = self.helping, self.soil, self.pressure
        own = {role for role in apt if roles.off_ground(p, steps[role], apt[role], *sums) > 0.0}
        if self.ruling is None:
            return own
        self.met = self.met or self.held
        carried = self.held and (self.inside or not self.ruling.ground)
        chosen = self.ruling.role if carried else self.ruling.instead
        told = {roles.ROLE_NAMES.index(name) for name in names(chosen)}
        exact = float(not isinstance(chosen, str))
        return {
            role
            for role in apt
            if roles.ordered(steps[role], apt[role], float(role in own), float(role in told), exact) > 0.0
        }

    def pledge(self, view: View) -> None:
        """Pledge if the state goes, given what all pledged last month."""
        if self.inside:
            others = view.coalition.pledged - self.pledged
            own_size = force.pledge(view.p, self.capacity, others, view.k.request, self.bound)
            told = self.ruling is not None and self.ruling.share is not None
            self.pledged = self.size if told else own_size
            self.months += 1.0
            self.joined = float(view.month) if math.isnan(self.joined) else self.joined
        else:
            self.pledged = self.months = 0.0

    def takes(self, role: int) -> bool:
        """Whether the state takes a role of `roles.ROLE_NAMES`."""
        return role in self.roles

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
        if m.killed > 0.0 and self.troops > 0.0 and self.inside:
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
        p, m, states = view.p, view.m, view.coalition
        self.delivered = arming.deliver(p, self.delivered, m.arming, states.paying_share)
        self.trained = arming.train(p, self.trained, states.training_share)
        air = states.air_share
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
        watch = view.coalition.watch_share
        return draw < moscow.probe_chance(view.p, view.s, view.m, view.k.usual_probe, troops, watch)

    def learn(self, view: View, *, answered: float, ignored: float) -> None:
        """11. Moscow learns from this month's incident, and forgets a little."""
        self.answered = learning.remember(view.p, self.answered, answered)
        self.ignored = learning.remember(view.p, self.ignored, ignored)


class Force(mesa.Agent):  # type: ignore[misc]
    """The force in Ukraine: where it stands, what tests it, what it suffers."""

    def __init__(self, model: Any) -> None:
        """Nobody is there yet, and all is quiet."""
        super().__init__(model)
        self.troops = self.rear = self.forward = 0.0
        self.tension = self.peak = escalation.QUIET
        self.incidents = self.answers = self.clashes = self.tests = self.kia = 0.0
        self.seen_answered = self.seen_ignored = 0.0

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

    def mean_location(self, view: View) -> float:
        """Location of the force on average: only forward troops stand nearer the line than the cities."""
        place = view.s.location
        if self.troops <= 0.0:
            return place
        back = min(place, roles.CITIES)
        return ((self.troops - self.forward) * back + self.forward * place) / self.troops

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
