"""What an insight verb leaves: sentence, table as CSV, a plate where one shows it, and the line that repeats it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.cli.parse.left_behind import Trail
from sim.cli.show import run_folder
from sim.disk import Disk
from sim.scenario import Scenario, ScenarioError
from sim.version import STATEMENT

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE, TEXT, PLATE = "finding.csv", "finding.txt", "plate"


def leave(
    trail: Trail, result: Any, sentence: str, shown: pd.DataFrame | None, about: str
) -> dict[str, Path]:
    """Write what was found into a folder of its own.

    Parameters
    ----------
    trail
        The command line that found it.
    result
        What an analysis gave; its table goes into the CSV.
    sentence, about
        What was said, and on what it rests.
    shown
        The table as it was printed, for a result that has none.

    Returns
    -------
    dict
        What is where, by a word for each.
    """
    from sim.cli.commands import kept

    figure = _figure(trail, result)
    if trail.wanted.to and figure is None:
        raise ScenarioError("to: one run alone has no plate")
    home = run_folder.make(trail.out, sha256(trail.command.encode()).hexdigest(), trail.verb)
    made = {"finding": home / TEXT}
    text = f"{sentence}\n{about}. Tripwire {STATEMENT}.\n{trail.command}\n"
    Disk().put(made["finding"], text.encode())
    frame = table_of(result, shown)
    if frame is not None:
        made["table"] = home / TABLE
        from sim.inert import inert_frame

        Disk().put(made["table"], inert_frame(frame).to_csv().encode())
    if figure is not None:
        from sim.plates import picture

        made["plate"] = picture.save(figure, home / PLATE, formats=("png", "svg"))[0]
        if trail.wanted.to:
            made["figure"] = kept.write(figure, trail.wanted)
    return made


def table_of(result: Any, shown: pd.DataFrame | None) -> pd.DataFrame | None:
    """The figures behind what was printed, unrounded where the result holds them."""
    table = getattr(result, "table", None)
    return table if isinstance(table, pd.DataFrame) else shown


def _marks(
    trail: Trail, result: Any, replicates: int, asked: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    """Marks of the plate; it is drawn again from what was asked for, or else by the line that drew it."""
    from sim.results import provenance

    given = trail.values.get("scenario", Scenario())
    named = {"scenario": given if isinstance(given, Scenario) else given.store.plan.design.base}
    marks = provenance(named, seed=int(result.seed), replicates=replicates)
    return {**marks, "asked": asked} if asked else {**marks, "command": trail.command}


def _figure(trail: Trail, result: Any) -> Figure | None:
    draw = PLATES.get(type(result).__name__)
    return draw(trail, result) if draw else None


def _waterfall(trail: Trail, result: Any) -> Figure | None:
    """The terms of a state; one run alone has no interval to draw."""
    from sim.plates import waterfall
    from sim.report.plate_data import QUICK, asked

    if result.replicates < 2:
        return None
    table = result.table.copy()
    table.attrs = {name: getattr(result, name) for name in waterfall.ASKED}
    every = result.month is None and result.replicate is None
    said = asked(QUICK, result.replicates, about=result.country) if every else None
    return waterfall.draw(table, _marks(trail, result, result.replicates, said))


def _regret(trail: Trail, result: Any) -> Figure:
    from sim.plates import regret_table

    return regret_table.draw(result, _marks(trail, result, result.worlds * result.runs_a_world))


def _bars(trail: Trail, result: Any) -> Figure:
    from sim.plates import sobol_bars

    return sobol_bars.draw(result, _marks(trail, result, result.runs_a_point))


PLATES: Mapping[str, Callable[[Trail, Any], Figure | None]] = {
    "Explanation": _waterfall,
    "Ranking": _regret,
    "Sensitivity": _bars,
}
"""How a result is drawn, by its kind; the others are sentences and tables."""
