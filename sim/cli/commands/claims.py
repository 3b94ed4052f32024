"""`tripwire claims`: what the articles claim, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sim.cli.parse.value_kinds import Text as Word
from sim.cli.parse.verbs import Argument, Flag, verb
from sim.cli.show.page_parts import pairs
from sim.evidence import Claim, Evidence, load
from sim.scenario import LEVERS, ScenarioError


@verb(
    "what the articles claim, and who says so",
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
def claims(words: tuple[str, ...], articles: bool) -> None:
    """Print claims by number, by a word in them, or all; `--articles` prints the articles that they stand in."""
    out = Console(highlight=False)
    evidence = load()
    if articles:
        if words:
            raise ScenarioError("claims: --articles stands alone")
        out.print(_articles(evidence))
        return
    if not words:
        out.print(_articles(evidence))
        out.print()
    matching = [claim for claim in evidence.claims.values() if _matches(claim, words)]
    if not matching:
        raise ScenarioError(
            f"claims: none has {' '.join(words)}; allowed: C001 to C{len(evidence.claims)}, or a word"
        )
    for part in _depth(matching[0], evidence) if len(matching) == 1 else _list(matching):
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
