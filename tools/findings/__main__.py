"""Measure what the review of version 0.1.0 found, one figure a finding, to be set beside the same figure later.

python -m tools.findings [A1 B3 …]         # print a table, finding and figure
python -m tools.findings --write [A1 …]    # and write the figures into docs/model.md, as those of after

Every figure is measured with what `sim` offers to everybody, in the base scenario
unless it says otherwise, on the same replicates of one seed. What a later rulebook renamed or dropped is asked for by
the names that it may have, and a figure that can no longer be measured says so.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import sim
from tools.findings import weak, wrong  # noqa: F401 - they enter their findings
from tools.findings.lab import FINDINGS, REPLICATES, SEED

PAGE = Path(__file__).parents[2] / "docs" / "model.md"


def place(name: str) -> tuple[str, int]:
    """Where a finding stands in the review: by letter, then by number."""
    return name[0], int(name[1:] or 0)


def renewed(page: str, figures: Mapping[str, str]) -> str:
    """The page with these figures as those of after, the last cell but one of a finding's row."""

    def row(found: re.Match[str]) -> str:
        *before, figure, answer = found[0].rsplit(" | ", 2)
        return " | ".join([*before, figures.get(found[1], figure), answer])

    return re.sub(r"^\| ([ABC]\d*) \| .+ \|$", row, page, flags=re.MULTILINE)


def main(arguments: list[str]) -> None:
    """Print the figures of these findings, or of all; write them into the page if asked to."""
    names = [name for name in arguments if name != "--write"]
    print(
        f"version {sim.__version__}, {REPLICATES:,} replicates, seed {SEED}\n\n| finding | figure |\n|---|---|"
    )
    figures = {}
    for name in names or sorted(FINDINGS, key=place):
        what = (FINDINGS[name].__doc__ or "").removesuffix(".")
        try:
            figures[name] = re.sub(r"(?<!\S)-(?=[\d.])", "−", FINDINGS[name]())
        except (sim.ScenarioError, KeyError) as gone:
            figures[name] = f"cannot be measured in this rulebook ({gone})"
        print(f"| **{name}** {what} | {figures[name]} |", flush=True)
    if "--write" in arguments:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
