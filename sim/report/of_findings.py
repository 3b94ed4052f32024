"""Plates of findings: each is drawn from what an analysis gave, and its file holds what the analysis was asked.

So the analysis can be asked again. Every value is checked as if a stranger had typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from math import prod
from typing import Any, NamedTuple

from matplotlib.figure import Figure

from sim.analysis import validation
from sim.analysis.explain import explanation
from sim.analysis.rank import rank
from sim.factors.names import but, check
from sim.factors.reading import checked
from sim.plates import waterfall
from sim.results import provenance
from sim.scenario import Scenario, ScenarioError, roster
from sim.scenario.errors import choice, show, whole

MAX_FACTORS = 60


class Question(NamedTuple):
    """What an analysis can be asked, and how its plate is drawn.

    `takes` checks each value by its name. `counts` are those whose product says how long it takes, `most` what this may
    come to: a stranger's file keeps nobody waiting for hours.
    """

    takes: Mapping[str, Callable[[str, Any], Any]]
    counts: tuple[str, ...]
    most: int
    ask: Callable[..., Any]
    runs: Callable[[Any], int]
    of_table: Callable[[Any], Any] = lambda found: found


def drawn(plate: str, found: Any, scenario: Scenario, seed: int, held: Mapping[str, Any]) -> Figure:
    """Draw what an analysis found.

    Parameters
    ----------
    plate
        One of `QUESTIONS`.
    found
        What the analysis gave.
    scenario, seed
        What it was asked about, and the seed of its runs.
    held
        What the figure's file holds besides: `asked`, the `command` that drew it.

    Returns
    -------
    matplotlib.figure.Figure
        The plate.

    Examples
    --------
    >>> found = explanation(Scenario(horizon=6), "POL", replicates=20)
    >>> drawn("waterfall", found, Scenario(horizon=6), 1, {}).get_label().startswith("Poland")
    True
    """
    question = QUESTIONS[plate]
    marks = provenance({"scenario": scenario}, seed=seed, replicates=question.runs(found))
    figure: Figure = import_module(f"sim.plates.{plate}").draw(question.of_table(found), {**marks, **held})
    return figure


def again(plate: str, scenario: Scenario, seed: int, asked: Mapping[str, Any], command: str) -> Figure:
    """Ask an analysis what it was asked before, and draw it.

    Parameters
    ----------
    plate
        One of `QUESTIONS`.
    scenario, seed
        What is asked about, and the seed of the runs.
    asked
        Values by name, each checked.
    command
        The line that drew it first, kept in the file.

    Returns
    -------
    matplotlib.figure.Figure
        The plate.

    Raises
    ------
    ScenarioError
        One line that names what cannot be asked.

    Examples
    --------
    >>> asked = {"country": "POL", "replicates": 20}
    >>> again("waterfall", Scenario(horizon=6), 1, asked, "").get_label().startswith("Poland")
    True
    """
    question = QUESTIONS[plate]
    given = {
        name: question.takes[choice("asked", name, question.takes)](name, value)
        for name, value in asked.items()
    }
    if prod(given.get(name, 1) for name in question.counts) > question.most:
        counts = " × ".join(question.counts)
        raise ScenarioError(f"{counts}: more than is drawn again from a file; allowed: {question.most:,}")
    found = question.ask(scenario, seed=seed, **given)
    return drawn(plate, found, scenario, seed, {"asked": dict(asked), "command": command})


def _count(least: int, most: int) -> Callable[[str, Any], int]:
    return lambda name, value: whole(name, value, least, most)


def _one_of(names: Callable[[], Any]) -> Callable[[str, Any], str]:
    return lambda name, value: choice(name, value, names())


def _factors(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_FACTORS:
        raise ScenarioError(f"{name}: {show(value)} is not a list of factors")
    for one in value:
        check(str(one))
    return tuple(map(str, value))


def _changes(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ScenarioError(f"{name}: {show(value)} is not a mapping of levers to values")
    return checked(value)


def _indices(scenario: Scenario, *, against: Mapping[str, Any] | None = None, **asked: Any) -> Any:
    from sim.analysis.sensitivity import sensitivity  # SALib takes half a second

    return sensitivity(scenario, against=None if against is None else but(scenario, against), **asked)


QUESTIONS = {
    "waterfall": Question(
        {
            "country": _one_of(roster.codes),
            "replicates": _count(2, 50_000),
            "month": _count(0, 119),
        },
        ("replicates",),
        50_000,
        explanation,
        lambda found: int(found.replicates),
        waterfall.table_of,
    ),
    "regret_table": Question(
        {"draws": _count(2, 10_000), "tapes": _count(2, 10_000)},
        ("draws", "tapes"),
        100_000,
        rank,
        lambda found: int(found.worlds * found.runs_a_world),
    ),
    "sobol_bars": Question(
        {
            "measure": validation.measure,
            "against": _changes,
            "method": _one_of(lambda: ("sobol", "morris")),
            "factors": _factors,
            "samples": _count(4, 100_000),
            "replicates": _count(4, 100_000),
        },
        ("samples", "replicates"),
        2_000_000,
        _indices,
        lambda found: int(found.runs_a_point),
    ),
}
"""By plate: what can be asked, and of which analysis."""
