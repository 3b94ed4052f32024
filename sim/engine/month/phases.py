"""Phases in which one actor decides for all: calendar, Washington, Ukraine's strength, Moscow's learning, the bill."""

from __future__ import annotations

import math

from sim.engine.layout import CalendarMonth, Constants, RunState
from sim.rules import arming, cost, enablers, escalation, force, learning, standing, washington
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
    flare = p.flare if w.cooling > 0.0 else 0.0
    as_told = 0.0 if w.truce else dated(now.hostilities, s.hostilities)
    m.hostilities = 1.0 if shooting else clip(as_told + now.breach + flare, 0.0, 1.0)
    m.rally, m.dead, m.incursion = now.rally, now.dead, now.incursion
    m.reinforcement, m.host_consent = now.reinforcement, now.host_consent
    m.warning = min(1.0, now.warning)
    m.conference = s.conference > 0.0 and w.until_conference <= 0.0
    w.until_conference = (s.conference if m.conference else w.until_conference) - 1.0


def send_signal(p: Assumptions, s: Levers, k: Constants, w: RunState, draw: float, m: Month) -> None:
    """2. Washington sends its signal, which moves trust, and with it resolve and what the US enables."""
    m.us_level = washington.moved(p, m.us_level, w.troops / max(1.0, k.request))
    noise = washington.swing(s, m.us_level)
    w.trust = washington.trust(p, w.trust, washington.signal(m.us_level, noise, draw))
    m.us = washington.guarantee(s, w.trust)
    m.swing = washington.guarantee(s, noise)
    ruled = learning.ruled(p, m.roe, m.us)
    m.practised = learning.practised(p, ruled, w.answered, w.ignored)
    m.belief = learning.belief(p, ruled, w.answered, w.ignored)
    m.shared_odds = standing.shared_odds(p, m.practised, m.us)
    m.air_defence = enablers.air_defence(p, s, w.trust)
    m.intelligence = enablers.intelligence(p, s, w.trust)


def grow_stronger(p: Assumptions, w: RunState, m: Month) -> None:
    """6. Ukraine grows stronger: arms and training."""
    w.delivered = arming.deliver(p, w.delivered, m.arming, w.paying_share)
    w.trained = arming.train(p, w.trained, w.training_share)


def learn(p: Assumptions, w: RunState) -> None:
    """11. Moscow learns from this month's incident, and forgets a little."""
    w.answered = learning.remember(p, w.answered, w.seen_answered)
    w.ignored = learning.remember(p, w.ignored, w.seen_ignored)


def pay(p: Assumptions, w: RunState) -> None:
    """13. The bill comes in."""
    w.cost += cost.monthly_cost(p, w.troops, w.delivered, w.outside_share, w.above_share)
