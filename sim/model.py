"""The Mesa model: the reference engine, for looking, teaching and playing.

`step` is one month, in the same words and order as `ensemble.run.run`; both ask the same rules and read the same tape,
and their outcomes agree bit for bit.
"""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Iterable
from typing import Any

import mesa
import numpy as np
import xarray as xr
from mesa.datacollection import DataCollector

from sim import chance, rules, tally
from sim.agents import Country, Kyiv, Moscow, Washington
from sim.assumptions import PARAMETERS
from sim.ensemble import Block
from sim.results import MAX_REPLICATES, MAX_SEED, labelled
from sim.rules.arithmetic import PARTS, clip, logit
from sim.rules.plain import plain
from sim.scenario import Scenario, ScenarioError, check_scenario, roster
from sim.scenario.deck import LEVERS, deal
from sim.scenario.errors import whole
from sim.scenario.injects import CHANNELS

casualties, cost, denial, escalation = map(
    plain, (rules.casualties, rules.cost, rules.denial, rules.escalation)
)
force, ladder, learning, moscow = map(plain, (rules.force, rules.ladder, rules.learning, rules.moscow))
priors, publics, tripwire, washington = map(
    plain, (rules.priors, rules.publics, rules.tripwire, rules.washington)
)


def record(name: str, fields: Iterable[str] | None) -> Any:
    """A named tuple whose fields come from a ledger, read like a row of the ensemble's arrays."""
    return namedtuple(name, tuple(fields or ()))


Assumed = record("Assumed", PARAMETERS)
Levers = record("Levers", LEVERS.names)
Facts = record("Facts", roster.FACTS.names)
Now = record("Now", CHANNELS)
Draws = record("Draws", chance.MONTH_PURPOSES + chance.RUN_PURPOSES)


NO_TRACE = np.empty((1, 1, 0, 0))


def dated(value: float, usual: float) -> float:
    """A lever this month: the calendar's value, or the scenario's own."""
    return usual if math.isnan(value) else value


