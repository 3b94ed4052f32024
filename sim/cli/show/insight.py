"""What an insight verb leaves: sentence, table as CSV, a plate where one shows it, and the line that repeats it."""

from __future__ import annotations

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


def _figure(trail: Trail, result: Any) -> Figure | None:
    """How a result is drawn, by its kind; the others are sentences and tables, and one run alone has no interval."""
    plate = PLATES.get(type(result).__name__)
    if plate is None or getattr(result, "replicate", None) is not None:
        return None
    from sim.report import of_findings

    given, held = trail.values["scenario"], {"command": trail.command}
    if not isinstance(given, Scenario):
        return of_findings.drawn(plate, result, given.store.plan.design.base, result.seed, held)
    asked = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in trail.values.items()
        if name in of_findings.QUESTIONS[plate].takes and value not in (None, ())
    }
    return of_findings.drawn(plate, result, given, result.seed, {"asked": asked, **held})


PLATES = {"Explanation": "waterfall", "Ranking": "regret_table", "Sensitivity": "sobol_bars"}
