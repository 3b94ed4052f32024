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
    enablers,
    escalation,
    force,
    kyiv,
    learning,
    moscow,
    parliament,
    publics,
    roles,
    standing,
    tripwire,
    truce,
    washington,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month
from sim.scenario.orders import GROUND, Decision, Order, names

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
class Contingents:
    """A force to be assessed: its troops, those in the rear, those forward, and the share expected to stand."""

    troops: float
    rear: float
    forward: float
    standing: float


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
    a: Assessment = field(default_factory=Assessment)  # the force
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
        self.odds = standing.own_odds(p, self.near)
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
        there = (
            {other.code for other in others}.issuperset(when.on_ground)
            and len(others) >= when.at_least
            and offered / PARTS >= when.pledged
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
            willingness.helping_terms(p, mandate, m.battlefield, self.given, self.doubt)
        )
        self.soil = willingness.total_soil(willingness.soil_terms(p, m, self.stance, self.support, self.near))
        dependence = conference.dependence(c.us_dependence, said.wants_us)
        self.risk = willingness.total_risk(
            willingness.risk_terms(p, m, dependence, self.near, self.months, self.bound, self.burden)
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

    def wish_as_order(self, month: int) -> Order:
        """What the state wished this month, whoever decided and whatever came of it, as a row of orders."""
        return Decision(role=tuple(roles.ROLE_NAMES[role] for role in sorted(self.wished))).from_month(
            month, self.code
        )

    def choose_roles(self, view: View) -> set[int]:
        """Roles off the ground: the executive's own, or what an order names, or leaves once it is struck out."""
        p, steps, c = view.p, view.k.steps, self.facts
        apt = dict(enumerate((0.5, 0.5, c.hub, c.aircraft, c.navy, 0.5)))
        helping = self.helping + willingness.said_of_helping(p, self.said.help_stance)
        sums = helping, self.soil, self.pressure
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
            offer = force.pledge(view.p, self.capacity, others, view.k.request)
            reinforced = standing.reinforced(view.p, offer, self.capacity, self.bound)
            told = self.ruling is not None and self.ruling.share is not None
            self.pledged = self.size if told else reinforced
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
        if m.killed > 0.0 and self.troops > 0.0 and self.inside:
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
        p, states = view.p, view.coalition
        self.delivered = arming.deliver(p, self.delivered, view.m.arming, states.paying_share)
        self.trained = arming.train(p, self.trained, states.training_share)

    def strength(self, view: View, spare: float) -> float:
        """Strength in the field, with so many support soldiers to spare; troops."""
        air = view.coalition.air_share
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
        monitoring_share = view.coalition.watch_share
        if m.attack or draw < truce.break_chance(p, m, self.age, m.utility, self.forced, monitoring_share):
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
        monitoring_share = view.coalition.watch_share
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

    def ease(self, view: View, draw: float) -> None:
        """Count the dead; tension follows the month's event, or eases."""
        self.kia += view.m.killed
        self.tension = escalation.next_tension(view.p, self.tension, view.m.event, draw)
        self.peak = max(self.peak, self.tension)


def mean_location(place: float, seen: Contingents) -> float:
    """Location of a force on average: only forward troops stand nearer the line than the cities."""
    if seen.troops <= 0.0:
        return place
    back = min(place, roles.CITIES)
    return ((seen.troops - seen.forward) * back + seen.forward * place) / seen.troops
