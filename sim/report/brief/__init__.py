"""The brief: a question, its answer and all that it rests on, in one self-contained HTML file.

Pages are built from text that is escaped on the way in; see `markup`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xarray as xr

from sim.analysis.compare import HEADLINES
from sim.disk import Disk
from sim.plates import picture
from sim.report.brief import page
from sim.report.study import Answer, Study, plates, run
from sim.report.study.answer import answer as answer_of
from sim.report.study.question import Task
from sim.scenario import Scenario
from sim.wording import labels

__all__ = ["asked", "in_words", "keep", "of_results", "write"]
LONGEST = 60
"""Letters of an option's name."""
MAPPED = 2
"""Options that get a map each; of more, the first."""


def write(
    path: Path | str,
    scenarios: Mapping[str, Scenario],
    *,
    question: str = "What do these scenarios change?",
    outcomes: Sequence[str] = HEADLINES,
    replicates: int = 2_000,
    seed: int = 1,
    command: str = "",
) -> Path:
    """Run scenarios and write a brief of what they change.

    Parameters
    ----------
    path
        The HTML file to write; its folder is made if it is missing.
    scenarios
        Names and scenarios, the base first; one alone is described.
    question
        Heading of the brief.
    outcomes
        Names of outcomes to compare, the most important first.
    replicates, seed
        Runs of each scenario, and seed of the draws, 0 to 2⁶³ − 1.
    command
        The line that does the same on the command line, if there is one.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ScenarioError
        One line that names what cannot be.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write(Path(folder) / "brief.html", {"base": Scenario(horizon=6)}, replicates=20).name
    'brief.html'
    """
    study = Study(question, dict(scenarios), outcomes=tuple(outcomes), plates=_plates(scenarios))
    return keep(run(study, replicates, seed), Path(path), command=command)


def of_results(ds: xr.Dataset, scenarios: Mapping[str, Scenario], path: Path, *, command: str = "") -> Path:
    """Write a brief of results that are there.

    Parameters
    ----------
    ds
        Results of `simulate`.
    scenarios
        Its scenarios by their names, the base first.
    path
        The HTML file to write.
    command
        The line that does the same on the command line, if there is one.

    Returns
    -------
    Path
        The file that was written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from sim.results import simulate
    >>> pair = {"base": Scenario(horizon=6), "firm": Scenario(horizon=6, roe="robust")}
    >>> with TemporaryDirectory() as folder:
    ...     of_results(simulate(pair, replicates=20), pair, Path(folder) / "brief.html").name
    'brief.html'
    """
    study = Study(asked(list(scenarios)), dict(scenarios), plates=_plates(scenarios))
    return keep(answer_of(study, ds), path, command=command)


def in_words(
    scenarios: Mapping[str, Scenario], called: Callable[[Scenario, Scenario], str]
) -> dict[str, str]:
    """What each scenario is called in a brief, by its name: in words, where that is only what it is `called`."""
    base, *_ = scenarios.values()
    said = {name: labels.changes(base, scenario) for name, scenario in scenarios.items()}
    return {
        name: said[name] if name == called(base, one) and 0 < len(said[name]) <= LONGEST else name
        for name, one in scenarios.items()
    }


def asked(names: Sequence[str]) -> str:
    """The question that scenarios put, the base first."""
    if len(names) == 1:
        return "What does this scenario show?"
    return f"What does “{names[1]}” change?" if len(names) == 2 else "What do these options change?"


def _plates(scenarios: Mapping[str, Scenario]) -> tuple[Task, ...]:
    """The comparison, and maps of the options that are asked about, with the base behind them."""
    base, *options = scenarios
    if not options:
        return (("rung_map", base),)
    mapped = options if len(options) <= MAPPED else options[:1]
    return (("comparison", ""), *(("rung_map", name) for name in (*mapped, base)))


def keep(answer: Answer, path: Path, *, command: str = "", beside: Path | None = None) -> Path:
    """Draw an answer's plates and write its brief.

    Parameters
    ----------
    answer
        What came out of a study.
    path
        The HTML file to write; its folder is made if it is missing.
    command
        The line that does the same on the command line, if there is one.
    beside
        Folder in which the plates are kept too, as PNG and SVG; left out, they stand in the brief only.

    Returns
    -------
    Path
        The file that was written, `path`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> study = Study("What happens?", {"base": Scenario(horizon=6)})
    >>> with TemporaryDirectory() as folder:
    ...     keep(run(study, 20), Path(folder) / "brief.html").name
    'brief.html'
    """
    drawn = []
    for plate in plates.draw(answer.study, answer.ds):
        narrow = picture.drawn(plate.narrow, "svg") if plate.narrow else b""
        drawn.append(page.Picture(str(plate.figure.get_label()), picture.drawn(plate.figure, "svg"), narrow))
        if beside:
            picture.save(plate.figure, beside / plate.name, ("png", "svg"))
    path.parent.mkdir(parents=True, exist_ok=True)
    Disk().put(path, page.of(answer, drawn, command).encode())
    return path
