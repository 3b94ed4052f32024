"""One replicate as a Mesa model: the reference engine, for looking, teaching and playing.

`step` is one month: the thirteen phases of `engine.month.run`, in the same words and order, with agents. Both ask the
same rules and read the same inputs and draws; of `engine.month` only `measure` is shared. Outcomes agree bit for bit.
"""

from __future__ import annotations

import math
from typing import Any

import mesa
import numpy as np

from sim import outcomes
from sim.engine import chance, data_collector, layout, read_off, set_up, settling
from sim.engine.agents.country import Country
from sim.engine.agents.force import Force
from sim.engine.agents.kyiv import Kyiv
from sim.engine.agents.moscow import Moscow
from sim.engine.agents.truce import Truce
from sim.engine.agents.view import Coalition
from sim.engine.agents.washington import Washington
from sim.engine.block import Block
from sim.engine.inputs import Inputs
from sim.engine.month import measure
from sim.rules import (
    cost,
    enablers,
    escalation,
    force,
    learning,
    publics,
    roles,
    standing,
    tripwire,
    willingness,
)
from sim.rules.arithmetic import PARTS, clip, whole
from sim.rules.records import Record
from sim.rules.willingness import TERMS
from sim.scenario import ScenarioError, roster

NO_TERMS = np.empty((1, 1, 0, len(TERMS)))


