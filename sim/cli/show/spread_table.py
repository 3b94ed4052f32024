"""How far a headline goes, beside the table of a run: the ranges if they are asked for, or what the intervals are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from sim.assumed import drawn_from
from sim.cli.show.columns import Column, printed
from sim.scenario import Scenario
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS

if TYPE_CHECKING:
    from sim.analysis.spread import Spread

NOTE = (
    f"Intervals and ±: {FINITE_RUNS}. spread=true shows how far theories, parameters and the baseline knob move "
    "the risk of attack."
)


def say_what_intervals_are(out: Console) -> None:
    """Print what the intervals of a table stand for, and how to see more."""
    out.print(Text(NOTE, "dim"))
    out.print()


def show(scenarios: Mapping[str, Scenario], marks: Mapping[str, Any], out: Console) -> None:
    """Work out the spread of the headline, and print it."""
    from sim.report import spreads

    with out.status("spread over theories, parameters and the baseline knob"):
        found = spreads.of_headlines(
            scenarios,
            seed=int(marks["seed"]),
            replicates=int(marks["replicates"]),
            assumptions=drawn_from(marks),
        )
    printed_spread(found, out)


def printed_spread(found: Mapping[str, Spread], out: Console) -> None:
    """Print how far a headline goes in the base, and its difference from it in the other scenarios."""
    from sim.report import spreads

    base, *others = found
    rows = list(spreads.cells(found).values())
    columns = [Column(name, [Text(row[k]) for row in rows]) for k, name in enumerate(spreads.HEADS)]
    names = Column(labels.head(found[base].measure), [Text(base), *map(Text, others)])
    for part in printed(names, columns, out.width):
        out.print(part, crop=False)
    below = f"Below {base}: the difference from it. " if others else ""
    out.print(Text(below + spreads.HOW, "dim"))
    if said := spreads.unsettled(found):
        out.print(Text(said, "bold"))
    out.print(Text(f"Intervals and ± elsewhere: {FINITE_RUNS}.", "dim"))
    out.print()