class DeploymentModel(mesa.Model):  # type: ignore[misc]
    """One replicate of one scenario, month by month.

    `DeploymentModel(scenario, seed=1, replicate=7).run()` gives the same numbers as
    `simulate(scenario, seed=1).isel(scenario=0).sel(replicate=7)`. `collect=False` leaves Mesa's data collector
    out, for speed.
    """

    def __init__(
        self, scenario: Scenario | None = None, *, seed: int = 1, replicate: int = 0, collect: bool = True
    ) -> None:
        """Draw the assumptions, seat the agents. Raises `ScenarioError`."""
        seed = whole("seed", seed, 0, MAX_SEED)
        super().__init__(rng=seed)
        self.scenario_played = Scenario() if scenario is None else check_scenario(scenario)
        self.seed_played, self.replicate = seed, whole("replicate", replicate, 0, MAX_REPLICATES)
        deck = deal([self.scenario_played])
        self.s = s = Levers(*deck.levers[0].item())
        self.calendar = [Now(*row) for row in deck.calendars[0].tolist()]
        self.elections = [tuple(row) for row in deck.elections.tolist()]
        self.tape = chance.tape(seed, self.replicate, self.replicate + 1, s.horizon)[0].tolist()
        self.p = p = Assumed(
            *(
                priors.triangular(*prior, draw) if math.isnan(fixed) else fixed
                for prior, fixed, draw in zip(
                    deck.priors[0].T.tolist(), deck.fixed[0].tolist(), self.tape, strict=False
                )
            )
        )
        self.once = self.tape[chance.RUN_AT : chance.RUN_AT + len(chance.RUN_PURPOSES)]
        self.request = ladder.requested(s)
        self.granted = s.granted > 0.0
        self.role_mix = ladder.support_mix(s)
        self.climb = escalation.climb_chance(p, s)
        self.steps_up, self.looked_at = ladder.steps(p, s), ladder.explained_step(p, s)
        self.up, self.down = force.pace(p.tau), force.pace(p.tau_out)
        self.risk_without_force = logit(moscow.monthly_risk(s.baseline_attack_risk))
        self.usual_probe = logit(p.probe0)
        self.win_without_force = denial.attack_succeeds(p, p.UA, 0.0)

        self.washington, self.moscow, self.kyiv = Washington(self), Moscow(self), Kyiv(self)
        self.roster: list[Country | None] = []
        for i, facts in enumerate(roster.facts().tolist()):
            at = chance.COUNTRY_AT + len(chance.COUNTRY_PURPOSES) * i
            drawn = self.tape[at : at + len(chance.COUNTRY_PURPOSES)]
            self.roster.append(
                Country(
                    self,
                    roster.codes()[i],
                    Facts(*facts),
                    float(deck.stance[0, i]),
                    float(deck.poll[0, i]),
                    drawn,
                )
                if deck.member[0, i]
                else None
            )
        self.countries = self.agents_by_type.get(Country, ())

        self.month = -1
        self.mustered = math.nan
        self.troops = self.rear = self.arriving = 0.0
        self.joined = self.others_pledged = self.payers = self.trainers = self.airmen = 0.0
        self.announced = self.pledged = 0.0
        self.tension = self.peak = 1
        self.rally = self.incidents = self.answers = self.clashes = self.tests = 0.0
        self.kia = self.killed = self.withdrawals = self.cost = 0.0
        self.in_peace: dict[str, float] = {}
        self.by_country = np.empty((0, 0))
        self.paths: list[tuple[float, float, float, float]] = []
        self.datacollector = DataCollector(
            model_reporters={
                "deployed": "troops",
                "tension": "tension",
                "us_backing": lambda m: m.washington.trust,
                "belief": lambda m: m.moscow.belief,
                "attacked": lambda m: m.moscow.attacked,
            },
            agenttype_reporters={Country: {"rung": "rung", "troops": "troops", "willingness": "willingness"}},
        )
        self.collect = collect

    def run(self) -> xr.Dataset:
        """Play all months that are left; returns the outcomes as `simulate` labels them, for this one run."""
        named = {"scenario": self.scenario_played}
        return labelled(named, self.play(), seed=self.seed_played, first=self.replicate).isel(
            scenario=0, replicate=0
        )

    def play(self) -> Block:
        """Play all months that are left; returns the outcomes as the ensemble lays them out, one run in one row."""
        while self.running:
            self.step()
        return Block(
            tally.account(self).reshape(1, 1),
            self.by_country[None, None],
            np.array(self.paths)[None, None],
            NO_TRACE,
        )

    def step(self) -> None:
        """One month. Raises `ScenarioError` when there is none left."""
        p, s = self.p, self.s
        if self.month >= s.horizon - 1:
            raise ScenarioError(f"step: no month is left; this run has {s.horizon} (horizon)")
        self.month = month = self.month + 1
        now = self.calendar[month]
        at = chance.MONTH_AT + len(chance.MONTH_PURPOSES) * month
        self.draws = draws = Draws(*self.tape[at : at + len(chance.MONTH_PURPOSES)], *self.once)

        # The calendar turns.
        self.battlefield = dated(now.battlefield, s.battlefield)
        self.consent = dated(now.russian_consent, s.russian_consent)
        self.roe = dated(now.roe, s.roe)
        self.threat = force.felt_threat(p, s.border_threat + now.threat, self.trainers * s.basing)
        at_war = (
            1.0
            if self.moscow.attacked or self.tension >= escalation.LIMITED_WAR
            else dated(now.hostilities, s.hostilities) - self.kyiv.calmed + now.breach
        )
        self.hostilities = clip(at_war, 0.0, 1.0)
        for _, when, who, stance in self.elections:
            country = self.roster[int(who)]
            if when == month and country is not None:
                country.stance = stance

        # Washington speaks.
        self.level = dated(now.us_backing, s.us_backing)
        self.washington.speak()

        # All decide, then all commit.
        if self.threat != self.mustered:
            self.mustered = self.threat
            self._do("muster")
        self.host = now.host_consent
        self._do("decide")
        self._commit()

        # The force moves.
        self._place()
        self.location = self._where()
        near = denial.proximity(p, self.location)
        self.exposed = self.troops * near
        self.support_troops = self.rear + (self.troops - self.rear) * self.role_mix
        support_share = self.support_troops / max(1.0, self.troops)
        role = casualties.role_risk(p, support_share)

        # Ukraine grows stronger.
        self.arming = dated(now.arming, s.arming)
        self.kyiv.grow()

        # Moscow weighs force and resolve.
        self.practised = learning.practised(p, self.roe, self.us)
        self.moscow.belief = learning.belief(p, self.roe, self.moscow.answered, self.moscow.ignored)
        self.effective = denial.effective_force(
            p, self.troops, support_share, near, self.ceiling, self.moscow.belief
        )
        self.win = denial.attack_succeeds(p, self.kyiv.strength + self.effective, now.reinforcement)
        self.response = tripwire.response(
            p, tripwire.exposure(p, self.exposed), self.moscow.belief, self.guarantee
        )

        # Kyiv weighs the guarantee.
        self.kyiv.weigh()

        # Moscow moves: attack first, then probe.
        attack = self.moscow.attacks()
        if not self.moscow.attacked and (attack or month == s.horizon - 1):
            self.in_peace, self.by_country = tally.coalition(self), tally.by_country(self)
        self.killed = min(now.dead, self.troops)
        event = escalation.STRIKE if self.killed > 0.0 else escalation.QUIET
        self.moscow.seen_answered = self.moscow.seen_ignored = 0.0
        if attack:
            self.moscow.attacked = True
            self.moscow.attack_month = float(month)
            if draws.meet < tripwire.touched(p, self.exposed):
                dead, rung = self.meet_attack(role, draws)
                self.killed, event = self.killed + dead, max(event, rung)
        elif not self.moscow.attacked and self.moscow.probes():
            dead, rung = self.meet_probe(role, draws)
            self.killed, event = self.killed + dead, max(event, rung)
        self.tension = escalation.next_tension(p, self.tension, event, draws.cool)
        self.peak = max(self.peak, self.tension)

        # Moscow learns.
        self.moscow.learn()

        # Publics react, and some leave.
        self.kia += self.killed
        self.rally = publics.next_rally(p, self.rally, now.rally + (1.0 if attack else 0.0))
        self._do("mourn")

        # The bill comes in.
        outside, above = (
            self.trainers * max(s.training, s.basing),
            self.airmen * max(s.air_sea, s.monitoring),
        )
        self.cost += cost.monthly_cost(p, self.troops, self.kyiv.delivered, outside, above)
        self.paths.append((self.troops, float(self.tension), self._mood(), self.washington.trust))
        if self.collect:
            self.datacollector.collect(self)
        self.running = month < s.horizon - 1

    def meet_attack(self, role: float, draws: Any) -> tuple[float, int]:
        """An attack reaches the force, which fights or stands by."""
        fights = draws.fight < self.practised
        self.tests += 1.0
        self.clashes += 1.0 if fights else 0.0
        killed = casualties.killed_in_attack(
            self.p, self.exposed, role, casualties.severity(self.p, draws.loss)
        )
        return killed, escalation.after_attack(self.p, self.s, fights, draws.war)

    def meet_probe(self, role: float, draws: Any) -> tuple[float, int]:
        """A probe tests the force, which answers or lets it pass; Moscow takes note."""
        self.incidents += 1.0
        self.tests += 1.0
        deadly = draws.kill < casualties.kill_chance(self.p, self.practised, self.location, role)
        killed = 0.0
        if deadly:
            killed = casualties.killed_in_incident(self.troops, casualties.severity(self.p, draws.severity))
        if draws.answer < self.practised:
            self.moscow.seen_answered = 1.0
            self.answers += 1.0
            self.clashes += 1.0
            return killed, escalation.after_answer(self.climb, self.tension, deadly, draws.climb)
        self.moscow.seen_ignored = 1.0
        return killed, escalation.after_silence(deadly)

    def _do(self, deed: str) -> None:
        if self.countries:
            self.countries.do(deed)

    def _commit(self) -> None:
        """All have decided: add up who is in, what is announced and pledged."""
        joined = payers = trainers = airmen = announced = pledged = 0
        for country in self.countries:
            share, rung = country.share, country.rung
            if rung >= ladder.ARMS:
                payers += share
            if rung >= ladder.TRAINING:
                trainers += share
            if rung >= ladder.AIR:
                airmen += share
            if rung >= ladder.SUPPORT:
                joined += share
                pledged += int(country.pledged * PARTS)
            if country.willing:
                announced += int(country.announced * PARTS)
        self.joined, self.payers = joined / PARTS, payers / PARTS
        self.trainers, self.airmen = trainers / PARTS, airmen / PARTS
        self.others_pledged = pledged / PARTS
        if not self.moscow.attacked:
            self.announced = max(self.announced, min(announced / PARTS, self.request))
            self.pledged = max(self.pledged, min(self.others_pledged, self.request))

    def _place(self) -> None:
        """The force moves: pledges become troops as far as the request, the enablers and Kyiv allow."""
        p, s, host = self.p, self.s, self.host
        enablers = washington.enablers(s, self.washington.trust)
        self.ceiling = force.ceiling(p, enablers, self.trainers * s.basing)
        if self.granted:
            capacity = sum(int(country.capacity * PARTS) for country in self.countries)
            self.arriving = self.request * host / max(1.0, capacity / PARTS)
        else:
            ready = p.conv * self.others_pledged
            self.arriving = force.within(ready, min(self.request, self.ceiling)) * host
        self._do("deploy")
        total = rear = 0
        for country in self.countries:
            if not country.troops:
                continue
            there = int(country.troops * PARTS)
            total += there
            if s.protection <= 0.0 or (country.rung == ladder.SUPPORT and not self.granted):
                rear += there
        self.troops, self.rear = total / PARTS, rear / PARTS
        if self.granted:
            self.troops = self.announced = self.pledged = self.request * host

    def _where(self) -> float:
        """Location of the force on average: support contingents stand no nearer than the cities."""
        if self.troops <= 0.0:
            return float(self.s.location)
        forward = self.troops - self.rear
        back = min(self.s.location, ladder.CITIES)
        return float((self.rear * back + forward * self.s.location) / self.troops)

    def _mood(self) -> float:
        """Public support across members, weighted by defence spending; share."""
        total = sum(int(country.facts.weight * country.support * PARTS) for country in self.countries)
        weights = sum(country.share for country in self.countries)
        return total / weights if weights else math.nan
