"""An outcome's page: from a headline to the rules behind it, their parameters, and the paragraphs of the articles."""

from __future__ import annotations

from sim import outcomes
from sim.analysis import lineage
from sim.evidence import load
from sim.report.evidence import citations
from sim.report.evidence.evidence_page import Page, Section, some
from sim.report.evidence.number import paragraphs

MOST = 12
"""Rules that a page shows: the model feeds back on itself, and followed far enough all stand behind every outcome."""


def page(name: str) -> Page:
    """The page of an outcome: the nearest rules, what they read, and where an article speaks of it."""
    found = lineage.behind(name)
    near = found[:MOST]
    claims: dict[str, None] = {}
    rows = []
    for rule, steps in near:
        mechanism = rule.partition(".")[0]
        read = lineage.inputs(rule, "parameter")
        cited = citations.of_mechanism(mechanism)
        sources = [claim for one in read for claim in citations.named(load().parameters[one].source)]
        claims |= dict.fromkeys([*cited, *sources])
        rows.append(
            (
                str(steps),
                rule,
                some(read),
                some(lineage.inputs(rule, "lever")),
                some(dict.fromkeys([*sources, *cited])),
            )
        )
    mechanisms = dict.fromkeys(rule.partition(".")[0] for rule, _ in near)
    ideas = tuple((f"sim/rules/{one}.py", citations.idea(one)) for one in mechanisms)
    more = f"; {len(found) - len(near)} more rules stand further away" if len(found) > len(near) else ""
    outcome = outcomes.BY_NAME[name]
    return Page(
        name,
        f"{outcome.long_name}, {outcome.unit}. What it is made from, the fewest steps of the program first{more}.",
        (
            Section("Rules behind it", ("steps", "rule", "parameters", "levers", "claims"), tuple(rows)),
            Section("What these rules say", (), ideas),
            paragraphs(claims),
        ),
    )
