"""The brief: a question, its answer and all that it rests on, in one self-contained HTML file.

Pages are built from text that is escaped on the way in; see `markup`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.analysis.compare import HEADLINES
from sim.plates import picture
from sim.report.brief import page
from sim.report.study import Answer, Study, plates, run
from sim.report.study.question import Task
from sim.scenario import Scenario

__all__ = ["keep", "write"]
USUAL: tuple[Task, ...] = (("comparison", ""), ("rung_map", ""))


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
    plates_of_brief = USUAL if len(scenarios) > 1 else USUAL[1:]
    study = Study(question, dict(scenarios), outcomes=tuple(outcomes), plates=plates_of_brief)
    return keep(run(study, replicates, seed), Path(path), command=command)


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
    drawn = {}
    for name, figure in plates.draw(answer.study, answer.ds):
        drawn[str(figure.get_label())] = picture.drawn(figure, "svg")
        if beside:
            picture.save(figure, beside / name, ("png", "svg"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page.of(answer, drawn, command), encoding="utf-8")
    return path
