"""Study files, read as strictly as scenario files: levers and excursions, and what a study says beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sim import outcomes
from sim.evidence import load
from sim.paths import experiments
from sim.report.study import measures, plates
from sim.report.study.analyses import ANALYSES
from sim.report.study.question import LINKS, SIZELESS, Expectation, Study, Task
from sim.scenario import BY_NAME, Scenario, ScenarioError, files, roster
from sim.scenario.errors import choice, nearest, number, show
from sim.study_folder.contents import listed
from sim.study_folder.presets import GROUPS, unfolded

KEYS = ("question", "base", "expected", "outcomes", "plates", "also")
IN_EXPECTATION = ("says", "in", "outcome", "is", "against", "claims")
ABOUT = {name: plate.about for name, plate in plates.PLATES.items() if plate.about} | {
    "explain": "country",
    "flip": "country",
    "decompose": "outcome",
}
"""What a plate or an analysis can be about; the others take no word."""
NEEDED = ("explain", "flip", "decompose")
"""Those that have no usual matter."""


def names() -> tuple[str, ...]:
    """The studies there are, those of the study folder in use among them."""
    return tuple(sorted({path.stem for path in experiments().glob("*.yaml")} | set(listed("experiments"))))


def named(name: str) -> Study:
    """A study by its name; raises `ScenarioError` with the nearest that exists."""
    packaged = experiments() / f"{choice('experiments', name, names())}.yaml"
    return read(listed("experiments").get(name, packaged))


def read(path: Path) -> Study:
    """Read and check a study to the last expectation."""
    text = files.text_of(path)
    try:
        return _study(path.stem, files.data(text))
    except ScenarioError as refusal:
        raise ScenarioError(f"{path.name}: {refusal}") from None


def _study(name: str, given: Mapping[str, Any]) -> Study:
    _known(given, (*KEYS, "excursions", *GROUPS, *BY_NAME), "")
    scenarios = _scenarios(given)
    return Study(
        name=name,
        question=_text("question", given.get("question")),
        scenarios=scenarios,
        expected=tuple(
            _expectation(f"expected[{k}]", one, tuple(scenarios))
            for k, one in enumerate(_list("expected", given.get("expected", [])))
        ),
        outcomes=tuple(_outcome(one) for one in _list("outcomes", given.get("outcomes", [])))
        or Study.outcomes,
        plates=_tasks("plates", given, plates.PLATES, scenarios),
        analyses=_tasks("also", given, ANALYSES, scenarios),
    )


def _scenarios(given: Mapping[str, Any]) -> dict[str, Scenario]:
    found = files.check(unfolded({key: value for key, value in given.items() if key not in KEYS}))
    base, name = Scenario(**found.levers), _text("base", given.get("base", "base"))
    if name in found.excursions:
        raise ScenarioError(f"base: {show(name)} is also an excursion")
    return {name: base} | {label: base.but(**changes) for label, changes in found.excursions.items()}


def _expectation(at: str, given: Any, scenarios: tuple[str, ...]) -> Expectation:
    if not isinstance(given, dict):
        raise ScenarioError(f"{at}: {show(given)} is not a mapping; it takes {', '.join(IN_EXPECTATION)}")
    _known(given, IN_EXPECTATION, f"{at}.")
    relation, level = _relation(f"{at}.is", given.get("is"))
    cited = _list(f"{at}.claims", given.get("claims", []))
    against = choice(f"{at}.against", given.get("against", scenarios[0]), scenarios)
    return Expectation(
        says=_text(f"{at}.says", given.get("says")),
        scenario=choice(f"{at}.in", given.get("in"), scenarios),
        measure=measures.check(f"{at}.outcome", given.get("outcome")),
        relation=relation,
        level=level,
        against="" if relation in ("below", "above") else against,
        claims=tuple(choice(f"{at}.claims", claim, load().claims) for claim in cited),
    )


def _relation(at: str, given: Any) -> tuple[str, float]:
    first, *words = _text(at, given).split()
    relation = choice(at, first, LINKS)
    if not words and relation in SIZELESS:
        return relation, 0.0
    *link, size = words or [""]
    if not size or link != LINKS[relation].split():
        allowed = "more, more by X, less, less by X, same within X, below X, above X"
        raise ScenarioError(f"{at}: {show(given)} refused; allowed: {allowed}")
    try:
        return relation, number(at, float(size), -1e12 if relation in ("below", "above") else 0.0, 1e12)
    except ValueError:
        raise ScenarioError(f"{at}: {show(size)} is not a number") from None


def _tasks(
    key: str, given: Mapping[str, Any], known: Iterable[str], scenarios: Iterable[str]
) -> tuple[Task, ...]:
    listed = _list(key, given.get(key, []))
    return tuple(_task(f"{key}[{k}]", _text(key, entry), known, scenarios) for k, entry in enumerate(listed))


def _task(at: str, given: str, known: Iterable[str], scenarios: Iterable[str]) -> Task:
    name, _, about = (part.strip() for part in given.partition(" "))
    allowed = {
        "path": [outcome.name for outcome in outcomes.MONTH],
        "outcome": [outcome.name for outcome in outcomes.RUN],
        "flag": [outcome.name for outcome in outcomes.RUN if outcome.kind == "flag"],
        "scenario": scenarios,
        "country": roster.codes(),
    }
    choice(at, name, known)
    if about and name not in ABOUT:
        raise ScenarioError(f"{at}: {name} takes no word beside it")
    if about or name in NEEDED:
        choice(f"{at}: {name}", about, allowed[ABOUT[name]])
    return name, about


def _outcome(name: Any) -> str:
    return choice("outcomes", name, [outcome.name for outcome in outcomes.RUN])


def _known(given: Iterable[str], allowed: tuple[str, ...], at: str) -> None:
    for key in given:
        if key not in allowed:
            raise ScenarioError(f"{at}{key}: a study has no such entry; {nearest(key, allowed)}")


def _text(at: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ScenarioError(f"{at}: {show(value)} is not a text")
    return value


def _list(at: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ScenarioError(f"{at}: {show(value)} is not a list")
    return value
