"""What a brief rests on: the claims with their paragraphs, and the numbers with their grades, weakest first."""

from __future__ import annotations

import re
from importlib.resources import files

import pandas as pd

from sim.brief.markup import Markup, items, join, table, tag
from sim.evidence import load
from sim.scenario import BY_NAME, Scenario
from sim.scenario.differences import changed
from sim.scenario.injects import KINDS
from sim.scenario.rests_on import sources
from sim.study.answer import Answer

GRADES = {
    "A": "measured",
    "B": "from the literature, or coded by rule",
    "C": "from an article or an expert, or recalled",
    "D": "assumed",
}
COLUMNS = ("name", "value", "grade", "source")


def claims(answer: Answer) -> Markup:
    """The claims behind the expectations and the levers that were moved: who says so, when and where."""
    known = load().claims
    rows = []
    for name in cited(answer):
        claim = known[name]
        where = f"article {claim.article}, {claim.date}, par. {', '.join(map(str, claim.paragraphs))}"
        rows.append((name, claim.paraphrase, where, claim.evidence_kind))
    return table(("claim", "what is said", "where", "kind"), rows) if rows else Markup()


def articles() -> Markup:
    """The five articles, and which count as one witness."""
    rows = [(a.article, a.what, a.outlet, a.dated, a.observation) for a in load().articles.values()]
    return table(("article", "what", "where", "date", "witness"), rows)


def rests_on(answer: Answer) -> Markup:
    """The base's numbers: a count by grade, then readings, stances and parameters, the weakest first."""
    listed = sources(answer.study.scenarios[answer.study.base])
    counts = listed["grade"].value_counts().sort_index(ascending=False)
    said = [f"{count} of grade {grade}: {GRADES[str(grade)]}" for grade, count in counts.items()]
    facts = int((listed["kind"] == "fact").sum())
    return join(
        [
            tag("p", f"The base rests on {len(listed)} numbers, the weakest first:"),
            items(said),
            tag(
                "p",
                f"The {facts} facts about countries are left to the ledger; parameters are low / likely / high.",
            ),
            table(COLUMNS, _weakest(listed), class_="small"),
        ]
    )


def not_modelled() -> Markup:
    """What the model leaves out."""
    text = files("sim.brief").joinpath("not_modelled.txt").read_text(encoding="utf-8")
    return items(line[:1].upper() + line[1:] for line in text.splitlines())


def cited(answer: Answer) -> list[str]:
    """Claims behind the expectations and behind every lever that an excursion moves, in order."""
    named = {claim for expectation in answer.study.expected for claim in expectation.claims}
    base, *others = answer.study.scenarios.values()
    for other in others:
        named |= set(re.findall(r"\bC\d{3}\b", " ".join(_sources(base, other))))
    return sorted(named & load().claims.keys())


def _sources(base: Scenario, other: Scenario) -> list[str]:
    levers = [BY_NAME[name].source for name in changed(base, other) if name != "injects"]
    return levers + [KINDS[event.kind].source for event in other.injects if event not in base.injects]


def _weakest(listed: pd.DataFrame) -> list[tuple[str, ...]]:
    """One row a number, and one for all states whose stance is known in the same words."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for row in listed[listed["kind"] != "fact"].to_dict("records"):
        value, source = f"{row['value']} {row['unit']}".strip(), f"{row['source']} {row['claims']}".strip()
        alone = "" if row["kind"] == "stance" else str(row["name"])
        alike.setdefault((value, str(row["grade"]), source, alone), []).append(str(row["name"]))
    return [(_explained(names), *key[:3]) for key, names in alike.items()]


def _explained(names: list[str]) -> Markup:
    """A parameter's name says little; the ledger's note says what it is."""
    parameter = load().parameters.get(names[0])
    return join([", ".join(names), tag("small", parameter.note) if parameter else ""])
