"""Write docs/evidence_by_state.md: every number of every state, from the same rows as `tripwire evidence POL`.

python -m tools.evidence_pages
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sim.evidence import load
from sim.report.evidence import citations, state
from sim.report.evidence.evidence_page import Section
from sim.scenario import Scenario
from tools.marks import table

PAGE = Path(__file__).parent.parent / "docs" / "evidence_by_state.md"
LEAD = """# The evidence, state by state

Written by `python -m tools.evidence_pages` from the ledgers; a test compares. Every number that a run at {reading}
reads of a state, the weakest first, with who says so; `tripwire evidence POL` prints the same for one state, and with
`reading=` and `evidence=` for another moment or layer. A is measured, B from the literature or coded by rule, C from
an article or recalled, D assumed. Whoever knows better: bring the source.

From a headline to a paragraph: `tripwire evidence outcome deployed` names the rules behind an outcome, the parameters
they read, the claims these rest on, and the paragraph of the article in which each claim stands; `tripwire evidence
C045` names everything that rests on a claim.
"""


def written() -> str:
    """The whole page."""
    scenario = Scenario()
    parts = [LEAD.format(reading=scenario.reading), "## What each number moves", moving(scenario)]
    parts += ["## Claims that nothing cites", unused()]
    for code in load().codes:
        parts += [f"## {code} {load().names[code]}", *_state(code, scenario)]
    return "\n".join(parts)


def moving(scenario: Scenario) -> str:
    """What every kind of number moves, the same for all states."""
    names = dict.fromkeys(one.name for code in load().codes for one in state.numbers(code, scenario))
    return table(("number", "moves"), ((f"`{name}`", state.moves(name)) for name in names))


def unused() -> str:
    """Claims that no rule, ledger, lever or study cites, with the reason."""
    claims = load().claims
    rows = (
        (name, citations.paragraph(claims[name]), claims[name].paraphrase, kind, reason)
        for name, (kind, reason) in citations.unused().items()
    )
    return table(("claim", "stands in", "in our words", "why not", "reason"), map(_plain, rows))


def _state(code: str, scenario: Scenario) -> Iterator[str]:
    found = sorted(state.numbers(code, scenario), key=lambda one: -ord(one.grade))
    rows = (
        (one.grade, one.name, one.value, one.layer, one.as_of, f"{one.source} {one.url}".strip())
        for one in found
    )
    yield table(("grade", "number", "value", "layer", "as of", "source"), map(_plain, rows))
    for section in (
        state.said(code),
        state.disputed(code),
        state.wanted(code, scenario),
        state.elections(code),
    ):
        if section.rows:
            yield _section(section)


def _section(section: Section) -> str:
    return f"**{section.head}**\n\n{table(section.columns, map(_plain, section.rows))}"


def _plain(row: tuple[str, ...]) -> tuple[str, ...]:
    """Cells in which nothing ends a cell of Markdown."""
    return tuple(cell.replace("|", "/") for cell in row)


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