class Replicate(mesa.Model):  # type: ignore[misc]
    """One replicate of one row of inputs, month by month."""

    def __init__(self, inputs: Inputs, at: int, *, seed: int, replicate: int, collect: bool = False) -> None:
        """Draw the assumptions and seat the agents of scenario `at`; `collect` keeps Mesa's data collector."""
        super().__init__(rng=seed)
        self.horizon = int(inputs.horizons[at])
        self._read(inputs, at)
        draws = chance.tape(seed, replicate, replicate + 1, self.horizon)[0]
        self.run_draws, self.month_draws = set_up.split(draws)
        self.view = view = set_up.first_view(inputs, at, draws.tolist())
        self.washington, self.force = Washington(self, view.s.us_backing), Force(self)
        self.kyiv, self.moscow, self.truce = Kyiv(self), Moscow(self), Truce(self)
        self.seats = set_up.seats(self, draws)
        self.countries = self.agents_by_type.get(Country, ())
        self.members = [country for country in self.seats if country is not None]
        self.threat_at_reserve = math.nan
        self.until_conference = 0.0
        self.us_joined = False
        self.announced = self.pledged = self.rally = self.withdrawals = self.cost = 0.0
        self.outcomes = layout.Outcomes()
        self.by_country: list[layout.CountryOutcomes] = []
        self.path: list[layout.MonthOutcomes] = []
        self.collect = collect
        self.datacollector = data_collector.empty()

    def _read(self, inputs: Inputs, at: int) -> None:
        """Read the inputs of scenario `at`: calendar, elections, panel, and the constants of the countries."""
        calendar = int(inputs.calendar[at])
        self.calendar = layout.rows(layout.CalendarMonth, inputs.calendars[calendar])
        self.elections, self.pledges, self.order_rows, self.needs = (
            set_up.rows_of(inputs, calendar, name) for name in ("elections", "pledges", "orders", "needs")
        )
        names = tuple(layout.fields(layout.Panel))
        self.panel = layout.Panel(**{name: inputs.panel[at][name].tolist() for name in names})
        self.known = layout.CountryConstants(
            **{name: inputs.known[name][0].tolist() for name in layout.fields(layout.CountryConstants)}
        )

    # Months

    def play(self) -> Block:
        """Play all months that are left; returns the outcomes as a block of one run."""
        while self.running:
            self.step()
        run = np.array([[tuple(_numbers(self.outcomes))]], outcomes.RUN_ROW)
        by_country, by_month = (
            np.array([[list(map(_numbers, rows))]]) for rows in (self.by_country, self.path)
        )
        return Block(run, by_country, by_month, NO_TERMS)

    def step(self) -> None:
        """One month. Raises `ScenarioError` when there is none left."""
        view, m = self.view, self.view.m
        if view.month >= self.horizon - 1:
            raise ScenarioError(f"step: no month is left; this run has {self.horizon} (horizon)")
        view.month += 1
        draws = self.month_draws[view.month]
        # 1. The calendar turns.
        self._turn_calendar(self.calendar[view.month])
        self._hold_elections()
        if self.moscow.attacked:
            self._all("loosen", standing.bound(view.p, self._since_attack()))
        # 2. Washington sends its signal.
        signal = self.washington.send_signal(view, self.force.troops, draws.signal)
        m.us_level, m.us, m.swing = signal
        self._take_stock()
        # 3. All decide.
        self._look_ahead()
        if m.threat != self.threat_at_reserve:
            self.threat_at_reserve = m.threat
            self._all("set_reserve", view)
        self._all("weigh", view)
        self._all("take_orders", view)
        settling.settle(view, self.members)
        self._all("take_roles", view)
        # 4. All commit.
        view.coalition = self._commit()
        # 5. The force moves.
        self._deploy()
        self._all("note_hindrance", view)
        # 6. Ukraine grows stronger.
        self.kyiv.grow_stronger(view)
        # 7. Moscow assesses force and resolve.
        view.a = self.force.assess(view, self.kyiv, self.force.there(view, self.members))
        # 8. Kyiv weighs the guarantee, and both weigh a truce.
        m.guarantee_index, m.demand = self.kyiv.weigh(view)
        self.truce.negotiate(view, self.kyiv, self.moscow, self.force.troops)
        # 9. Moscow chooses whether to attack.
        m.utility, risk = self.moscow.attack_chance(view)
        m.attack = self.moscow.choose_attack(risk, self.run_draws.attack)
        if not self.moscow.attacked and (m.attack or view.month == self.horizon - 1):
            ends = settling.find_ends(view, self.members)
            self._leave_coalition(*ends)
        # 10. An attack or a probe meets the force.
        self._confront(draws)
        # 11. Moscow learns.
        self.moscow.learn(view, answered=self.force.seen_answered, ignored=self.force.seen_ignored)
        # 12. Publics react, and some states leave.
        self.rally = publics.next_rally(view.p, self.rally, m.rally + (1.0 if m.attack else 0.0))
        self._all_and_count("react", view, self.force.troops, self.rally)
        # 13. The bill comes in.
        self._pay()
        self.force.count_again(view, self._since_attack())
        self._leave_month()
        self.running = view.month < self.horizon - 1
        if not self.running:
            measure.account(read_off.run_state(self), self.outcomes)

    def _all(self, method: str, *arguments: Any) -> None:
        if self.countries:
            self.countries.do(method, *arguments)

    def _all_and_count(self, method: str, *arguments: Any) -> None:
        """What may make states leave for good; those that do are counted."""
        stayed = sum(not country.barred for country in self.members)
        self._all(method, *arguments)
        self.withdrawals += stayed - sum(not country.barred for country in self.members)

    def _since_attack(self) -> float:
        """Months since the attack; not a number before it."""
        return self.view.month - self.moscow.attack_month

    def _turn_calendar(self, now: layout.CalendarMonth) -> None:
        """1. The calendar turns: dated levers and shocks."""
        p, s, m = self.view.p, self.view.s, self.view.m
        m.battlefield = _dated(now.battlefield, s.battlefield)
        m.consent = _dated(now.russian_consent, s.russian_consent)
        m.roe = _dated(now.roe, s.roe)
        m.arming = _dated(now.arming, s.arming)
        m.us_level = _dated(now.us_backing, s.us_backing)
        m.threat = force.felt_threat(p, s.border_threat + now.threat, self.view.coalition.hub_share)
        if self.moscow.attacked or self.force.tension >= escalation.LIMITED_WAR:
            m.hostilities = 1.0
        else:
            flare = p.flare if self.truce.cooling > 0.0 else 0.0
            as_told = 0.0 if self.truce.standing else _dated(now.hostilities, s.hostilities)
            m.hostilities = clip(as_told + now.breach + flare, 0.0, 1.0)
        m.rally, m.dead, m.incursion = now.rally, now.dead, now.incursion
        m.reinforcement, m.host_consent = now.reinforcement, now.host_consent
        m.warning = min(1.0, now.warning)
        m.conference = s.conference > 0.0 and self.until_conference <= 0.0
        self.until_conference = (s.conference if m.conference else self.until_conference) - 1.0

    def _hold_elections(self) -> None:
        """1. The calendar turns: elections, in which new governments take their stance."""
        for month, seat, stance in self.elections:
            country = self.seats[seat]
            if month == self.view.month and country is not None:
                country.hold_election(self.view, stance)

    def _commit(self) -> Coalition:
        """4. All commit: add up who is in, what is announced and pledged."""

        def share(*wanted: int) -> float:
            takers = (country for country in self.members if any(map(country.takes, wanted)))
            return sum(country.share for country in takers) / PARTS

        states = Coalition(
            paying_share=share(roles.ARMS),
            training_share=share(roles.TRAINING),
            hub_share=share(roles.HUB),
            outside_share=share(roles.TRAINING, roles.HUB),
            air_share=share(roles.AIR),
            watch_share=share(roles.MONITORING),
            above_share=share(roles.AIR, roles.SEA, roles.MONITORING),
            pledged=sum(whole(country.pledged * PARTS) for country in self.members) / PARTS,
            announced=sum(whole(country.announced * PARTS) for country in self.members) / PARTS,
        )
        if not self.moscow.attacked:
            request = self.view.k.request
            self.announced = max(self.announced, min(states.announced, request))
            self.pledged = max(self.pledged, min(states.pledged, request))
        return states

    def _deploy(self) -> None:
        """5. The force moves: contingents move, and the force takes its place."""
        view, m = self.view, self.view.m
        p, s, k, states = view.p, view.s, view.k, view.coalition
        m.sustainment = enablers.sustainment(p, s, self.washington.trust)
        if s.granted > 0.0:
            capacity = sum(whole(country.capacity * PARTS) for country in self.members) / PARTS
            self._all("grant_contingent", k.request * m.host_consent / max(1.0, capacity))
            self.announced = self.pledged = k.request * m.host_consent
            m.limit = enablers.limit(k.request, k.request, k.request, m.host_consent)
        else:
            promised = p.conv * states.pledged
            arriving = force.within(promised, min(k.request, m.sustainment)) * m.host_consent
            self._all("move_contingent", view, arriving)
            m.limit = enablers.limit(promised, k.request, m.sustainment, m.host_consent)
        self.force.count_force(view, self.members)

    def _take_stock(self) -> None:
        """2. Washington sends its signal: what resolve and enablers come to."""
        p, s, m, trust = self.view.p, self.view.s, self.view.m, self.washington.trust
        ruled = learning.ruled(p, m.roe, m.us)
        m.practised = learning.practised(p, ruled, self.moscow.answered, self.moscow.ignored)
        m.belief = self.moscow.belief(self.view, ruled)
        m.shared_odds = standing.shared_odds(p, m.practised, m.us)
        m.air_defence = enablers.air_defence(p, s, trust)
        m.intelligence = enablers.intelligence(p, s, trust)

    def _look_ahead(self) -> None:
        """3. All decide: what a cabinet expects of last month's force, or of the one asked for where there is none."""
        view, m, force = self.view, self.view.m, self.force
        shown = force.there if force.troops > 0.0 else force.asked_for
        view.a = force.assess(view, self.kyiv, shown(view, self.members))
        _, m.expected_attack = self.moscow.attack_chance(view)
        tested = self.moscow.probe_chance(view)
        m.expected_war, m.expected_dead = force.expect(view, m.expected_attack, tested)
        m.expected_cover = view.a.cover
        m.grim = willingness.grim(m.expected_dead)
        m.dread = willingness.dread(m.expected_war)
        m.menace = willingness.menace(m.expected_attack)

    def _confront(self, draws: layout.MonthDraws) -> None:
        """10. An attack or a probe meets the force; tension follows."""
        view, m = self.view, self.view.m
        m.killed = min(m.dead, self.force.troops)
        m.event = escalation.STRIKE if m.killed > 0.0 else escalation.QUIET
        self.force.seen_answered = self.force.seen_ignored = 0.0
        killed, rung = 0.0, escalation.QUIET
        if m.attack:
            killed, rung = self._meet_attack()
        elif draws.probe < self.moscow.probe_chance(view):
            killed, rung = self.force.meet_probe(view, draws)
        if m.incursion > 0.0:
            rung = max(rung, self.force.meet_incursion(view, draws.answer))
        m.killed, m.event = m.killed + killed, max(m.event, rung)
        self.truce.strain(view, draws.erosion)
        self.force.ease(view)

    def _meet_attack(self) -> tuple[float, int]:
        """An attack comes: states in the force stand or leave, the US joins or not. Returns the dead and the rung."""
        view, drawn, force = self.view, self.run_draws, self.force
        self.moscow.attack(view.month)
        met, killed = force.meet_attack(view, drawn)
        if met:
            self._all_and_count("stand_or_leave", view)
            force.hold(view, drawn, self.members)
        engaged = drawn.meet < tripwire.exposure(view.p, view.a.touched)
        self.us_joined = engaged and drawn.join < tripwire.joining(view.p, view.m.us, force.fought)
        if not (met or self.us_joined):
            return killed, escalation.QUIET
        war = escalation.war_chance(view.p, view.s, force.fought, 1.0 if self.us_joined else 0.0)
        return killed, escalation.after_attack(force.fights(view, drawn), self.us_joined, war, drawn.war)

    def _pay(self) -> None:
        """13. The bill comes in."""
        p, states = self.view.p, self.view.coalition
        self.cost += cost.monthly_cost(
            p, self.force.troops, self.kyiv.delivered, states.outside_share, states.above_share
        )

    # Outcomes

    def _leave_coalition(self, least: float, greatest: float) -> None:
        """The states in the last month of peace, and how many could go at the least and at the most."""
        self.by_country = [layout.CountryOutcomes() for _ in roster.codes()]
        own = read_off.countries(
            self, "rung", "inside", "willing", "troops", "reserve", "willingness", "hindered"
        )
        for role, name in enumerate(roles.ROLE_NAMES[: roles.SUPPORT]):
            setattr(own, name, [0.0 if c is None else float(c.takes(role)) for c in self.seats])
        results = layout.Results(run=self.outcomes, countries=self.by_country)
        state = read_off.run_state(self)
        state.least, state.greatest = least, greatest
        measure.coalition(state, self.view.m, self.view.a, self.panel, own, results)

    def _leave_month(self) -> None:
        """The month just played."""
        row = layout.MonthOutcomes()
        measure.path(
            read_off.run_state(self),
            self.view.m,
            self.panel,
            self.known,
            read_off.countries(self, "support"),
            row,
        )
        self.path.append(row)
        if self.collect:
            self.datacollector.collect(self)


def _dated(value: float, fallback: float) -> float:
    """A lever this month: the calendar's value, or the scenario's own."""
    return fallback if math.isnan(value) else value


def _numbers(record: Record) -> list[float]:
    """A record's numbers in the order of its fields."""
    return [getattr(record, name) for name in layout.fields(type(record))]
