"""Which page of evidence is meant: a state, a claim, a parameter, a lever or an outcome, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sim import outcomes
from sim.evidence import load
from sim.report.evidence import number, outcome, state
from sim.report.evidence.evidence_page import GRADES, Page, Section
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.differences import changes
from sim.scenario.errors import choice, near, show
from sim.scenario.provenance import GRADES as MEANING

KINDS: dict[str, Callable[[], Iterable[str]]] = {
    "state": lambda: load().codes,
    "claim": lambda: load().claims,
    "parameter": lambda: load().parameters,
    "lever": lambda: BY_NAME,
    "outcome": lambda: [one.name for one in outcomes.RUN],
}
"""Kinds of pages, each with the names that have one."""


def page(words: tuple[str, ...], scenario: Scenario) -> Page:
    """The page that words ask for: a name, or its kind and the name; without words, what there is.

    Examples
    --------
    >>> page(("lever", "roe"), Scenario()).title, page(("C045",), Scenario()).title
    ('roe', 'C045')
    """
    if not words:
        return overview(scenario)
    kind, name = meant(words)
    if kind == "state":
        return state.page(name, scenario)
    if told := changes(Scenario(), scenario):
        raise ScenarioError(f"evidence: {name} is the same in every scenario; leave out {told}")
    made = {
        "claim": number.claim,
        "parameter": number.parameter,
        "lever": number.lever,
        "outcome": outcome.page,
    }
    return made[kind](name)


def meant(words: tuple[str, ...]) -> tuple[str, str]:
    """Kind and name, or a `ScenarioError` with the nearest name."""
    if len(words) > 2:
        raise ScenarioError(f"evidence: one name only, not {show(' '.join(words))}")
    if len(words) == 2:
        kind = choice("evidence", words[0], KINDS)
        return kind, choice(kind, words[1], KINDS[kind]())
    (name,) = words
    if name in KINDS:
        raise ScenarioError(f"evidence: which {name}? say tripwire evidence {name} NAME")
    kinds = [kind for kind, names in KINDS.items() if name in names()]
    if len(kinds) > 1:
        raise ScenarioError(f"evidence: {name} is {' and '.join(kinds)}; say {kinds[0]} {name}")
    if not kinds:
        close = near(name, [one for names in KINDS.values() for one in names()])
        hint = f"did you mean {close}?" if close else f"allowed: the name of a {', '.join(KINDS)}"
        raise ScenarioError(f"evidence: nothing is called {show(name)}; {hint}")
    return kinds[0], name


def overview(scenario: Scenario) -> Page:
    """How many numbers of each grade stand behind every state and mechanism, the weakest first."""
    states = {code: [one.grade for one in state.numbers(code, scenario)] for code in load().codes}
    mechanisms: dict[str, list[str]] = {}
    for one in load().parameters.values():
        mechanisms.setdefault(one.mechanism, []).append(one.grade)
    every = [grade for grades in (*states.values(), *mechanisms.values()) for grade in grades]
    told = ", ".join(f"{every.count(grade)} {MEANING[grade]} ({grade})" for grade in reversed(GRADES))
    return Page(
        "Evidence",
        f"A run at {scenario.reading} rests on {told}. A page: tripwire evidence with the name of a "
        f"{', '.join(KINDS)}.",
        (
            Section("States, the weakest first", ("state", *reversed(GRADES)), _counted(states)),
            Section("Parameters by mechanism", ("mechanism", *reversed(GRADES)), _counted(mechanisms)),
        ),
    )


def _counted(grades: dict[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    rows = [(name, *(found.count(grade) for grade in reversed(GRADES))) for name, found in grades.items()]
    rows.sort(key=lambda row: [-count for count in row[1:] if isinstance(count, int)])
    return tuple((str(row[0]), *(str(count or "") for count in row[1:])) for row in rows)
