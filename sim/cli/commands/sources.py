"""`tripwire sources`: what a run rests on, the weakest first."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim.cli.parse.verbs import Flag, verb
from sim.scenario import Scenario
from sim.scenario.provenance import GRADES
from sim.scenario.provenance import sources as listed_sources

SHOWN = 20


@verb(
    "what a run rests on, weakest first",
    levers="scenario",
    flags=(Flag(("--all",), "every", "print every number, not only the weakest"),),
)
def sources(scenario: Scenario, every: bool) -> None:
    """Print the numbers behind a scenario: a count by grade, then the weakest; `--all` prints every one."""
    listed = listed_sources(scenario)
    out = Console(highlight=False)
    out.print(Text.assemble(("This run rests on ", "bold"), (f"{len(listed)} numbers", "bold")))
    for grade, count in listed["grade"].value_counts().sort_index().items():
        out.print(f"  {count:4d}  {grade}  {GRADES[str(grade)]}")
    shown = listed if every else listed[listed["kind"] != "fact"].head(SHOWN)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("grade", "name", "value", "source"):
        table.add_column(column, no_wrap=column in ("grade", "name"))
    for row in shown.to_dict("records"):
        value = f"{row['value']} {row['unit']}".strip()
        claims = f" ({row['claims']})" if row["claims"] else ""
        table.add_row(row["grade"], row["name"], value, f"{row['source']}{claims}")
    out.print()
    out.print(table)
    if len(shown) < len(listed):
        out.print(Text(f"\n… and {len(listed) - len(shown)} more: tripwire sources --all", "dim"))
