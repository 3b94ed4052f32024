"""Measure the patterns and print what was found: `python -m tests.patterns [P01 P02 …]`.

A line a pattern: number, verdict, name, figures. Exit status 1 if a pattern fails.
"""

from __future__ import annotations

import sys

from sim.evidence import load
from tests.patterns.suite import PATTERNS

FAILS = "FAILS"


def rounded(found: object) -> object:
    """Figures short enough to read."""
    if isinstance(found, float):
        return float(f"{found:.4g}")
    if isinstance(found, list | tuple):
        return [rounded(part) for part in found]
    if isinstance(found, dict):
        return {name: rounded(part) for name, part in found.items()}
    return found


def main(codes: list[str]) -> int:
    """Measure the patterns with these numbers, or all of them."""
    names = {pattern.pattern_id: pattern.name for pattern in load().patterns}
    failed = 0
    for code in codes or PATTERNS:
        verdict = PATTERNS[code]()
        failed += not verdict.holds
        print(
            f"{code} {'holds' if verdict.holds else FAILS} {names[code]:<48} {rounded(verdict.figures)}",
            flush=True,
        )
    return min(1, failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
