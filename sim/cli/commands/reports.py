"""`tripwire brief`, `experiments`, `gallery`: answers and plates to hand on."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from sim.cli.parse import composition, of_sweep, overrides, run_settings
from sim.cli.parse.rows import BRIEF, FROM, OUT, SEED, count
from sim.cli.parse.value_kinds import Place, Text
from sim.cli.parse.verbs import Argument, Flag, Setting, verb
from sim.cli.show import run_folder
from sim.cli.show.page_parts import pairs
from sim.cli.show.spread_table import printed_spread
from sim.scenario import ScenarioError
from sim.study_folder import contents
from sim.version import STATEMENT

if TYPE_CHECKING:
    from sim.report.study import Answer, Study

USUAL = 2_000


@verb(
    "a run and all it rests on, in one file to hand on",
    levers="typed",
    settings=(
        Setting(
            "question",
            Text("a text of one line"),
            None,
            "the question that the brief answers",
            unset="what these levers change",
            sample='"Do firm rules help?"',
        ),
        *BRIEF,
        replace(FROM, meaning="a finished sweep whose points are the scenarios, in place of levers"),
    ),
)
def brief(typed: list[str], question: str | None) -> None:
    """A run, and all that it rests on, in one file: answer, plates, numbers, sources and how to run it again.

    With `from=`, the points of a sweep, on the chance that they met; they are run again for what a sweep does not keep,
    results by country and month.
    """
    from sim.report.brief import asked, in_words, write
    from sim.results import scenario_hash

    out = dict(word.partition("=")[::2] for word in typed).get("out")
    if sweep := of_sweep.named(typed, brief, Path(out) if out else None):
        run = of_sweep.as_run(sweep, out)
    else:
        composition.register()
        run = run_settings.read(composition.compose(overrides.check(typed, brief)))
    run_folder.check(run.out)
    said = in_words(run.scenarios, run_settings.describe)
    scenarios = {said[name]: scenario for name, scenario in run.scenarios.items()}
    home = run_folder.make(run.out, scenario_hash(scenarios), run.name)
    again = [f"question={question}"] if question else []
    path = write(
        home / "brief.html",
        scenarios,
        question=question or asked(list(scenarios)),
        replicates=run.replicates,
        seed=run.seed,
        command=shlex.join(["tripwire", "brief", *typed, *again, *contents.typed()]),
    )
    _print_place(path)


@verb(
    "named studies (not the presets experiment=): what was expected and what came out",
    argument=Argument(
        "STUDY", "chosen", Text("the name of a study, or a file.yaml"), "studies", "near_or_far", many=True
    ),
    settings=(count("replicates", 2, USUAL, "paired runs of each scenario", most=16_000), SEED, OUT),
    flags=(
        Flag(("--all",), "every", "run every named study"),
        Flag(("--table",), "table", "print expectations and verdicts as a table, and write nothing"),
    ),
)
def experiments(
    chosen: tuple[str, ...], replicates: int, seed: int, out: Path, every: bool, table: bool
) -> None:
    """List the studies, or run those that are named, or with `--all` every one.

    A study is a file in `experiments/`: a question, its scenarios, and what was expected before it ran. A preset
    `experiment=NAME` only sets levers, in any run; `tripwire scenarios experiment` lists those.

    Each leaves a folder with its brief, plates and results; with `--table` only a table is printed.
    """
    from sim.report import study

    if table and out != OUT.default:
        raise ScenarioError("out: --table prints and leaves nothing")
    if not (chosen or every or table):
        if (replicates, seed, out) != (USUAL, SEED.default, OUT.default):
            raise ScenarioError("experiments: which one? say its name, or --all; without, they are listed")
        _list_studies()
        return
    if not table:
        run_folder.check(out)
    # One at a time: all of them together would fill the memory of a small machine.
    answers = (
        (word, study.run(one, replicates, seed))
        for word, one in {word: _study(word) for word in chosen or study.names()}.items()
    )
    if table:
        from sim.report.study.verdict_table import table as markdown

        print(markdown(answer for _, answer in answers))
        return
    for word, answer in answers:
        _keep(word, answer, out)


@verb(
    "every plate",
    flags=(Flag(("--into",), "into", "folder of the page", Place(sample="docs"), Path("docs"), "docs"),),
)
def gallery(into: Path) -> None:
    """Draw every plate from runs of the model, and write the page that explains them."""
    from sim.report.gallery import pictures

    for name in pictures.write(into):
        print(f"{name} …", flush=True)
    print(f"Page: {into / pictures.NAME}")


def _study(word: str) -> Study:
    from sim.report import study

    return study.read(Path(word)) if word.endswith(".yaml") else study.named(word)


def _keep(word: str, answer: Answer, out: Path) -> None:
    """Write a study's brief, plates and results into a folder of its own."""
    from sim import results_file
    from sim.report.brief import keep

    marks = answer.ds.attrs
    home = run_folder.make(out, marks["scenario_hash"], answer.study.name)
    settings = [f"replicates={marks['replicates']}", f"seed={marks['seed']}"]
    command = shlex.join(["tripwire", "experiments", word, *settings, *contents.typed()])
    path = keep(answer, home / "brief.html", command=command, beside=home)
    results_file.write(answer.ds, home)
    console = Console(highlight=False)
    console.print(Line(answer.study.question, "bold"))
    for verdict in answer.verdicts:
        console.print(Padding(Line(f"{verdict.verdict}: {verdict.expected.says}"), (0, 0, 0, 2)))
        console.print(Padding(Line(verdict.sentence(), "dim"), (0, 0, 0, 4)))
    console.print()
    printed_spread(answer.spread, console)
    _print_place(path)


def _list_studies() -> None:
    from sim.report import study

    console = Console(highlight=False)
    console.print(pairs((name, study.named(name).question) for name in study.names()))
    console.print("\nRun one with tripwire experiments NAME, all with --all.")


def _print_place(path: Path) -> None:
    console = Console(highlight=False)
    console.print(Line(f"brief       {path}"), soft_wrap=True)
    console.print(Line(f"Tripwire {STATEMENT}.", "italic"))
