"""Pages of a claim, a parameter and a lever: who says so, in which paragraph, and what reads or rests on it."""

from __future__ import annotations

from collections.abc import Iterable

from sim.analysis import basis, lineage
from sim.evidence import load
from sim.report.evidence import citations
from sim.report.evidence.evidence_page import Page, Section, filled
from sim.rules.roles import PROTECTION
from sim.rules.willingness import TERMS
from sim.scenario import BY_NAME, Lever
from sim.scenario.levers import ROLES, US_PARTS
from sim.scenario.provenance import GRADES

CARRIED = {
    "us_parts": tuple(f"us_{part}" for part in US_PARTS),
    "roles": ROLES,
    "force_generation": ("granted",),
}
"""Levers that come to the rules as several numbers, or under another name."""
ROWS = {
    "theory": "chooses the priors of theories.csv",
    "reading": "chooses stances, US backing and battlefield",
    "evidence": "chooses whose words on the states are believed",
    "horizon": "sets how many months are run",
    "exclude": "leaves states out",
    "stances": "stands in place of a state's stance",
    "publics": "stands in place of a state's poll",
    "assume": "stands in place of a parameter's prior",
    "injects": "writes shocks into the calendar",
    "schedule": "writes dated values of other levers into the calendar",
    "orders": "stands in place of what an executive would wish",
}
"""Levers that no rule reads as a number, and what they do instead."""


def claim(name: str) -> Page:
    """The page of a claim: where it stands, what disputes it, and everything that cites it."""
    one = load().claims[name]
    facts = [
        ("stands in", citations.paragraph(one)),
        ("dated", one.date.replace("/", " to ")),
        ("as", f"{one.evidence_kind}, confidence {one.confidence}"),
        ("about", f"{', '.join(one.actors)}: {one.construct.replace('_', ' ')}"),
        ("says", one.magnitude or one.direction),
        ("if", one.condition),
        ("note", one.note),
    ]
    cited = [(who,) for who in citations.citing()[name]]
    if name in citations.unused():
        cited = [(f"nothing: {': '.join(citations.unused()[name])}",)]
    disputed = [
        (point.set_id, point.topic, point.positions, point.modelling_resolution)
        for point in load().contradictions
        if point.set_id in one.contradictions
    ]
    return Page(
        name,
        f"{one.paraphrase}.",
        filled(
            Section("The claim", (), tuple(row for row in facts if row[1])),
            Section("What cites it", ("who",), tuple(cited)),
            Section(
                "Disputed", ("set", "question", "positions", "how the model keeps it open"), tuple(disputed)
            ),
        ),
    )


def parameter(name: str) -> Page:
    """The page of a parameter: its prior, who says so, which rules read it, and theories that replace it."""
    one = load().parameters[name]
    prior = f"{one.low:g} / {one.mode:g} / {one.high:g} {one.unit}"
    facts = [
        ("low / mode / high", prior),
        ("may lie in", f"{one.floor:g} to {one.ceiling:g}"),
        ("grade", f"{one.grade}, {GRADES[one.grade]}"),
        ("source", one.source),
        ("mechanism", f"sim/rules/{one.mechanism}.py: {citations.idea(one.mechanism)}"),
        ("terms", ", ".join(term for term in TERMS if name in basis.basis(term, PROTECTION))),
    ]
    replaced = [
        (theory.name, " / ".join(f"{end:g}" for end in theory.overrides[name]), theory.source)
        for theory in load().theories.values()
        if name in theory.overrides
    ]
    return Page(
        name,
        f"{one.note or one.name}.",
        filled(
            Section("The prior", (), tuple(row for row in facts if row[1])),
            Section("Rules that read it", ("rule", "parameters read there"), _readers("parameter", (name,))),
            paragraphs(citations.named(one.source)),
            Section("Theories that replace it", ("theory", "low / mode / high", "source"), tuple(replaced)),
        ),
    )


def lever(name: str) -> Page:
    """The page of a lever: what it sets, its presets, who says so, and which rules read it."""
    one = BY_NAME[name]
    facts = [
        ("default", "the reading's" if one.default is None else str(one.default)),
        ("allowed", one.kind.allowed()),
        ("presets", ", ".join(f"{preset} {value:g}" for preset, value in one.presets.items())),
        ("source", one.source),
        ("in the model", ROWS.get(name, "")),
    ]
    return Page(
        name,
        f"{one.meaning}.",
        filled(
            Section("The lever", (), tuple(row for row in facts if row[1])),
            Section("Rules that read it", ("rule", "parameters read there"), _readers("lever", carried(one))),
            paragraphs(one.claims),
        ),
    )


def carried(one: Lever) -> tuple[str, ...]:
    """The numbers in which a lever comes to the rules."""
    return () if one.name in ROWS else CARRIED.get(one.name, (one.name,))


def paragraphs(claims: Iterable[str]) -> Section:
    """The claims behind something, each with article and paragraph."""
    known = load().claims
    rows = [(name, citations.paragraph(known[name]), known[name].paraphrase) for name in claims]
    return Section("Paragraphs behind it", ("claim", "stands in", "in our words"), tuple(rows))


def _readers(kind: str, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Rules that meet a number first, with all parameters that are read there."""
    rules = dict.fromkeys(rule for name in names for rule in lineage.first_rules(lineage.PREFIX[kind] + name))
    return tuple((rule, ", ".join(lineage.inputs(rule, "parameter")) or "–") for rule in rules)
