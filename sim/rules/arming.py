"""Arming, training and relief: what makes Ukraine itself stronger.

    delivered ← delivered + (arming·min(1, payers/fund) − delivered)/ramp
    trained   ← trained·(1 − wear) + dq/12·trainers
    UA        = UA₀·(1 + battle_UA·battlefield + delivered + trained + air_denial·air effort)
    relief    = relief·support troops                 (support troops free Ukrainians for the front, C070)

Shares of capability (payers, trainers, air effort) are those of the states on the rung or above it. Source: C038,
C039, C094, C107, C143.
"""

from __future__ import annotations

from sim.rules.records import Assumptions


def deliver(p: Assumptions, delivered: float, arming: float, payers: float) -> float:
    """Gain in Ukrainian strength from arms so far; ratio."""
    return delivered + (arming * min(1.0, payers / p.fund) - delivered) * min(1.0, 1.0 / p.ramp)


def train(p: Assumptions, trained: float, trainers: float) -> float:
    """Gain in Ukrainian strength from training so far; ratio."""
    return trained * (1.0 - p.wear) + p.dq / 12.0 * trainers


def ukrainian_strength(
    p: Assumptions, battlefield: float, delivered: float, trained: float, air_effort: float
) -> float:
    """Ukrainian strength in the field; troops."""
    return p.UA * (1.0 + p.battle_UA * battlefield + delivered + trained + p.air_denial * air_effort)


def relieved(p: Assumptions, support_troops: float) -> float:
    """Ukrainian soldiers freed for the front; troops."""
    return p.relief * support_troops
