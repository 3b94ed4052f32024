"""Who acts: countries, Washington, Moscow and Kyiv.

An agent remembers and asks the rulebook; it decides nothing itself.

`p` are the replicate's assumptions, `s` the levers, `c` a country's facts, all read as in the rules.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

from sim import rules
from sim.rules.arithmetic import PARTS
from sim.rules.plain import plain

if TYPE_CHECKING:
    from sim.model import DeploymentModel

arming, denial, force, kyiv, ladder = map(
    plain, (rules.arming, rules.denial, rules.force, rules.kyiv, rules.ladder)
)
learning, moscow, parliament = map(plain, (rules.learning, rules.moscow, rules.parliament))
publics, washington, willingness = map(plain, (rules.publics, rules.washington, rules.willingness))
withdrawal = plain(rules.withdrawal)


class Country(mesa.Agent):  # type: ignore[misc]
    """A possible contributor: a cabinet, a parliament and a public."""

    model: DeploymentModel

    def __init__(
        self, model: DeploymentModel, code: str, facts: Any, stance: float, poll: float, drawn: Any
    ) -> None:
        """`drawn` are the country's own draws: doubt, poll, parliament, exit."""
        super().__init__(model)
        p = model.p
        self.code, self.facts, self.stance = code, facts, stance
        doubt, spread, self.vote, self.exit = drawn
        self.share = int(facts.weight * PARTS)
        self.near = willingness.nearness(p, facts.distance_km)
        self.reach = willingness.norm_reach(p, facts)
        self.doubt = willingness.doubt(p, doubt)
        self.start = self.support = publics.latent_support(p, facts, poll, spread)
        self.dead = self.grief = 0.0
        self.staying = 1.0
        self.barred = facts.personnel <= 0.0
        self.authorised = self.willing = False
        self.rung = 0
        self.months = self.willingness = self.reserve = self.capacity = self.announced = self.pledged = (
            self.troops
        ) = 0.0
        self.joined = math.nan

    def terms(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What bears on helping at all, and on sending soldiers, term by term."""
        m = self.model
        peers = m.joined - (self.facts.weight if self.rung >= ladder.SUPPORT else 0.0)
        c, mandate = self.facts, self.facts.mandate_sensitivity * m.s.mandate
        return (
            willingness.helping_terms(m.p, self.near, mandate, m.battlefield, self.doubt),
            willingness.sending_terms(
                m.p,
                self.stance,
                self.support,
                peers,
                self.months,
                c.us_dependence,
                self.reach,
                m.us,
                m.swing,
                m.roe,
                m.hostilities,
                m.threat,
            ),
        )

    def muster(self) -> None:
        """Set the reserve, and so what can be sent."""
        self.reserve = force.reserve(self.model.p, self.facts, self.model.threat)
        self.capacity = force.capacity(self.model.p, self.facts, self.reserve)

    def decide(self) -> None:
        """Climb to a rung: executive first, then parliament for soldiers on the ground."""
        m, p = self.model, self.model.p
        on_helping, on_sending = self.terms()
        helping, sending = willingness.total_helping(on_helping), willingness.total_sending(on_sending)
        self.willingness = ladder.willing_at(m.looked_at, helping, sending)
        wish = ladder.highest(m.steps_up, helping, sending, self.barred or m.host <= 0.0)
        self.willing = wish >= ladder.SUPPORT
        if self.willing and not self.authorised:
            self.authorised = parliament.consents(p, m.s, self.facts, m.us, self.vote)
        if self.willing and not self.authorised:
            wish = ladder.highest_off_ground(m.steps_up, helping, sending)
        self.rung = wish
        self.announced = self.capacity if self.willing else 0.0
        if self.rung >= ladder.SUPPORT:
            self.pledged = force.pledge(p, self.capacity, m.others_pledged - self.pledged, m.request)
            self.months = self.months + 1.0
            self.joined = float(m.month) if math.isnan(self.joined) else self.joined
        else:
            self.pledged = 0.0
            self.months = 0.0
            self.authorised = False

    def deploy(self) -> None:
        """Move the contingent towards what was promised and enablers can carry; a granted force is simply there."""
        m = self.model
        if m.granted:
            self.troops = m.arriving * self.capacity
        else:
            self.troops = force.build_up(self.troops, m.p.conv * self.pledged * m.arriving, m.up, m.down)

    def mourn(self) -> None:
        """Count the own dead; leave for good if the shock is too great."""
        m, p = self.model, self.model.p
        fallen = 0.0
        if m.killed > 0.0 and self.troops > 0.0:
            fallen = m.killed * self.troops / max(1.0, m.troops)
            self.dead += fallen
            self.grief = publics.grief(self.dead)
        self.support = publics.support(p, self.start, float(m.month), m.rally, self.grief, 1.0 - m.win)
        if fallen > 0.0 and self.rung >= ladder.SUPPORT:
            self.staying = withdrawal.staying(p, self.staying, publics.grief(fallen), self.support)
            if not self.barred and 1.0 - self.staying > self.exit:
                self.barred = True
                m.withdrawals += 1.0


class Washington(mesa.Agent):  # type: ignore[misc]
    """A volatile signal; others act on the trust it leaves."""

    model: DeploymentModel

    def __init__(self, model: DeploymentModel) -> None:
        """Trust starts at the scenario's level."""
        super().__init__(model)
        self.trust = model.s.us_backing

    def speak(self) -> None:
        """Send this month's signal, which moves trust down faster than up."""
        m = self.model
        contribution = m.troops / max(1.0, m.request)
        level = washington.moved(m.p, m.level, contribution)
        noise = washington.swing(m.s, level)
        self.trust = washington.trust(m.p, self.trust, washington.signal(level, noise, m.draws.signal))
        m.us, m.swing = washington.felt(m.s, self.trust), washington.felt(m.s, noise)
        m.guarantee = washington.guarantee(m.s, self.trust)


class Kyiv(mesa.Agent):  # type: ignore[misc]
    """Grows stronger, weighs the guarantee, takes a deal."""

    model: DeploymentModel

    def __init__(self, model: DeploymentModel) -> None:
        """Nothing is delivered, nothing agreed."""
        super().__init__(model)
        self.delivered = self.trained = self.calmed = self.index = self.demand = self.strength = 0.0
        self.deal = False

    def grow(self) -> None:
        """Take arms, training and relief."""
        m, p = self.model, self.model.p
        self.delivered = arming.deliver(p, self.delivered, m.arming, m.payers)
        self.trained = arming.train(p, self.trained, m.trainers * m.s.training)
        own = arming.ukrainian_strength(
            p, m.battlefield, self.delivered, self.trained, m.airmen * m.s.air_sea
        )
        self.strength = own + arming.relieved(p, m.support_troops)

    def weigh(self) -> None:
        """Accept a deal once the guarantee is as strong as the need."""
        m, p = self.model, self.model.p
        self.index = kyiv.guarantee_index(p, m.response, self.strength + m.effective)
        self.demand = kyiv.demand(p, m.battlefield)
        self.deal = self.deal or self.index >= self.demand
        self.calmed = kyiv.calmed(p, self.calmed, self.deal, m.consent)


class Moscow(mesa.Agent):  # type: ignore[misc]
    """Believes what it sees; attacks, or probes, or waits."""

    model: DeploymentModel

    def __init__(self, model: DeploymentModel) -> None:
        """The declared rules of engagement are believed at a discount."""
        super().__init__(model)
        self.answered = self.ignored = self.belief = self.seen_answered = self.seen_ignored = 0.0
        self.peace = 1.0
        self.attacked = False
        self.attack_month = math.nan

    def attacks(self) -> bool:
        """Whether the one draw of the run says that this is the month."""
        m = self.model
        if self.attacked:
            return False
        risk = moscow.attack_chance(
            m.p,
            m.s,
            m.risk_without_force,
            m.win,
            m.win_without_force,
            m.response,
            m.guarantee,
            m.exposed,
            m.hostilities,
            m.consent,
            1.0 if m.kyiv.deal else 0.0,
        )
        self.peace = self.peace * (1.0 - risk)
        return bool(1.0 - self.peace > m.draws.attack)

    def probes(self) -> bool:
        """Whether the force is tested this month."""
        m = self.model
        chance = moscow.probe_chance(
            m.p,
            m.s,
            m.usual_probe,
            m.troops,
            m.exposed,
            m.location,
            self.belief,
            m.hostilities,
            m.consent,
            m.airmen * m.s.monitoring,
        )
        return bool(m.draws.probe < chance)

    def learn(self) -> None:
        """Remember this month's incident, forget a little."""
        p = self.model.p
        self.answered = learning.remember(p, self.answered, self.seen_answered)
        self.ignored = learning.remember(p, self.ignored, self.seen_ignored)
