"""Arming, training and relief: what makes Ukraine itself stronger.

    delivered ← delivered + (arming·paying_share − delivered)/ramp
    trained   ← trained·(1 − wear) + dq/12·training_share
    built     = UA·(1 + delivered + trained + air_denial·air effort)
    strength  = built + UA·battle_UA·battlefield
    relief    = relief·spare support troops           (those the force itself does not need free Ukrainians, C070)

Shares of capability (paying_share, training_share, air effort) are those of the states on the rung or above it.
Source: C038, C039, C094, C107, C143.
"""

from __future__ import annotations

from sim.rules.records import Assumptions


def deliver(p: Assumptions, delivered: float, arming: float, paying_share: float) -> float:
    """Gain in Ukrainian strength from arms so far; ratio."""
    return delivered + (arming * paying_share - delivered) * min(1.0, 1.0 / p.ramp)


def train(p: Assumptions, trained: float, training_share: float) -> float:
    """Gain in Ukrainian strength from training so far; ratio."""
    return trained * (1.0 - p.wear) + p.dq / 12.0 * training_share


def built(p: Assumptions, delivered: float, trained: float, air_effort: float) -> float:
    """Ukrainian strength at an even battlefield; troops."""
    return p.UA * (1.0 + delivered + trained + p.air_denial * air_effort)


def tide(p: Assumptions, battlefield: float) -> float:
    """What the battlefield adds to that strength or takes from it; troops."""
    return p.UA * p.battle_UA * battlefield


def relieved(p: Assumptions, spare_troops: float) -> float:
    """Ukrainian soldiers freed for the front; troops."""
    return p.relief * spare_troops
