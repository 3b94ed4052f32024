"""Every pattern under every theory, and every pattern on draws of the parameters: what the model shows, and where not."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial

from sim.evidence import load
from sim.scenario import Scenario
from tests.patterns.entries import Verdict
from tests.patterns.lab import Bench, measured_on
from tests.patterns.suite import PATTERNS
from tools.readme_tables import table

SETS, REPLICATES = 4, 500
"""Sets of tapes that share nothing, and runs of each scenario on each of them."""
HOLDS, FAILS, OPEN = "✓", "✗", "~"
"""On all sets, on none, on some: these runs are too few to tell."""
JOBS = int(os.environ.get("JOBS", os.cpu_count() or 1))
Verdicts = dict[str, str]


def judged(base: Scenario, sets: int, replicates: int, assumptions: str = "priors") -> Verdicts:
    """What every pattern says of the model around a base, by its number in the ledger."""
    said: dict[str, list[bool]] = {code: [] for code in PATTERNS}
    for seed in range(1, sets + 1):
        with measured_on(Bench(base, replicates, seed, assumptions)), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            for code, measure in PATTERNS.items():
                said[code].append(_shown(measure))
    return {code: HOLDS if all(one) else OPEN if any(one) else FAILS for code, one in said.items()}


def _shown(measure: Callable[[], Verdict]) -> bool:
    """Whether a pattern is shown; it is not where no run has what it speaks of, such as a force that is hit."""
    try:
        return bool(measure().holds)
    except (ZeroDivisionError, ValueError):
        return False


def all_judged(
    bases: Iterable[Scenario], sets: int, replicates: int, assumptions: str = "priors"
) -> list[Verdicts]:
    """The same around several bases, side by side on all processors."""
    judge = partial(judged, sets=sets, replicates=replicates, assumptions=assumptions)
    with ProcessPoolExecutor(JOBS) as pool:
        return list(pool.map(judge, bases))


@cache
def by_theory() -> Mapping[str, Verdicts]:
    """What every pattern says under every theory."""
    theories = list(load().theories)
    found = all_judged((Scenario(theory=theory) for theory in theories), SETS, REPLICATES)
    return dict(zip(theories, found, strict=True))


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
        f"{SETS} sets of {REPLICATES} runs of each scenario under each theory: {HOLDS} holds on every set, {FAILS} on "
        f"none, {OPEN} on some, which says that so few runs cannot tell. {len(everywhere)} of {len(PATTERNS)} patterns "
        f"fail under no theory: they are the model's, whoever is right about deterrence. Fails by theory: {told or 'none'}."
    )
