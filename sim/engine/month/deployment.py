"""Deployment: what is promised, requested and carried becomes troops in a place."""

from __future__ import annotations

from sim.engine.layout import Constants, Countries, RunState
from sim.rules import enablers, force
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assumptions, Levers, Month


def deploy(p: Assumptions, s: Levers, k: Constants, w: RunState, m: Month, own: Countries) -> None:
    """5. The force moves: contingents move, and what keeps the force from being larger is noted."""
    m.sustainment = enablers.sustainment(p, s, w.trust)
    if s.granted > 0.0:
        grant_contingents(k, m, own)
        m.limit = enablers.limit(k.request, k.request, k.request, m.host_consent)
    else:
        move_contingents(p, k, w, m, own)
        m.limit = enablers.limit(p.conv * w.others_pledged, k.request, m.sustainment, m.host_consent)
    count_force(s, k, w, m, own)


def grant_contingents(k: Constants, m: Month, own: Countries) -> None:
    """A force that is simply there: shared out by what states could send."""
    capacity = 0
    for i in range(own.taken):
        capacity += whole(own.capacity[i] * PARTS)
    share = k.request * m.host_consent / max(1.0, capacity / PARTS)
    for i in range(own.taken):
        own.troops[i] = share * own.capacity[i]


def move_contingents(p: Assumptions, k: Constants, w: RunState, m: Month, own: Countries) -> None:
    """Contingents move towards what their states promised, as far as request, enablers and Kyiv allow."""
    arriving = force.within(p.conv * w.others_pledged, min(k.request, m.sustainment)) * m.host_consent
    for i in range(own.taken):
        own.troops[i] = force.build_up(own.troops[i], p.conv * own.pledged[i] * arriving, k.up, k.down)


def count_force(s: Levers, k: Constants, w: RunState, m: Month, own: Countries) -> None:
    """Count the force: how much of it are support troops, and how much stands nearer the line than the cities."""
    all_rear = s.protection <= 0.0
    apart = s.granted <= 0.0
    total = rear = forward = 0
    for i in range(own.taken):
        there = whole(own.troops[i] * PARTS)
        total += there
        rear += there if all_rear or (apart and own.rung[i] == 4.0) else 0
        forward += there if apart and own.rung[i] == 6.0 else 0
    w.troops, w.rear, w.forward = total / PARTS, rear / PARTS, forward / PARTS
    if s.granted > 0.0:
        w.troops = w.announced = w.pledged = k.request * m.host_consent
        w.forward = w.troops - w.rear
