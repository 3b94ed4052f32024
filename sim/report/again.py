"""Draws a figure again from the recipe that stands in its file: the same scenarios on the same chance, the same plate.

Every value of a recipe is checked as if a stranger had typed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from typing import Any

import xarray as xr
from matplotlib.figure import Figure

from sim import outcomes
from sim.assumed import drawn_from
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from sim.plates import paper
from sim.plates.paper import Paper
from sim.plates.plate import listing
from sim.report import of_findings
from sim.report.plate_data import Effort, PlateData
from sim.results import scenario_hash, simulate
from sim.results_file import ChangedError
from sim.scenario import Scenario, ScenarioError, from_mapping
from sim.scenario.errors import check_seed, choice, number, show, whole
from sim.version import __version__

MAX_SCENARIOS, MAX_RUNS = 60, 200_000
"""More than a plate shows, and more runs than one is drawn from."""
MAX_COMMAND = 2_000
NOTHING = "none"


@dataclass(frozen=True)
class Again:
    """A figure drawn again, how its file looked, and in what its makers differ from this installation."""

    figure: Figure
    look: Mapping[str, Any] = field(default_factory=dict)
    differs: tuple[str, ...] = ()


def draw(recipe: Mapping[str, Any]) -> Again:
    """Draw a figure again.

    Parameters
    ----------
    recipe
        What stood in its file, as `sim.plates.embedded.recipe_in` reads it.

    Returns
    -------
    Again
        The figure; under another rulebook its numbers may differ, and `differs` says so.

    Raises
    ------
    ScenarioError
        One line that names what the recipe lacks, or what cannot be.

    Examples
    --------
    >>> from sim.plates import rung_map
    >>> ds = simulate({"base": Scenario(horizon=6)}, replicates=20)
    >>> drawn = rung_map.draw(ds)
    >>> import json
    >>> marks = {**ds.attrs, "scenarios": json.loads(ds.attrs["scenarios"])}
    >>> draw({**marks, **drawn.recipe}).figure.get_label() == drawn.get_label()
    True
    """
    name = choice("plate", recipe.get("plate"), listing())
    scenarios = _scenarios(recipe.get("scenarios"))
    seed, differs = check_seed(recipe.get("seed")), _differs(recipe)
    if not differs:
        _check_levers(recipe, scenarios)
    if "arguments" in recipe:
        figure = _from_results(name, recipe, scenarios, seed)
    else:
        figure = _from_runs(name, recipe, scenarios, seed)
    return Again(figure, _look(recipe.get("look")), differs)


def _check_levers(recipe: Mapping[str, Any], scenarios: Mapping[str, Scenario]) -> None:
    """Refuse levers that are not those of the hash beside them, which the same version would have written."""
    said = recipe.get("scenario_hash")
    if said is not None and said not in (
        scenario_hash(scenarios),
        *(one.digest for one in scenarios.values()),
    ):
        raise ChangedError(
            f"scenarios: are not those of the hash {show(said)} beside them; the file was changed or damaged"
        )


def _from_results(name: str, recipe: Mapping[str, Any], scenarios: dict[str, Scenario], seed: int) -> Figure:
    """A plate of results: all its scenarios are run, and those shown that were."""
    first, count = _runs(recipe.get("runs"), len(scenarios))
    shown = _names("shown", recipe.get("shown"), scenarios)
    asked = _arguments(name, recipe["arguments"], shown)
    ds = simulate(scenarios, count, seed, first=first, assumptions=drawn_from(recipe))
    if shown != list(scenarios):
        ds = ds.sel(scenario=shown)
    drawn: Figure = import_module(f"sim.plates.{name}").draw(ds, **asked)
    return drawn


def _from_runs(name: str, recipe: Mapping[str, Any], scenarios: dict[str, Scenario], seed: int) -> Figure:
    """A plate that makes its own runs around one scenario."""
    asked = recipe.get("asked")
    if not isinstance(asked, Mapping) or len(scenarios) != 1:
        raise ScenarioError(f"{name}: was drawn from a table that its file does not hold; {_instead(recipe)}")
    [(base, scenario)] = scenarios.items()
    if "effort" not in asked:
        choice("plate", name, of_findings.QUESTIONS)
        return of_findings.again(name, scenario, seed, asked, _command(recipe))
    plate, about = listing()[name], asked.get("about", "")
    allowed = {
        "country": load().names,
        "flag": [outcome.name for outcome in outcomes.RUN if outcome.kind == "flag"],
        "outcome": [outcome.name for outcome in outcomes.RUN],
    }
    if about != "":
        choice("about", about, allowed.get(plate.about, ()))
    effort = _effort(asked.get("effort"))
    replicates = whole("replicates", asked.get("replicates"), 2, MAX_RUNS)
    marks = xr.Dataset(attrs={"seed": seed, "replicates": replicates})
    narrow = recipe.get("narrow") is True
    return plate.draw(PlateData(marks, base, scenario, effort, about, narrow=narrow))


def _effort(given: Any) -> Effort:
    if not isinstance(given, Mapping) or not isinstance(given.get("backings"), list):
        raise ScenarioError(f"effort: {show(given)} refused; allowed: how much is run")
    backings = [number("effort.backings", value, 0.0, 1.0) for value in given["backings"][:MAX_SCENARIOS]]
    counts = {
        name: whole(f"effort.{name}", given.get(name), 2, most)
        for name, most in (("replicates", 5_000), ("draws", 200), ("tapes", 500))
    }
    return Effort(tuple(backings), **counts)


def _scenarios(given: Any) -> dict[str, Scenario]:
    if not isinstance(given, Mapping) or not 1 <= len(given) <= MAX_SCENARIOS:
        raise ScenarioError(f"scenarios: {show(given)} refused; allowed: names to levers")
    made = {}
    for name, levers in given.items():
        if not isinstance(levers, Mapping):
            raise ScenarioError(f"scenarios.{name}: {show(levers)} is not a mapping of levers to values")
        made[str(name)] = from_mapping(levers)
    return made


def _runs(given: Any, scenarios: int) -> tuple[int, int]:
    if not isinstance(given, list) or len(given) != 2:
        raise ScenarioError("runs: the figure shows runs that are not in a row, and cannot be drawn again")
    return whole("runs", given[0], 0, 10**8), whole("runs", given[1], 1, MAX_RUNS // scenarios)


def _names(field_name: str, given: Any, known: Mapping[str, Any]) -> list[str]:
    if not isinstance(given, list) or not given:
        raise ScenarioError(f"{field_name}: {show(given)} is not a list of names")
    return [choice(field_name, name, known) for name in given]


def _arguments(name: str, given: Any, shown: list[str]) -> dict[str, Any]:
    """What the plate was asked for: scenarios that are shown, outcomes that there are, its form."""
    takes = list(signature(import_module(f"sim.plates.{name}").draw).parameters)[1:]
    if not isinstance(given, Mapping):
        raise ScenarioError(f"arguments: {show(given)} is not a mapping")
    return {choice("arguments", key, takes): _argument(key, value, shown) for key, value in given.items()}


def _argument(key: str, value: Any, shown: list[str]) -> Any:
    if value is None:
        return None
    if key in ("base", "scenario"):
        return choice(key, value, shown)
    if key == "outcome":
        return choice(key, value, outcomes.BY_NAME)
    if key == "outcomes":
        return _names(key, value, outcomes.BY_NAME)
    if key == "narrow":
        if not isinstance(value, bool):
            raise ScenarioError(f"narrow: {show(value)} refused; allowed: true, false")
        return value
    return whole(key, value, 1, 6)


def _look(given: Any) -> dict[str, Any]:
    """How the file looked."""
    if not isinstance(given, Mapping):
        return {}
    look: dict[str, Any] = {}
    if "dpi" in given:
        look["dpi"] = whole("dpi", given["dpi"], 30, 1_200)
    if "colours" in given:
        look["colours"] = whole("colours", given["colours"], 0, 256)
    sides = given.get("paper")
    if isinstance(sides, list) and len(sides) == 2 and all(isinstance(side, int | float) for side in sides):
        look["paper"] = Paper(*(min(max(float(side), paper.LEAST), paper.MOST) for side in sides))
    return look


def _differs(recipe: Mapping[str, Any]) -> tuple[str, ...]:
    """What made the figure and is not what draws it now."""
    known = load()
    here = {"version": __version__, "rulebook": rulebook_digest()[:12], "evidence": known.digest[:12]}
    if known.overlay.mark or "study" in recipe:
        here["study"] = known.overlay.mark
    return tuple(
        f"{mark} {show(recipe.get(mark, NOTHING)).strip(chr(39))} then, {value or NOTHING} now"
        for mark, value in here.items()
        if recipe.get(mark, "") != value
    )


def _instead(recipe: Mapping[str, Any]) -> str:
    """What the reader may type, or not, to have it drawn."""
    command = _command(recipe)
    return f"the line that drew it was: {command}" if command else "Python drew it, from a table of its own"


def _command(recipe: Mapping[str, Any]) -> str:
    """The line that drew it, if its file holds one."""
    command = recipe.get("command")
    sound = isinstance(command, str) and command.isprintable() and len(command) <= MAX_COMMAND
    return str(command) if sound else ""
