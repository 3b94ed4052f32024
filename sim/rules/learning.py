"""Rules of engagement are learned: Moscow believes what it sees, not what is declared.

A Beta belief that the force answers starts at the rules that would be practised today, over- or underrated by `faith`,
with the weight of n0 incidents. A probe answered adds to one side, a probe ignored to the other; each month a little of
both is forgotten. With faith 1 and nothing seen, belief is practice: all that is left to disagree about is learning.

    practised = clip( ROE·(roe_base + roe_us·US), 0, 1 )
    belief    = (n0·min(1, faith·practised) + answered) / (n0 + answered + ignored)
    answered  ← (1 − forget)·answered + 1 if this month's incident was answered; ignored likewise

Source: C026, C028. Pitfall: use the practised rules for answers and the belief for Moscow's choice, never the declared
rules for either.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions


def practised(p: Assumptions, roe: float, us: float) -> float:
    """Chance that the force answers an incident; 0–1."""
    return clip(roe * (p.roe_base + p.roe_us * us), 0.0, 1.0)


def remember(p: Assumptions, count: float, seen: float) -> float:
    """Incidents of one kind after this month: the old ones fade, the new one adds."""
    return (1.0 - p.forget) * count + seen


def belief(p: Assumptions, practised_rules: float, answered: float, ignored: float) -> float:
    """Moscow's belief that the force answers; 0–1."""
    expected = min(1.0, p.faith * practised_rules)
    return (p.n0 * expected + answered) / (p.n0 + answered + ignored)
