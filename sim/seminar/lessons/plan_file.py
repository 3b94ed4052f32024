"""A plan as a file: YAML that is read strictly, be it the package's or a lecturer's own; a refusal is one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.scenario import ScenarioError, roster
from sim.scenario.errors import choice, show, whole
from sim.scenario.files import data
from sim.seminar.lessons.lesson_plan import BLOCS, LEAST, MONTHS, TIMED, Plan, from_mapping

DEPTHS = ("short", "student", "expert")
"""How much a role card says."""
CLOCKS = ("briefing", *TIMED, "debrief")
RANGES = {"minutes": (10, 240), "turns": (1, 8), "months": (1, 24), "places": (1, 99), "press": (0, 9)}
"""Whole numbers of a plan, each with the least and the most."""
KINDS: Mapping[str, tuple[type, str]] = {
    "name": (str, "the name of its file"),
    "title": (str, "a text"),
    "card": (str, ", ".join(DEPTHS)),
    "messages": (bool, "true, false"),
    "seats": (list, "a list of states"),
    "seconds": (dict, f"seconds of {', '.join(CLOCKS)}"),
    "agenda": (list, "rows [minute, words]"),
    "blocs": (dict, f"lists of states under {', '.join(BLOCS)}"),
}


def parse(text: str, name: str) -> Plan:
    """The plan in a text, checked to the last seat. Raises `ScenarioError`.

    Examples
    --------
    >>> parse("title: Two blocs", "mine")
    Traceback (most recent call last):
        ...
    sim.scenario.errors.ScenarioError: plan mine: minutes is missing; allowed: 10 to 240
    """
    try:
        return check({"name": name, **data(text)})
    except ScenarioError as refusal:
        raise ScenarioError(f"plan {name}: {refusal}") from None


def check(listed: Mapping[str, Any]) -> Plan:
    """The plan in a mapping that says its name, too. Raises `ScenarioError`."""
    said = {"blocs": {}, **listed}
    _fields(said)
    _clocks(said)
    _seats(said)
    return from_mapping(said)


def _fields(said: dict[str, Any]) -> None:
    """Refuse a field that is missing, unknown, or not of its kind."""
    for field in said:
        choice("field", field, (*RANGES, *KINDS))
    for field, (low, high) in RANGES.items():
        said[field] = _whole(field, said.get(field), low, high)
    for field, (kind, allowed) in KINDS.items():
        if not isinstance(said.get(field), kind):
            what = f"{field}: {show(said[field])} refused" if field in said else f"{field} is missing"
            raise ScenarioError(f"{what}; allowed: {allowed}")
    choice("card", said["card"], DEPTHS)
    if said["turns"] * said["months"] != MONTHS:
        raise ScenarioError(
            f"{said['turns']} turns of {said['months']} months; allowed: {MONTHS} months in all"
        )


def _whole(field: str, value: Any, low: int, high: int) -> int:
    if value is None:
        raise ScenarioError(f"{field} is missing; allowed: {low} to {high}")
    return whole(field, value, low, high)


def _clocks(said: Mapping[str, Any]) -> None:
    """Refuse clocks that a class cannot keep, and an agenda beyond the lesson."""
    seconds = said["seconds"]
    for phase in seconds:
        choice("seconds", phase, CLOCKS)
    for phase in CLOCKS:
        least = LEAST if phase == "orders" else 0
        seconds[phase] = _whole(f"seconds.{phase}", seconds.get(phase), least, 60 * said["minutes"])
    turn = sum(seconds[phase] for phase in TIMED)
    all_of_it = seconds["briefing"] + said["turns"] * turn + seconds["debrief"]
    if all_of_it > 60 * said["minutes"]:
        raise ScenarioError(
            f"seconds come to {all_of_it} in all; allowed: {60 * said['minutes']}, the plan's minutes"
        )
    for row in said["agenda"]:
        if not (isinstance(row, list) and len(row) == 2 and isinstance(row[1], str)):
            raise ScenarioError(f"agenda: {show(row)} refused; allowed: [minute, words]")
        whole("agenda", row[0], 0, said["minutes"], "minutes")


def _seats(said: Mapping[str, Any]) -> None:
    """Refuse a state that is none, and one for which two places would speak."""
    spoken_for: dict[str, str] = {}
    for name, states in {"seats": said["seats"], **said["blocs"]}.items():
        field = name if name == "seats" else f"blocs.{choice('blocs', name, BLOCS)}"
        if not isinstance(states, list) or (field != name and len(states) < 2):
            raise ScenarioError(
                f"{field}: {show(states)} refused; allowed: a list of states, two or more for a bloc"
            )
        for code in states:
            choice(field, code, roster.codes())
            if code in spoken_for:
                raise ScenarioError(
                    f"{field}: {code} is in {spoken_for[code]} already; allowed: each state once"
                )
            spoken_for[code] = field
    if not spoken_for:
        raise ScenarioError("seats and blocs are empty; allowed: at least one state to play")
