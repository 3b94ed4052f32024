"""A possible contributor: a cabinet, a parliament and a public."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import Any

import mesa

from sim.engine.agents.view import Said, View
from sim.engine.layout import CountryDraws
from sim.rules import (
    conference,
    force,
    hindrance,
    parliament,
    publics,
    roles,
    standing,
    willingness,
    withdrawal,
)
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Facts
from sim.scenario.orders import GROUND, Decision, names

Player = Callable[["Country"], Decision | None]
"""Decides for a state each month, given the state as an agent; None leaves it to the model's executive."""

RUNG_OF = {"": 0, **{name: roles.RUNGS[roles.ROLE_NAMES.index(name)] for name in GROUND}}
"""Rung of each role on the ground that an order may name."""


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
        self.given = willingness.aid_given(facts)
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
        self.hindered = hindrance.FREE
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
    def in_place(self) -> bool:
        """Whether it goes before states are asked: it is sent by an order, whatever that asks for, or goes already."""
        return self.free and (self.inside if self.ruling is None else self.ruling.ground != "")

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
        self.soil = willingness.total_soil(willingness.soil_terms(p, self.stance, self.support))
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

    def note_hindrance(self, view: View) -> None:
        """5. The force moves: what hinders the order that stands, if one does."""
        self.hindered = hindrance.FREE
        if self.ruling is not None:
            soldiers = self.ruling.ground != ""
            self.hindered = hindrance.first(
                soldiers, self.barred, view.m.host_consent, self.held, self.inside, view.m.limit
            )

    @property
    def struck(self) -> str:
        """By what the state's order is struck out or cut, a name of `hindrance.HINDRANCES`; empty if by nothing."""
        return hindrance.HINDRANCES[int(self.hindered).bit_length() - 1] if self.hindered else ""

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
