"""The register of patterns: each function that measures one enters under its number in `sim/evidence/patterns.csv`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Verdict:
    """What was measured and whether the pattern holds."""

    holds: bool
    figures: dict[str, object]


ENTERED: dict[str, Callable[[], Verdict]] = {}


def pattern(code: str) -> Callable[[Callable[[], Verdict]], Callable[[], Verdict]]:
    """Enter a test in the suite under its number in the ledger, which must be free."""

    def enter(test: Callable[[], Verdict]) -> Callable[[], Verdict]:
        if ENTERED.setdefault(code, test) is not test:
            raise ValueError(f"{code} is {ENTERED[code].__name__} already")
        return test

    return enter


def rising(values: list[float]) -> bool:
    """Strictly rising."""
    return all(a < b for a, b in pairwise(values))
