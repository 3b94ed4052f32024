"""Lessons: the package's plans by their names (`plans/*.yaml`), and a lecturer's own from a file."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from sim.scenario import ScenarioError
from sim.scenario.errors import choice
from sim.scenario.files import text_of
from sim.seminar.lessons import plan_file
from sim.seminar.lessons.lesson_plan import Plan
from sim.seminar.words import called

ENDING = ".yaml"


@cache
def names() -> tuple[str, ...]:
    """The plans there are, the shortest first."""
    found = [path.name.removesuffix(".yaml") for path in files("sim.seminar").joinpath("plans").iterdir()]
    return tuple(sorted((name for name in found if name.isdecimal()), key=int))


def read(name: str) -> Plan:
    """A plan of the package by its name, which is its length in minutes. Raises `ScenarioError`.

    Examples
    --------
    >>> read("50").first_month(3), read("50").horizon
    (12, 24)
    """
    choice("plan", name, names())
    path = files("sim.seminar").joinpath("plans", f"{name}.yaml")
    plan = plan_file.parse(path.read_text(encoding="utf-8"), name)
    agenda = tuple((minute, called("agenda", f"{name}.{minute}", words)) for minute, words in plan.agenda)
    return replace(plan, title=called("plan", name, plan.title), agenda=agenda)


def own(path: Path) -> Plan:
    """A lecturer's own plan. Raises `ScenarioError` with the first thing that is wrong."""
    name = path.name.removesuffix(ENDING)
    if name in names():
        raise ScenarioError(f"plan: {path.name} is named as one of the package; allowed: a name that is free")
    try:
        text = text_of(path)
    except ScenarioError as refusal:
        raise ScenarioError(
            f"plan: {str(refusal).removeprefix('file: ')}; allowed: the file of a plan"
        ) from None
    return plan_file.parse(text, name)


def chosen(said: str) -> Plan:
    """A plan by its minutes, or one's own by its file. Raises `ScenarioError`."""
    return own(Path(said)) if said.endswith(ENDING) else read(said)
