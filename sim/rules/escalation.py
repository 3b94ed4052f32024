"""The escalation ladder (Kahn 1965), seven rungs, climbed in heavy-tailed leaps and left by a rung a month.

    1 quiet · 2 harassment · 3 exchange of fire · 4 deadly incident · 5 strike on the force
    6 limited war · 7 direct war

An answered incident starts at rung 3, or a rung below the tension, and leaps j rungs or more with chance q^(j/4), where

    q = clash·(1 + esc_nato·NATO)

so that casualties without war are the normal case (KFOR, C089) and war the tail (C009, C037). An attack that meets the
force becomes direct war with chance

    war = 1 − (1 − war_E·visible·w)·(1 − war_U·visible·joined),     visible = 1 + esc_nato·NATO

where w is the share of the force that answered and stood and `joined` says whether the US came in; else limited war if
anybody did either, else a strike. War, once it is there, is hot: hostilities are full while the tension stands at rung
6 or above.
"""

from __future__ import annotations

from sim.rules.arithmetic import floor, log
from sim.rules.records import Assumptions, Levers

QUIET, HARASSMENT, EXCHANGE, DEADLY, STRIKE, LIMITED_WAR, DIRECT_WAR = range(1, 8)


def climb_chance(p: Assumptions, s: Levers) -> float:
    """q: chance that an answered incident leaps four rungs; 0–½."""
    return min(0.5, p.clash * (1.0 + p.esc_nato * s.nato_visibility))


def after_answer(climb: float, tension: int, killed: bool, draw: float) -> int:
    """Rung reached by an incident that the force answers."""
    start = max(EXCHANGE, tension - 1)
    leap = floor(4.0 * log(max(draw, 1e-12)) / log(climb))
    return max(min(DIRECT_WAR, start + leap), DEADLY if killed else EXCHANGE)


def after_silence(killed: bool) -> int:
    """Rung reached by an incident that the force lets pass."""
    return DEADLY if killed else HARASSMENT


def war_chance(p: Assumptions, s: Levers, fought: float, joined: float) -> float:
    """Chance that an attack becomes direct war; 0–1. `fought`: share of the force; `joined`: 1 if the US did."""
    visible = 1.0 + p.esc_nato * s.nato_visibility
    with_europe = min(1.0, p.war_E * visible) * fought
    with_america = min(1.0, p.war_U * visible) * joined
    return 1.0 - (1.0 - with_europe) * (1.0 - with_america)


def after_attack(fights: bool, joined: bool, war: float, draw: float) -> int:
    """Rung reached when an attack hits the force."""
    if draw < war:
        return DIRECT_WAR
    return LIMITED_WAR if fights or joined else STRIKE


def next_tension(tension: int, event: int) -> int:
    """Tension next month: the event's rung, or one below the old one."""
    return max(event, max(QUIET, tension - 1))
