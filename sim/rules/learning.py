"""Rules of engagement are learned: Moscow believes what it sees, not what is declared.

A Beta belief that the force answers starts at the declared rules, discounted by `faith`, with the weight of n0
incidents. A probe answered adds to one side, a probe ignored to the other; each month a little evidence is forgotten.

    practised = clip( ROE·(roe_base + roe_us·US), 0, 1 )
    a ← a₀ + (1 − forget)·(a − a₀) + answered,  b likewise with ignored;  belief = a/(a + b)

Source: C026, C028, C128 (UNIFIL: declared and practised rules differ). Pitfall: use the practised rules for answers
and the belief for Moscow's choice, never the declared rules for either.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.compiled import rule
from sim.rules.records import Assumptions


@rule
def practised(p: Assumptions, roe: float, us: float) -> float:
    """Chance that the force answers an incident; 0–1."""
    return clip(roe * (p.roe_base + p.roe_us * us), 0.0, 1.0)


@rule
def first_answers(p: Assumptions, roe: float) -> float:
    """a₀: incidents answered that the declared rules are worth before any test."""
    return p.n0 * p.faith * roe


@rule
def remember(p: Assumptions, count: float, first: float, seen: float) -> float:
    """One side of the belief after this month: old evidence fades towards the first belief, new evidence adds."""
    return first + (1.0 - p.forget) * (count - first) + seen


@rule
def belief(answered: float, ignored: float) -> float:
    """Moscow's belief that the force answers; 0–1."""
    return answered / (answered + ignored)
