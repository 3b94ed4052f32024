"""The end of a brief: claims with their paragraphs, articles, numbers with their grades, and what is not modelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from sim.evidence import load
from sim.report.brief.markup import Markup, items, join, table, tag
from sim.report.study.answer import Answer
from sim.scenario import provenance
from sim.scenario.provenance import SourceRow

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
    """The articles, and which count as one witness."""
    rows = [(a.article, a.what, a.outlet, a.dated, a.observation) for a in load().articles.values()]
    return table(("article", "what", "where", "date", "witness"), rows)


def numbers(answer: Answer) -> Markup:
    """The base's numbers: a count by grade, then readings, stances and parameters, the weakest first."""
    listed = provenance.behind(answer.study.scenarios[answer.study.base])
    counts = Counter(row.grade for row in listed)
    grades = [
        f"{counts[grade]} of grade {grade}: {provenance.GRADES[grade]}"
        for grade in sorted(counts, reverse=True)
    ]
    facts = sum(row.kind == "fact" for row in listed)
    return join(
        [
            tag("p", f"The base rests on {len(listed)} numbers and levers, the weakest first:"),
            items(grades),
            tag(
                "p",
                f"The {facts} facts about countries are left to the ledger; parameters are low / likely / high.",
            ),
            tag("details", tag("summary", "All of them"), table(COLUMNS, _weakest(listed), class_="small")),
        ]
    )


def not_modelled() -> Markup:
    """What the model leaves out."""
    text = files("sim.report.brief").joinpath("not_modelled.txt").read_text(encoding="utf-8")
    return items(line[:1].upper() + line[1:] for line in text.splitlines())


def cited(answer: Answer) -> list[str]:
    """Claims behind the expectations and behind whatever an excursion changes, in order."""
    base, *others = answer.study.scenarios.values()
    expected = {claim for expectation in answer.study.expected for claim in expectation.claims}
    return sorted(expected.union(*(provenance.claims(base, other) for other in others)))


def _weakest(listed: Iterable[SourceRow]) -> list[tuple[str, ...]]:
    """One row a number, and one for all states whose stance is known in the same words."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for row in listed:
        if row.kind != "fact":
            value = f"{row.value} {row.unit}".strip()
            source = " ".join((row.source, *provenance.unnamed(row)))
            alone = "" if row.kind == "stance" else row.name
            alike.setdefault((value, row.grade, source, alone), []).append(row.name)
    return [(_explained(names), *key[:3]) for key, names in alike.items()]


def _explained(names: list[str]) -> Markup:
    """A parameter's name says little; the ledger's note says what it is."""
    parameter = load().parameters.get(names[0])
    return join([", ".join(names), tag("small", parameter.note) if parameter else ""])
