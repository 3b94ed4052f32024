"""Measure everything in one run: `python -m benchmarks [--quick] [--ten-million] [--write]`."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks import batch_run, engines, machine, starting, sweeps, ten_million
from benchmarks.report import Chapter, Row, in_markdown, on_screen

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
SWEEPS: dict[str, Callable[[], Sequence[Row]]] = {
    "Sweeps: cost of a point": sweeps.cost_per_point,
    "Sweeps: memory": sweeps.memory,
    "Sweeps: shell to table": sweeps.shell_to_table,
    "Sweeps against a plain Hydra multirun": sweeps.against_multirun,
    "Sweeps against mesa.batch_run": batch_run.against_batch_run,
}
OPENING = """# Performance

Measured by `make bench` in one run; `python -m benchmarks --write` renews this page. Each ratio has the two figures
behind it. Tasks are timed in turn (A B A B …), so that a machine that slows down slows all of them; what one thread
does is timed by the processor time it gets. Figures are the least of many repeats, with the medians beside them.
"""

CLOSING = """## Where a run's time goes

Each part left out in turn (2026-11-22), in µs of a run of 14.4, draws aside: assumptions 0.7, weighing about 1,
parliaments and pledges 3.3, sums over countries 0.9, placing 2, publics 1.1; the rest is seating and the month's other
rules. Draws take 2.7.

- Seats are filled up to a multiple of eight, so that no country is left over after the last whole vector; the priors'
  low, mode and high stand side by side. Together: 21.1 to 18.5 µs, the same bits.
- Sums over countries in whole parts instead of floating point in a fixed order: 20.2 to 17.8 µs; the last bits differ.
- The number of seats is part of the record's type instead of a size known when it runs: 17.8 to 14.4 µs, the same bits.
- Tried and dropped: voting in all parliaments as one vector (the compiler gathers what few countries need: 22 µs);
  pledging as one vector (0.7 µs less, but parliaments then need a list of who asks); asking a parliament again only
  when the offer is better (0.3 µs less, one more thing to remember); draws in single precision.
- Ten million runs (100,000 points × 100 replicates, 36 months, summaries kept) took 111 s on two threads, by hand on
  2026-11-22: 267 MB while running, 391 MB at the peak (while the one tidy file was written), 147 MB on disk.
- More would take several replicates abreast, one in each lane of a vector, with masks in place of every `if`; the rules
  would no longer read as theory.
"""


def main() -> None:
    """Measure what was chosen, print it, and renew the page if that was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer repeats; one build, no first runs, no sweeps"
    )
    parser.add_argument("--ten-million", action="store_true", help="ten million runs, and nothing else")
    parser.add_argument("--write", action="store_true", help="renew docs/performance.md")
    chosen = parser.parse_args()
    console, where = Console(), machine.described()
    console.width = max(console.width, 120)
    console.print(where)
    told: list[Chapter] = []
    for chapter in [ten_million.chapter()] if chosen.ten_million else chapters(quick=chosen.quick):
        console.print(on_screen(chapter))
        told.append(chapter)
    if chosen.write:
        before = PAGE.read_text(encoding="utf-8")
        after = renewed(before, told[0]) if chosen.ten_million else page(where, told, before)
        PAGE.write_text(after, encoding="utf-8")
        console.print(f"Written: {PAGE}")


def chapters(*, quick: bool) -> Iterator[Chapter]:
    """Every table, as it is measured."""
    yield from engines.chapters(25 if quick else 150, every_build=not quick)
    yield from starting.chapters(2 if quick else 5, first_runs=not quick)
    if not quick:
        for title, measured in SWEEPS.items():
            try:
                yield Chapter(title, measured())
            except (OSError, subprocess.CalledProcessError) as failure:
                yield Chapter(title, note=f"MISSED: not measured ({failure}).")


def page(where: str, told: list[Chapter], before: str) -> str:
    """The text of docs/performance.md; ten million runs stand as they were measured last."""
    kept = section(before, ten_million.TITLE)
    sections = [*map(in_markdown, told), *([kept] if kept else [])]
    return "\n".join([OPENING, where, "", *sections, CLOSING, short(told)])


def renewed(before: str, chapter: Chapter) -> str:
    """The page with one section in place of the one of the same title, or before the history of a run's time."""
    old, new = section(before, chapter.title), in_markdown(chapter)
    return before.replace(old, new) if old else before.replace(CLOSING, f"{new}\n{CLOSING}")


def section(text: str, title: str) -> str:
    """A section of a page from its heading up to the next one; empty if there is none."""
    found = re.search(rf"^## {re.escape(title)}\n.*?\n(?=\n## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[0] if found else ""


def short(told: list[Chapter]) -> str:
    """What falls short, openly."""
    missed = [
        f"- {chapter.title}: {row['what']} ({row['goal']})"
        for chapter in told
        for row in chapter.rows
        if "MISSED" in str(row.get("goal", ""))
    ]
    return "\n".join(["## What falls short", "", *(missed or ["Nothing of what was measured."]), ""])


if __name__ == "__main__":
    main()
