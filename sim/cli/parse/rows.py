"""Settings that several verbs share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sim.cli.parse.run_settings import SETTINGS
from sim.cli.parse.study_folder import WITH
from sim.cli.parse.value_kinds import Count, FactorNames, Outcome, Place, Seed, State, Text
from sim.cli.parse.verbs import Argument, Setting


def _usual_factors() -> str:
    from sim.analysis.response import FACTORS

    return ", ".join(FACTORS)


MAX_POINTS = 100_000_000
"""Points of the largest sweep."""
MAX_SIZE = 1_000_000
"""More draws, cases or runs than a laptop finishes."""
FILE = Setting(
    "file",
    Place("a scenario file", "mine.yaml"),
    None,
    "a scenario file, read strictly",
    "none",
    composed=True,
)
STUDY_FOLDER = Setting(
    WITH,
    Place("a study folder, or none for the package alone", "my-study"),
    None,
    "the study folder in use, beside any verb",
    unset="the working folder if it is one",
)
"""Taken off every command line before its verb sees it."""
RUN = (*SETTINGS, FILE)
"""What a run takes beside levers and presets."""
BRIEF = tuple(row for row in RUN if row.name not in ("threads", "engine", "assumptions", "plate", "progress"))
"""What a brief takes of that: it always draws, on the compiled engine and the priors, and has no bar."""
SEED = Setting("seed", Seed(), 1, "the chance that all runs share")
OUT = Setting("out", Place(), Path("outputs"), "folder of results")
FROM = Setting(
    "from",
    Text("the name of a sweep, or its folder with a slash in it", "NAME"),
    None,
    "a finished sweep that is read, in place of levers; nothing is run again",
    unset="none",
    composed=True,
)
POINT = Setting(
    "point",
    Count(0, MAX_POINTS - 1),
    None,
    "the point of that sweep whose levers and seed are taken",
    unset="none",
    sample="3",
    composed=True,
)
ONE_POINT = (
    replace(FROM, meaning="a finished sweep, of which one point is looked at, in place of levers"),
    POINT,
)
MEASURE = Setting("measure", Outcome(), "attacked", "the outcome that is asked about")
FACTORS = Setting(
    "factors",
    FactorNames("roe,assume.b_us"),
    (),
    "what is varied",
    unset=_usual_factors,
)
COUNTRY = Argument("COUNTRY", "country", State(), "the state that is looked at", "POL", default="POL")


def count(
    name: str, least: int, default: int, meaning: str, *, most: int = MAX_SIZE, sweep: str = ""
) -> Setting:
    """A setting that counts runs, draws or cases.

    Parameters
    ----------
    name
        Its name.
    least, default
        The fewest that say something, and how many there are unless another number is typed.
    meaning
        What is counted.
    most
        The most that are allowed.
    sweep
        Who has the number where a sweep is read, so that one that is typed beside it can be refused.

    Returns
    -------
    Setting
        The row.

    Examples
    --------
    >>> count("draws", 2, 16, "draws of the assumptions").example
    'draws=32'
    """
    if sweep:
        return Setting(name, Count(least, most), None, meaning, f"{default:,}, or {sweep}", str(2 * default))
    return Setting(name, Count(least, most), default, meaning, sample=str(2 * default))
