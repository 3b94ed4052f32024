"""`tripwire sources`: the numbers and levers behind a run, the weakest grade first."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.cli.parse.verbs import Flag, verb
from sim.cli.show import overlay_rows
from sim.cli.show.page_parts import head, pairs
from sim.evidence import load
from sim.scenario import Scenario
from sim.scenario.provenance import GRADES, SourceRow, behind, unnamed

MAX_ROWS = 20


@verb(
    "what a run rests on, weakest first",
    levers="scenario",
    flags=(Flag(("--all",), "every", "print every number, not only the weakest"),),
)
def sources(scenario: Scenario, every: bool) -> None:
    """Print the numbers and levers behind a scenario: a count by grade, then the weakest; `--all` prints every one.

    What is set by hand stands first, levers at their default last among their grade. `theory` and `reading` choose rows
    that are listed themselves. What a study folder replaces or adds is listed below. `tripwire claims` with the same
    levers prints the claims behind them.
    """
    listed = behind(scenario)
    out = Console(highlight=False)
    out.print(Text.assemble(("This run rests on ", "bold"), (f"{len(listed)} numbers and levers", "bold")))
    counts = Counter(row.grade for row in listed)
    for grade in sorted(counts):
        out.print(f"  {counts[grade]:4d}  {grade}  {GRADES[grade]}")
    shown = listed if every else [row for row in listed if row.kind != "fact"][:MAX_ROWS]
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("grade", "name", "value", "source"):
        table.add_column(column, no_wrap=column in ("grade", "name"))
    for row in shown:
        table.add_row(row.grade, row.name, f"{row.value} {row.unit}".strip(), _source(row))
    out.print()
    out.print(table)
    if len(shown) < len(listed):
        out.print(Text(f"\n… and {len(listed) - len(shown)} more: tripwire sources --all", "dim"))
    if load().overlay.folder:
        out.print(head("From the study folder", load().overlay.mark))
        out.print(pairs(overlay_rows.rows()))


def _source(row: SourceRow) -> str:
    """Who says so, and the claims that this does not name already."""
    claims = " ".join(unnamed(row))
    return f"{row.source} ({claims})" if claims else row.source
