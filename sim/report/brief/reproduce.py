"""How to run a brief again: the command, the Python, and the marks that must agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.report.brief.markup import Markup, join, table, tag
from sim.report.study.answer import Answer
from sim.scenario import Scenario
from sim.scenario.differences import changed
from sim.study_folder import contents

MARKS = {
    "seed": "seed",
    "replicates": "runs of each scenario",
    "version": "version of Tripwire",
    "scenario_hash": "hash of the scenarios",
    "rulebook": "hash of the rulebook",
    "evidence": "hash of the evidence",
    "study": "study folder, and hash of its ledgers",
}


def reproduce(answer: Answer, command: str) -> Markup:
    """Command, Python and marks."""
    marks = answer.ds.attrs
    rows = [(meaning, str(marks[name])) for name, meaning in MARKS.items() if name in marks]
    shell = [tag("p", "On the command line:"), tag("pre", command)] if command else []
    return join(
        [
            *shell,
            tag("p", "In Python, the same scenarios on the same chance:"),
            tag("pre", python(answer)),
            tag("p", "The numbers agree where these marks do:"),
            table(("mark", "value"), rows),
        ]
    )


def python(answer: Answer) -> str:
    """A program that writes the same comparison again."""
    study = answer.study
    (name, base), *others = study.scenarios.items()
    every = base.as_dict()
    study_folder = contents.in_use()
    lines = [
        f"from sim import Scenario, brief{', use' if study_folder else ''}",
        "",
        *([f"use({study_folder.name!r})"] if study_folder else []),
        f"base = Scenario({_levers(changed(Scenario(), base), every)})",
        f"scenarios = {{{name!r}: base}}",
        *(_excursion(base, label, other) for label, other in others),
        "brief.write(",
        '    "brief.html",',
        "    scenarios,",
        f"    question={study.question!r},",
        f"    outcomes={list(study.outcomes)!r},",
        f"    replicates={answer.ds.attrs['replicates']},",
        f"    seed={answer.ds.attrs['seed']},",
        ")",
    ]
    return "\n".join(lines)


def _excursion(base: Scenario, label: str, other: Scenario) -> str:
    return f"scenarios[{label!r}] = base.but({_levers(changed(base, other), other.as_dict())})"


def _levers(names: tuple[str, ...], values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={values[name]!r}" for name in names)
