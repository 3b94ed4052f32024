"""Every pattern under every theory: what the model shows whoever is right, and what only under some."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial

from sim.evidence import load
from sim.scenario import Scenario
from tests.patterns.entries import Verdict
from tests.patterns.lab import Bench, measured_on
from tests.patterns.suite import PATTERNS
from tools.credibility.pool import side_by_side
from tools.marks import table

SETS, REPLICATES = 2, 1_200
"""Sets of tapes that share nothing, and runs of each scenario on each of them."""
HOLDS, FAILS, OPEN = "✓", "✗", "~"
"""On all sets, on none, on some: these runs are too few to tell."""
Verdicts = dict[str, str]


def judged(bench: Bench, sets: int, codes: Iterable[str] = PATTERNS) -> Verdicts:
    """What patterns, by their number in the ledger, say of the model on so many sets of tapes."""
    said: dict[str, list[bool]] = {code: [] for code in codes}
    for seed in range(1, sets + 1):
        with measured_on(replace(bench, seed=seed)), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            for code in said:
                said[code].append(_shown(PATTERNS[code]))
    return {code: mark(one) for code, one in said.items()}


def mark(shown: list[bool]) -> str:
    """What several sets of tapes say together."""
    return HOLDS if all(shown) else OPEN if any(shown) else FAILS


def _shown(measure: Callable[[], Verdict]) -> bool:
    """Whether a pattern is shown; it is not where no run has what it speaks of, such as a force that is hit."""
    try:
        return bool(measure().holds)
    except (ZeroDivisionError, ValueError):
        return False


def all_judged(benches: Iterable[Bench], sets: int) -> list[Verdicts]:
    """The same on several benches, side by side on all processors."""
    return side_by_side(partial(judged, sets=sets), benches)


@cache
def by_theory() -> Mapping[str, Verdicts]:
    """What every pattern says under every theory."""
    theories = list(load().theories)
    found = all_judged((_bench(theory) for theory in theories), SETS)
    return dict(zip(theories, found, strict=True))


def _bench(theory: str) -> Bench:
    return Bench(Scenario(theory=theory), REPLICATES)


def matrix() -> str:
    """One row a pattern, one column a theory, those that fail somewhere first; below, what is counted."""
    found = by_theory()
    names = {pattern.pattern_id: pattern.name for pattern in load().patterns}
    rows = [(code, names[code], *(found[theory][code] for theory in found)) for code in PATTERNS]
    rows.sort(key=lambda row: -row.count(FAILS))
    counts = {theory: Counter(verdicts.values()) for theory, verdicts in found.items()}
    totals = [
        ("", told, *(str(count[mark]) for count in counts.values()))
        for mark, told in ((HOLDS, "hold"), (OPEN, "open"), (FAILS, "fail"))
    ]
    heads = ("", "pattern", *(theory.replace("_", " ") for theory in found))
    return table(heads, [*totals, *rows]) + f"\n{said()}\n"


def said() -> str:
    """The matrix in words."""
    found = by_theory()
    fails = {theory: [code for code, mark in one.items() if mark == FAILS] for theory, one in found.items()}
    everywhere = [code for code in PATTERNS if all(one[code] != FAILS for one in found.values())]
    told = "; ".join(
        f"{theory}: {', '.join(codes)}"
        for theory, codes in sorted(fails.items(), key=lambda one: len(one[1]))
        if codes
    )
    return (
        f"{SETS} sets of {REPLICATES:,} runs of each scenario under each theory: {HOLDS} holds on every set, "
        f"{FAILS} on none, {OPEN} on some, which says that so few runs cannot tell. "
        f"{len(everywhere)} of {len(PATTERNS)} patterns fail under no theory: they are the model's, whoever is right "
        f"about deterrence. Fails by theory: {told or 'none'}."
    )


def samples() -> list[str]:
    """A row that takes a moment to make again: a pattern on the bench of every theory."""
    code = "P63"
    names = {pattern.pattern_id: pattern.name for pattern in load().patterns}
    marks = []
    for theory in load().theories:
        shown = []
        for seed in range(1, SETS + 1):
            with measured_on(replace(_bench(theory), seed=seed)):
                shown.append(_shown(PATTERNS[code]))
        marks.append(mark(shown))
    return [f"| {code} | {names[code]} | {' | '.join(marks)} |"]


TABLES: dict[str, Callable[[], str]] = {"matrix": matrix}
"""What stands between which marks."""
