"""Names of what may be varied: a lever, or one entry of a lever that holds several.

`roe` is a lever; `stances.POL`, `publics.DEU`, `assume.b_us` and `schedule.us_backing` are values that a lever holds by
name; `roles.training`, `us_parts.airlift` and `exclude.FRA` say whether a lever's list has that entry.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sim.engine.assumptions import PARAMETERS, priors
from sim.evidence import load
from sim.evidence.layers import LAYERS, voices
from sim.scenario import BY_NAME, Scenario, ScenarioError, roster
from sim.scenario.errors import choice, nearest, show
from sim.scenario.injects import SCHEDULED
from sim.scenario.levers import MANDATES, ROLES, US_PARTS

NUMBERS = ("stances", "publics", "assume")
"""Levers that hold numbers by name."""
VALUES = (*NUMBERS, "schedule")
LISTS = ("roles", "us_parts", "exclude")
"""Levers that are lists, of which an entry is there or not."""
RENAMED = {"stance": "stances", "public": "publics"}
"""Words that were once used, and what is said now."""
EXAMPLES = (
    "stances.POL",
    "publics.POL",
    "assume.b_us",
    "schedule.us_backing",
    "roles.training",
    "exclude.POL",
)


def check(name: str) -> tuple[str, str]:
    """A name that exists, as the lever and its entry (empty for the lever as a whole).

    Raises
    ------
    ScenarioError
        With the name that is now used, the nearest name, or what is allowed.

    Examples
    --------
    >>> check("stances.POL"), check("roe")
    (('stances', 'POL'), ('roe', ''))
    """
    head, dot, entry = name.partition(".")
    if head in RENAMED:
        raise ScenarioError(f"{name}: is called {RENAMED[head]}{dot}{entry}")
    if not dot:
        if head not in BY_NAME:
            raise ScenarioError(f"{show(name).strip(chr(39))}: no such lever; {nearest(name, BY_NAME)}")
        return head, ""
    if head not in (*VALUES, *LISTS):
        allowed = ", ".join(f"{lever}.NAME" for lever in (*VALUES, *LISTS))
        raise ScenarioError(f"{name}: cannot be varied; allowed: a lever, or {allowed}")
    return head, choice(head, entry, entries(head))


def check_heard(scenario: Scenario, varied: Collection[str]) -> None:
    """Refuse to vary what a state thinks where the state is left out; raises `ScenarioError`."""
    for name in varied:
        head, _, entry = name.partition(".")
        if head in ("stances", "publics") and entry in scenario.exclude and f"exclude.{entry}" not in varied:
            raise ScenarioError(
                f"{name}: cannot matter, for exclude leaves {entry} out; allowed: one of the two"
            )


def entries(head: str) -> tuple[str, ...]:
    """What may stand behind the dot."""
    named = {"assume": PARAMETERS, "schedule": SCHEDULED, "roles": ROLES, "us_parts": US_PARTS}
    return named.get(head) or roster.codes()


def settings(name: str) -> tuple[Any, ...]:
    """The settings of what is a choice, or there or not; empty for everything else."""
    if name.partition(".")[0] in LISTS and "." in name:
        return (False, True)
    evidence = load()
    return {
        "mandate": tuple(MANDATES),
        "force_generation": ("pledged", "granted"),
        "theory": tuple(evidence.theories),
        "reading": tuple(evidence.readings),
        "evidence": tuple(LAYERS),
    }.get(name, ())


def bounds(name: str) -> tuple[float, float, str]:
    """Lowest and highest value that a number may take, and its unit."""
    head, entry = check(name)
    if head == "assume" and entry:
        parameter = load().parameters[entry]
        return parameter.floor, parameter.ceiling, parameter.unit
    return BY_NAME[head].low, BY_NAME[head].high, BY_NAME[head].unit


def value(scenario: Scenario, name: str) -> Any:
    """Current value of a factor in a scenario; what it leaves open is what its reading, the polls or its theory say."""
    head, entry = check(name)
    current = getattr(scenario, head)
    if not entry:
        return current
    if head in LISTS:
        return entry in current
    return dict(current)[entry] if entry in dict(current) else _from_evidence(scenario, head, entry)


def but(scenario: Scenario, changes: Mapping[str, Any]) -> Scenario:
    """The scenario with other values at these names; an entry leaves the other entries as they are.

    Parameters
    ----------
    scenario
        What is changed.
    changes
        Names to values. Where a lever and an entry of it are both named, the entry counts.

    Returns
    -------
    Scenario
        The excursion.

    Examples
    --------
    >>> after = but(Scenario(), {"roe": 0.7, "stances.POL": 2, "roles.training": False})
    >>> after.roe, after.stances, "training" in after.roles
    (0.7, (('POL', 2.0),), False)
    """
    after = {name: new for name, new in changes.items() if "." not in name}
    for name, new in changes.items():
        head, entry = check(name)
        if not entry:
            continue
        current = after.get(head, getattr(scenario, head))
        if head in LISTS:
            others = [other for other in current if other != entry]
            after[head] = [*others, entry] if new else others
        else:
            after[head] = dict(current) | {entry: new}
    return scenario.but(**after)


def flat(changes: Mapping[Any, Any]) -> dict[Any, Any]:
    """Entries of lists by their full names, where they are said below their lever: `{roles: {training: false}}`."""
    named: dict[Any, Any] = {}
    for name, new in changes.items():
        if name in LISTS and isinstance(new, Mapping):
            named |= {f"{name}.{entry}": there for entry, there in new.items()}
        else:
            named[name] = new
    return named


def _from_evidence(scenario: Scenario, head: str, entry: str) -> Any:
    if head == "stances":
        voice = voices(load(), scenario.evidence, scenario.reading).get(entry)
        return float(voice.value) if voice else 0.0
    if head == "publics":
        return float(roster.facts()["poll"][roster.codes().index(entry)])
    if head == "assume":
        return float(priors(scenario.theory)[PARAMETERS.index(entry), 1])
    return ()
