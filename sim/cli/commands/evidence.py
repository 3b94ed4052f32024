"""`tripwire evidence`: what is known of a state, a claim, a parameter, a lever or an outcome, the weakest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, RenderableType
from rich.text import Text

from sim.cli.parse.value_kinds import Text as Word
from sim.cli.parse.verbs import Argument, verb
from sim.cli.show import overlay_rows, wordy_table
from sim.cli.show.page_parts import capital, head, pairs
from sim.scenario import Scenario

if TYPE_CHECKING:
    from sim.report.evidence.evidence_page import Section


@verb(
    "what is known and who says so, weakest first",
    levers="scenario",
    argument=Argument(
        "NAME",
        "words",
        Word("a state, claim, parameter, lever or outcome, with its kind before it where two share a name"),
        "what to look at",
        "outcome deployed",
        many=True,
    ),
)
def evidence(scenario: Scenario, words: tuple[str, ...]) -> None:
    """Print the evidence of one thing: each number with source, grade and layer, what it moves, who disagrees.

    `tripwire evidence outcome deployed` leads from a headline to its rules, their parameters, and the paragraph of an
    article. A state's page follows `reading` and `evidence`.
    """
    from sim.report.evidence import browse

    out = Console(highlight=False)
    page = browse.page(words, scenario)
    out.print(Text.assemble((page.title, "bold cyan"), "  ", capital(page.lead)))
    for line in overlay_rows.line():
        out.print(line)
    for section in page.sections:
        out.print(head(section.head))
        out.print(_table(section, out.width))


def _table(section: Section, room: int) -> RenderableType:
    if not section.columns:
        return pairs((name, meaning) for name, meaning in section.rows)
    return wordy_table.printed(section.columns, section.rows, room)
