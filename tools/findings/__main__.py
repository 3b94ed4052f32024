"""Measure what the review of version 0.1.0 found, one figure a finding, to be set beside the same figure later.

python -m tools.findings [A1 B3 …]

Prints a table, `finding | figure`. Every figure is measured with what `sim` offers to everybody, in the base scenario
unless it says otherwise, on the same replicates of one seed. What a later rulebook renamed or dropped is asked for by
the names that it may have, and a figure that can no longer be measured says so.
"""

from __future__ import annotations

import sys

import sim
from tools.findings import weak, wrong  # noqa: F401 - they enter their findings
from tools.findings.lab import FINDINGS, REPLICATES, SEED


def place(name: str) -> tuple[str, int]:
    """Where a finding stands in the review: by letter, then by number."""
    return name[0], int(name[1:] or 0)


def main(names: list[str]) -> None:
    """Print the table of these findings, or of all."""
    print(
        f"version {sim.__version__}, {REPLICATES:,} replicates, seed {SEED}\n\n| finding | figure |\n|---|---|"
    )
    for name in names or sorted(FINDINGS, key=place):
        what = (FINDINGS[name].__doc__ or "").removesuffix(".")
        try:
            figure = FINDINGS[name]()
        except (sim.ScenarioError, KeyError) as gone:
            figure = f"cannot be measured in this rulebook ({gone})"
        print(f"| **{name}** {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
