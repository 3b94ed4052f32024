"""`tripwire outcomes`: what is measured of a run, by the names that `measure=` takes."""

from __future__ import annotations

from rich.console import Console

from sim import outcomes as measured
from sim.cli.parse.value_kinds import Text
from sim.cli.parse.verbs import Argument, verb
from sim.cli.show.page_parts import head, pairs, unit
from sim.outcomes import Outcome
from sim.scenario import ScenarioError

GROUPS = {
    "Of a run": (measured.RUN, "measure=NAME, as in tripwire decompose measure=deployed"),
    "Of a run, by country": (measured.COUNTRY, "in results, not for measure="),
    "Of a run, by month": (measured.MONTH, "in results, and on fans"),
}


@verb(
    "what is measured: the names that measure= takes",
    argument=Argument(
        "WORD", "words", Text("a word in a name or its meaning"), "words of outcomes", "force", many=True
    ),
)
def outcomes(words: tuple[str, ...]) -> None:
    """List every outcome with its unit and meaning, or those in which a word stands."""
    out = Console(highlight=False)
    found = False
    for title, (rows, use) in GROUPS.items():
        listed = [row for row in rows if all(word.lower() in _text(row).lower() for word in words)]
        if listed:
            found = True
            out.print(head(title, use))
            out.print(pairs((row.name, f"{row.long_name} [{unit(row)}]") for row in listed))
    if not found:
        raise ScenarioError(f"outcomes: none has {' '.join(words)}; tripwire outcomes lists all")


def _text(row: Outcome) -> str:
    return f"{row.name} {row.long_name}"
