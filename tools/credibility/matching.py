"""History matching of the priors on the patterns: draws, verdicts, `sim/assumed/matched.csv`, and a table of both."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sim import assumed
from sim.analysis import runs
from sim.analysis.matching import narrowed
from sim.engine.assumptions import PARAMETERS, priors
from sim.evidence import load
from sim.scenario import Scenario
from sim.stats import intervals
from sim.stats.intervals import Reals
from sim.wording import numbers
from tests.patterns.lab import Bench
from tests.patterns.suite import PATTERNS
from tools.credibility.patterns import FAILS, all_judged
from tools.marks import table

VECTORS, FRESH = 200, 30
"""Vectors drawn from the priors, and fresh ones from both to see what narrowing did."""
SETS, REPLICATES = 2, 100
"""Sets of tapes a vector, and runs of each scenario on each; a pattern fails that fails on both."""
SEED, AFRESH = 20_250_327, 20_250_328
NOT_OF_ONE = {
    "P26": "speaks of the spread over the priors",
    "P41": "compares theories, which differ in their priors alone",
    "P62": "compares theories, which differ in their priors alone",
}
"""Patterns that cannot be asked of one vector."""
ASKED = tuple(code for code in PATTERNS if code not in NOT_OF_ONE)
USUAL = "consensus"


def match() -> None:
    """Ask the patterns of vectors of parameters, and write what they leave of the priors."""
    draws, failed = _tried()
    found = narrowed(PARAMETERS, priors(USUAL), draws, ASKED, failed)
    with assumed.FILE.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(assumed.COLUMNS)
        rows.writerows((one.parameter, *one.now, *one.before, ";".join(one.by)) for one in found)
    assumed.matched.cache_clear()


@cache
def _tried() -> tuple[Reals, NDArray[np.bool_]]:
    """Vectors drawn from the priors, and which patterns fail for each."""
    draws = runs.draws(Scenario(), count=VECTORS, seed=SEED)
    return draws, failing(draws)


def failing(vectors: Reals) -> NDArray[np.bool_]:
    """Which patterns fail on every set of tapes, shape (vectors, patterns asked)."""
    benches = (Bench(replicates=REPLICATES, vector=tuple(map(float, one))) for one in vectors)
    return np.array([[said[code] == FAILS for code in ASKED] for said in all_judged(benches, SETS)])


def table_of_priors() -> str:
    """Every narrowed prior beside what it was; below, what was asked, and what it did to fresh vectors."""
    heads = ("parameter", "grade", "prior: low, mode, high", "matched: low, mode, high", "by")
    return f"{table(heads, map(_row, assumed.matched().values()))}\n{said()}\n"


def _row(one: assumed.Matched) -> tuple[str, ...]:
    names = {pattern.pattern_id: pattern.name for pattern in load().patterns}
    grade = load().parameters[one.parameter].grade
    by = "; ".join(f"{code} {names[code]}" for code in one.by)
    return f"`{one.parameter}`", grade, _triangle(one.before), _triangle(one.now), by


def samples() -> list[str]:
    """The rows, which need no run: those of the narrowed priors that the package carries."""
    return [f"| {' | '.join(_row(one))} |" for one in assumed.matched().values()]


def said() -> str:
    """What history matching did, in words."""
    against = _tried()[1].sum(axis=1)
    fresh = {
        name: failing(runs.draws(Scenario(), count=FRESH, seed=AFRESH, assumptions=name)).sum(axis=1)
        for name in assumed.ASSUMPTIONS
    }
    told = "; ".join(f"{name} {_mean(found)}" for name, found in fresh.items())
    gain = intervals.mean((fresh["matched"] - fresh["priors"]).astype(float))
    low, high = float(gain.low), float(gain.high)
    change = numbers.estimate(float(gain.mean), low, high, signed=True)
    return (
        f"{VECTORS} vectors, each asked for {len(ASKED)} patterns on {SETS} sets of {REPLICATES} runs a scenario; a "
        f"pattern fails that fails on every set. Of a vector between {against.min()} and {against.max()} fail, of the "
        f"middle one {np.median(against):.0f}. {len(assumed.matched())} of {len(PARAMETERS)} priors are narrowed. "
        f"Patterns that fail for {FRESH} fresh vectors, on average: {told}; a difference of {change}. "
        f"Not asked: {'; '.join(f'{code}, which {why}' for code, why in NOT_OF_ONE.items())}."
    )


def _mean(found: Iterable[int]) -> str:
    values = np.array(list(found), float)
    mean = intervals.mean(values)
    return numbers.estimate(float(mean.mean), float(mean.low), float(mean.high))


def _triangle(ends: assumed.Triangle) -> str:
    return ", ".join(f"{end:,.10g}".replace("-", "−") for end in ends)


TABLES: dict[str, Callable[[], str]] = {"matching": table_of_priors}
"""What stands between which marks."""
