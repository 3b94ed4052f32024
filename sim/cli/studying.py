"""`tripwire brief` and `tripwire experiments`: an answer in one file, and the named studies."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from sim.cli import folder
from sim.cli.words import pairs
from sim.scenario import ScenarioError
from sim.scenario.errors import check_seed, nearest, show, whole
from sim.version import STATEMENT

if TYPE_CHECKING:
    from sim.study import Answer, Study

FLAGS = ("--all", "--table")
QUESTION = "question="
USUAL = {"replicates": "2000", "seed": "1", "out": "outputs"}


def brief(words: list[str]) -> None:
    """`tripwire brief [question="…"] [lever=value …]`: a run, and all that it rests on, in one file."""
    from sim.brief import write
    from sim.cli import composition, overrides, settings
    from sim.results import scenario_hash

    asked = [word.removeprefix(QUESTION) for word in words if word.startswith(QUESTION)]
    composition.register()
    checked = overrides.check(word for word in words if not word.startswith(QUESTION))
    run = settings.read(composition.compose(checked))
    home = folder.make(run.out, scenario_hash(run.scenarios), run.name)
    path = write(
        home / "brief.html",
        run.scenarios,
        question=asked[-1] if asked else _question(list(run.scenarios)),
        replicates=run.replicates,
        seed=run.seed,
        command=shlex.join(["tripwire", "brief", *words]),
    )
    _say_where(path)


def experiments(words: list[str]) -> None:
    """`tripwire experiments [NAME | FILE.yaml … | --all] [--table] [replicates=2000] [seed=1] [out=outputs]`."""
    from sim import study

    flags, chosen, settings = _read(words)
    if not chosen and not flags:
        _list()
        return
    asked = {word: _study(word) for word in chosen or study.names()}
    # One at a time: all of them together would fill the memory of a small machine.
    answers = (
        (word, study.run(one, settings["replicates"], settings["seed"])) for word, one in asked.items()
    )
    if "--table" in flags:
        from sim.study.table import table

        print(table(answer for _, answer in answers))
        return
    for word, answer in answers:
        _keep(word, answer, settings)


def _study(word: str) -> Study:
    from sim import study

    return study.read(Path(word)) if word.endswith(".yaml") else study.named(word)


def _keep(word: str, answer: Answer, settings: dict[str, Any]) -> None:
    """Write a study's brief, plates and results into a folder of its own."""
    from sim.brief import keep
    from sim.cli import results_file

    home = folder.make(settings["out"], answer.ds.attrs["scenario_hash"], answer.study.name)
    command = f"tripwire experiments {shlex.quote(word)} replicates={settings['replicates']} seed={settings['seed']}"
    path = keep(answer, home / "brief.html", command=command, beside=home)
    results_file.write(answer.ds, home)
    out = Console(highlight=False)
    out.print(Text(answer.study.question, "bold"))
    for verdict in answer.verdicts:
        out.print(Text(f"  {verdict.verdict}: {verdict.expected.says}"))
        out.print(Text(f"    {verdict.sentence()}", "dim"))
    _say_where(path)


def _list() -> None:
    from sim import study

    out = Console(highlight=False)
    out.print(pairs((name, study.named(name).question) for name in study.names()))
    out.print("\nRun one with tripwire experiments NAME, all with --all.")


def _read(words: list[str]) -> tuple[list[str], list[str], dict[str, Any]]:
    """Flags, names, and settings of the runs."""
    flags, names, said = [], [], dict(USUAL)
    for word in words:
        key, equals, value = word.partition("=")
        if word in FLAGS:
            flags.append(word)
        elif equals and key in USUAL:
            said[key] = value
        elif equals or word.startswith("-"):
            raise ScenarioError(f"experiments: no {show(key)}; {nearest(key, [*USUAL, *FLAGS])}")
        else:
            names.append(word)
    return (
        flags,
        names,
        {
            "replicates": whole("replicates", _digits(said["replicates"]), 2, 16_000),
            "seed": check_seed(_digits(said["seed"])),
            "out": Path(said["out"]),
        },
    )


def _digits(value: str) -> int | str:
    """A whole number if the text is one; any other text is refused as it stands."""
    return int(value) if value.isdecimal() else value


def _question(names: list[str]) -> str:
    if len(names) == 1:
        return "What does this scenario show?"
    return f"What does {names[1]} change?" if len(names) == 2 else "What do these excursions change?"


def _say_where(path: Path) -> None:
    out = Console(highlight=False)
    out.print(Text(f"brief       {path}"), soft_wrap=True)
    out.print(Text(f"Tripwire {STATEMENT}.", "italic"))
