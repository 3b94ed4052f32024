"""Who cites which claim: rules, levers, ledgers, presets, studies; and the claims that nobody cites, with a reason."""

from __future__ import annotations

import csv
import importlib
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from sim import rules
from sim.evidence import Claim, Evidence, load
from sim.paths import configs, experiments
from sim.scenario import LEVERS
from sim.scenario.injects import EVENT_KINDS

CITED = re.compile(r"\bC(\d{3})(?:[-–]C(\d{3}))?\b")
"""A claim, or a range of claims, in the words of a docstring or a ledger."""
UNUSED = Path(__file__).with_name("unused.csv")
"""Claims that nothing cites: one row each, with the kind of the reason and the reason."""
Citation = tuple[str, tuple[str, ...]]
"""Who cites, and the claims."""
REASONS = ("background", "doubled", "not modelled", "covered", "opinion")
"""Kinds of reasons not to use a claim: it sets the scene; another claim says the same; what it speaks of is left out of
the model; the model has it without leaning on it; it is a judgement that no number may follow."""


def named(text: str) -> tuple[str, ...]:
    """Claims that a text names, ranges written out, each once."""
    found = []
    for first, last in CITED.findall(text):
        found += [f"C{number:03d}" for number in range(int(first), int(last or first) + 1)]
    return tuple(dict.fromkeys(found))


@cache
def of_mechanism(mechanism: str) -> tuple[str, ...]:
    """Claims that a mechanism's file names."""
    return named(inspect.getsource(importlib.import_module(f"{rules.__name__}.{mechanism}")))


def idea(mechanism: str) -> str:
    """The first sentence of a mechanism's docstring: what it is."""
    first = (inspect.getdoc(importlib.import_module(f"{rules.__name__}.{mechanism}")) or "").split("\n\n")[0]
    return " ".join(first.split())


def citing() -> Mapping[str, tuple[str, ...]]:
    """For every claim, what cites it, in plain words; empty for a claim that nothing cites."""
    return _citing(load())


@cache
def _citing(known: Evidence) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {claim: [] for claim in known.claims}
    for who, claims in _citations(known):
        for claim in claims:
            if who not in found[claim]:
                found[claim].append(who)
    return {claim: tuple(who) for claim, who in found.items()}


@cache
def unused() -> Mapping[str, tuple[str, str]]:
    """Kind of the reason, and the reason, of every claim that nothing cites."""
    with UNUSED.open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: (row["kind"], row["reason"]) for row in csv.DictReader(file)}


def paragraph(claim: Claim) -> str:
    """Article, its outlet, and the paragraphs in which a claim stands."""
    article = load().articles[claim.article]
    what = "paragraph" if len(claim.paragraphs) == 1 else "paragraphs"
    return f"{claim.article} ({article.outlet}), {what} {', '.join(map(str, claim.paragraphs))}"


def _citations(known: Evidence) -> Iterator[Citation]:
    """Who cites, and which claims."""
    yield from ((f"rule {name}", of_mechanism(name)) for name in rules.MECHANISMS)
    yield from ((f"lever {lever.name}", lever.claims) for lever in LEVERS)
    yield from ((f"event {kind}", event.claims) for kind, event in EVENT_KINDS.items())
    yield from _of_ledgers(known)
    for what, folder in (("preset", configs()), ("study", experiments())):
        for file in sorted(folder.rglob("*.yaml")):
            yield f"{what} {file.stem}", named(file.read_text(encoding="utf-8"))


def _of_ledgers(known: Evidence) -> Iterator[Citation]:
    yield from ((f"parameter {name}", named(one.source)) for name, one in known.parameters.items())
    yield from ((f"fact {code}.{name}", named(one.source)) for (code, name), one in known.facts.items())
    yield from ((f"reading {name}", one.claims) for name, one in known.readings.items())
    for about, ledger in (("stance", known.stances), ("help", known.helping)):
        for states in ledger.values():
            yield from ((f"{about} {code}", one.claims) for code, one in states.items())
    yield from ((f"condition {one.code}", one.claims) for one in known.conditions)
    yield from ((f"pattern {one.pattern_id}", one.claims) for one in known.patterns)
