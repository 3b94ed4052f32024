"""Phases in which one actor decides for all: the calendar, Washington, Kyiv, what Moscow believes, the bill."""

from __future__ import annotations

import math

from sim.engine.layout import CalendarMonth, Constants, RunState
from sim.rules import (
    arming,
    cost,
    denial,
    escalation,
    force,
    kyiv,
    learning,
    tripwire,
    washington,
    willingness,
)
from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions, Levers, Month


def dated(value: float, fallback: float) -> float:
    """A lever this month: the calendar's value, or the scenario's own."""
    return fallback if math.isnan(value) else value


def turn_calendar(p: Assumptions, s: Levers, w: RunState, now: CalendarMonth, m: Month) -> None:
    """1. The calendar turns: dated levers and shocks."""
    m.battlefield = dated(now.battlefield, s.battlefield)
    m.consent = dated(now.russian_consent, s.russian_consent)
    m.roe = dated(now.roe, s.roe)
    m.arming = dated(now.arming, s.arming)
    m.us_level = dated(now.us_backing, s.us_backing)
    m.threat = force.felt_threat(p, s.border_threat + now.threat, w.hub_share)
    shooting = w.attacked or w.tension >= escalation.LIMITED_WAR
    at_war = 1.0 if shooting else dated(now.hostilities, s.hostilities) - w.calmed + now.breach
    m.hostilities = clip(at_war, 0.0, 1.0)
    m.rally, m.dead = now.rally, now.dead
    m.reinforcement, m.host_consent = now.reinforcement, now.host_consent
    m.warning = min(1.0, now.warning)
    m.conference = s.conference > 0.0 and w.until_conference <= 0.0
    w.until_conference = (s.conference if m.conference else w.until_conference) - 1.0


def look_ahead(m: Month) -> None:
    """3. All decide: how heavily what executives expect weighs."""
    m.grim = willingness.grim(m.expected_dead)
    m.dread = willingness.dread(m.expected_war)
    m.menace = willingness.menace(m.expected_attack)


def send_signal(p: Assumptions, s: Levers, k: Constants, w: RunState, draw: float, m: Month) -> None:
    """2. Washington sends its signal, which moves trust."""
    m.us_level = washington.moved(p, m.us_level, w.troops / max(1.0, k.request))
    noise = washington.swing(s, m.us_level)
    w.trust = washington.trust(p, w.trust, washington.signal(m.us_level, noise, draw))
    m.us = washington.felt(s, w.trust)
    m.swing = washington.felt(s, noise)
    m.guarantee = washington.guarantee(s, w.trust)


def grow_stronger(p: Assumptions, w: RunState, m: Month) -> None:
    """6. Ukraine grows stronger: arms, training, air effort, relief."""
    w.delivered = arming.deliver(p, w.delivered, m.arming, w.paying_share)
    w.trained = arming.train(p, w.trained, w.training_share)
    strength = arming.ukrainian_strength(p, m.battlefield, w.delivered, w.trained, w.air_share)
    m.strength = strength + arming.relieved(p, m.support_troops)


def assess(p: Assumptions, w: RunState, m: Month) -> None:
    """7. Moscow assesses force and resolve."""
    m.practised = learning.practised(p, m.roe, m.us)
    m.belief = learning.belief(p, m.roe, w.answered, w.ignored)
    m.effective = denial.effective_force(p, w.troops, m.support_share, m.near, m.ceiling, m.belief)
    m.win = denial.attack_succeeds(p, m.strength + m.effective, m.reinforcement)
    m.response = tripwire.response(p, tripwire.exposure(p, m.exposed), m.belief, m.guarantee)


def negotiate(p: Assumptions, w: RunState, m: Month) -> None:
    """8. Kyiv weighs the guarantee, and takes a deal once it is strong enough."""
    m.guarantee_index = kyiv.guarantee_index(p, m.response, m.strength + m.effective)
    m.demand = kyiv.demand(p, m.battlefield)
    w.deal = w.deal or m.guarantee_index >= m.demand
    w.calmed = kyiv.calmed(p, w.calmed, w.deal, m.consent)


def learn(p: Assumptions, w: RunState) -> None:
    """11. Moscow learns from this month's incident, and forgets a little."""
    w.answered = learning.remember(p, w.answered, w.seen_answered)
    w.ignored = learning.remember(p, w.ignored, w.seen_ignored)


def pay(p: Assumptions, w: RunState) -> None:
    """13. The bill comes in."""
    w.cost += cost.monthly_cost(p, w.troops, w.delivered, w.outside_share, w.above_share)
