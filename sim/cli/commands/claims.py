"""`tripwire claims`: the articles' claims: all, by number or word, or those behind a scenario."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sim.cli.parse.value_kinds import Text as Word
from sim.cli.parse.verbs import Argument, Flag, verb
from sim.cli.show.page_parts import head, pairs
from sim.evidence import Claim, Evidence, load
from sim.scenario import LEVERS, Scenario, ScenarioError
from sim.scenario.provenance import behind

HEADS = {
    "by hand": "What is set here",
    "lever": "Levers at their default",
    "reading": "The reading",
    "stance": "Stances of the states",
    "fact": "Facts about the states",
    "parameter": "Parameters",
}
"""Headings of the claims behind a scenario, by the kind of what they speak for."""
MAX_NAMES = 4


@verb(
    "what the articles claim, and what rests on it",
    levers="optional_scenario",
    argument=Argument(
        "CLAIM",
        "words",
        Word("a claim's number, or a word in it"),
        "numbers of claims, or words",
        "C045",
        many=True,
    ),
    flags=(Flag(("--articles",), "articles", "print the articles that they stand in"),),
)
def claims(optional_scenario: Scenario | None, words: tuple[str, ...], articles: bool) -> None:
    """Print claims by number, by a word in them, or all; `--articles` prints the articles that they stand in.

    With levers, only the claims behind that scenario are printed, each with what it speaks for, as in
    `tripwire claims roe=robust`.
    """
    out = Console(highlight=False)
    evidence = load()
    if articles:
        if words or optional_scenario:
            raise ScenarioError("claims: --articles stands alone")
        out.print(_articles(evidence))
        return
    if not (words or optional_scenario):
        out.print(_articles(evidence))
        out.print()
    matching = [claim for claim in evidence.claims.values() if _matches(claim, words)]
    if not matching:
        raise ScenarioError(
            f"claims: none has {' '.join(words)}; allowed: C001 to C{len(evidence.claims)}, or a word"
        )
    if optional_scenario:
        parts = list(_behind(optional_scenario, matching))
    else:
        parts = list(_depth(matching[0], evidence) if len(matching) == 1 else _list(matching))
    if not parts:
        raise ScenarioError(
            f"claims: {' '.join(words)} speaks for nothing in this scenario; leave the levers out"
        )
    for part in parts:
        out.print(part)


def _articles(evidence: Evidence) -> Table:
    """The articles by number: what each is, where it stood, and when."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("article", "what", "outlet", "date"):
        table.add_column(column, no_wrap=column == "article")
    for one in evidence.articles.values():
        table.add_row(one.article, one.what, one.outlet, one.dated.replace("/", " to "))
    return table


def _named(positions: str, evidence: Evidence) -> str:
    """Positions with the outlets in place of the articles' numbers."""
    return re.sub(r"\b\d{3}\b(?!,)", lambda at: _outlet(at.group(), evidence), positions)


def _outlet(number: str, evidence: Evidence) -> str:
    return evidence.articles[number].outlet if number in evidence.articles else number


def _matches(claim: Claim, words: tuple[str, ...]) -> bool:
    text = " ".join((claim.paraphrase, claim.construct, claim.bears_on, *claim.actors)).lower()
    numbers = [word.upper() for word in words if word[1:].isdigit()]
    if numbers:
        return claim.claim_id in numbers
    return all(word.lower() in text for word in words)


def _list(matching: list[Claim]) -> Iterator[RenderableType]:
    yield pairs((claim.claim_id, f"{claim.paraphrase} [{claim.evidence_kind}]") for claim in matching)


def _behind(scenario: Scenario, matching: list[Claim]) -> Iterator[RenderableType]:
    """The claims behind a scenario, by the kind of what they speak for."""
    listed = behind(scenario)
    for kind, title in HEADS.items():
        spoken_for = {
            claim.claim_id: [row.name for row in listed if row.kind == kind and claim.claim_id in row.claims]
            for claim in matching
        }
        rows = [(claim, spoken_for[claim.claim_id]) for claim in matching if spoken_for[claim.claim_id]]
        if rows:
            yield head(title)
            yield pairs(
                (claim.claim_id, f"{_some(names)}: {claim.paraphrase} [{claim.evidence_kind}]")
                for claim, names in rows
            )


def _some(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - MAX_NAMES
    return ", ".join(names[:MAX_NAMES]) + (f" and {more} more" if more > 0 else "")


def _depth(claim: Claim, evidence: Evidence) -> Iterator[RenderableType]:
    article = evidence.articles[claim.article]
    where = ", ".join(map(str, claim.paragraphs))
    yield Text.assemble((claim.claim_id, "bold cyan"), f"  {claim.paraphrase}")
    yield Text()
    yield pairs(_facts(claim, f"{article.outlet}, {claim.date.replace('/', ' to ')}, paragraph {where}"))
    disputed = [point for point in evidence.contradictions if point.set_id in claim.contradictions]
    if disputed:
        yield Text("\nDisputed", "bold")
        yield pairs(
            (point.set_id, f"{point.topic} {_named(point.positions, evidence)}") for point in disputed
        )


def _facts(claim: Claim, where: str) -> Iterator[tuple[str, str]]:
    yield "said in", where
    yield "as", f"{claim.evidence_kind}, confidence {claim.confidence}"
    yield "about", f"{', '.join(claim.actors)}: {claim.construct.replace('_', ' ')}"
    yield "says", claim.magnitude or claim.direction
    if claim.condition:
        yield "if", claim.condition
    levers = [lever.name for lever in LEVERS if claim.claim_id in lever.claims]
    yield "bears on", ", ".join([claim.bears_on, *levers])
    if claim.note:
        yield "note", claim.note
