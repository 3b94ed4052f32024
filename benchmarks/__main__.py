"""Measure everything in one run: `python -m benchmarks [--quick] [--ten-million] [--write]`."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rich.console import Console

from benchmarks import batch_run, engines, explorer, machine, starting, sweeps, ten_million
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
does is timed by the processor time it gets. Figures are the least of many repeats, with the medians beside them. With
`BENCH_OLD` (a checkout of 0.1.0) and `BENCH_OLD_PYTHON` (its Python) that version is measured in turn too.
"""

CLOSING = """## Where a run's time went

What was gained from version to version, in µs of a run of the base scenario on one core, draws included; by hand on one
machine (AMD EPYC with AVX-512, 2026-11-22 to 25), so only the order of size carries over. All steps but one give the
same bits.

| step | before | after |
| --- | --- | --- |
| 0.1.0: seats filled up to a multiple of eight, priors' low, mode and high side by side | 21.1 | 18.5 |
| 0.1.0: sums over countries in whole parts instead of floating point (the last bits differ) | 20.2 | 17.8 |
| 0.1.0: the number of seats known when it is compiled | 17.8 | 14.4 |
| 0.2.0: the same rules translated to C, one run at a time, instead of compiled by numba | 18.3 | 15.8 |
| 0.2.0: eight replicates abreast, one in each lane of a vector | 15.8 | 8.3 |
| 0.2.0: eight points of a sweep abreast on one replicate (a grid of points; numba took 13.9) | 13.9 | 6.5 |
| 0.3.0: the second rulebook, one run at a time (2.2 times the operations of the first) | 15.7 | 43.4 |
| 0.3.0: states are asked again who goes only if one of them has moved (abreast 21.3 → 20.4) | 43.4 | 39.0 |
| 0.3.0: shares of capability cut to whole parts once, not at every sum | 39.0 | 36.7 |
| 0.3.0: loops end at the last seat taken, of 40; eight abreast (one at a time 42.1 → 44.8) | 25.2 | 21.0 |

Rows of 0.1.0 leave the draws out from the third on (they took 2.7 to 3.5); those of 0.2.0 make them in C as they are
needed, which takes 0.5 abreast.

- The loop over countries already went eight abreast; what a run does for the world as a whole (force, Moscow, Kyiv,
  escalation) went one number at a time, and gained most from lanes. It costs a branch that only one lane takes as much
  as one that all take: parliaments, above all, are asked rarely and by few.
- AVX2 has four lanes and no masks or whole-number conversions of 64 bits; it gains half as much.
- A first run no longer waits for a compiler of Python: 14 to 18 s with numba, about 3 s with a C compiler, none with a
  library at hand.
- A run of the Mesa model takes about a quarter longer without numba's compiled `exp` and `log`; it is the reference,
  not the engine for many runs.
- Large sweeps: the runs of a chunk take four fifths of its processor time, summarising and packing them one fifth; at
  the end, all parts are read twice (for the hash, and for the one tidy file), by one thread.
- Tried and dropped in 0.1.0: voting in all parliaments as one vector; asking a parliament again only when the offer is
  better; draws in single precision.
"""
SHORT = "## What falls short"


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
    yield from explorer.chapters(12 if quick else 40)
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
    return _with_shortfalls("\n".join([OPENING, where, "", *sections, CLOSING]))


def renewed(before: str, chapter: Chapter) -> str:
    """The page with one section in place of the one of the same title, or before the history."""
    body, old, new = before.partition(SHORT)[0], section(before, chapter.title), in_markdown(chapter)
    return _with_shortfalls(body.replace(old, new) if old else body.replace(CLOSING, f"{new}\n{CLOSING}"))


def section(text: str, title: str) -> str:
    """A section of a page from its heading up to the next one; empty if there is none."""
    found = re.search(rf"^## {re.escape(title)}\n.*?\n(?=\n## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[0] if found else ""


def _with_shortfalls(body: str) -> str:
    """The page with what falls short at its end, openly: every line above that says so."""
    missed, title = [], ""
    for line in body.splitlines():
        if line.startswith("## "):
            title = line.removeprefix("## ")
        elif "MISSED" in line:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            missed.append(f"- {title}: {cells[0]} ({cells[-1]})")
    return "\n".join([f"{body.rstrip()}\n\n{SHORT}", "", *(missed or ["Nothing of what was measured."]), ""])


if __name__ == "__main__":
    main()
