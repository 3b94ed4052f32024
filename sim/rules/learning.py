"""Rules of engagement become habit, and Moscow believes what it sees, not what is declared.

Declared rules carry as far as the US stands behind them. What the force has done weighs beside them: each incident
answered makes the next answer likelier, each let pass less likely, and a little is forgotten every month. That is an
urn (Eggenberger & Pólya 1923), the same thing as a readiness that nobody knows and everybody learns. Moscow reads the
same record with the same weights; `faith` is how it rates the rules behind it. With faith 1 what it believes is what it
will meet, whatever has happened.

    ruled     = clip( ROE·(roe_base + roe_us·US), 0, 1 )
    practised = (n0·ruled + answered) / (n0 + answered + ignored)
    belief    = (n0·min(1, faith·ruled) + answered) / (n0 + answered + ignored)
    answered  ← (1 − forget)·answered + 1 if this month's incident was answered; ignored likewise

Source: C026, C028. Pitfalls: use practice for answers and belief for Moscow's choice, never the declared rules for
either; a fixed chance to answer, learned from a prior that already holds it, would be learning from noise.
"""

from __future__ import annotations

from sim.rules.arithmetic import clip
from sim.rules.records import Assumptions


def ruled(p: Assumptions, roe: float, us: float) -> float:
    """Chance that the force answers, by its rules alone; 0–1."""
    return clip(roe * (p.roe_base + p.roe_us * us), 0.0, 1.0)


def remember(p: Assumptions, count: float, seen: float) -> float:
    """Incidents of one kind after this month: the old ones fade, the new one adds."""
    return (1.0 - p.forget) * count + seen


def practised(p: Assumptions, by_rules: float, answered: float, ignored: float) -> float:
    """Chance that the force answers, by its rules and by what it has done; 0–1."""
    return (p.n0 * by_rules + answered) / (p.n0 + answered + ignored)


def belief(p: Assumptions, by_rules: float, answered: float, ignored: float) -> float:
    """Moscow's belief that the force answers; 0–1."""
    return practised(p, min(1.0, p.faith * by_rules), answered, ignored)
