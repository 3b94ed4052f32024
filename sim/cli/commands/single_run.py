"""`tripwire run`: one run, or a comparison; the word may be left out."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli.collector import paused
from sim.cli.parse import composition, overrides, run_settings
from sim.cli.parse.output_settings import FIGURE, SPREAD, WITH_BRIEF, Wanted
from sim.cli.parse.rows import RUN
from sim.cli.parse.value_kinds import one_of
from sim.cli.parse.verbs import VERBS, Flag, verb
from sim.plates.paper import Paper
from sim.scenario import ScenarioError
from sim.study_folder import contents, presets

if TYPE_CHECKING:
    from omegaconf import DictConfig

SHELLS = one_of(
    **{
        f"{act}={shell}": f"{act} for {shell}"
        for act in ("install", "uninstall", "query")
        for shell in ("bash", "zsh", "fish")
    }
)
CFG_PARTS = one_of(job="levers and settings", hydra="Hydra's own", all="both")
FLAGS = (
    Flag(
        ("-m", "--multirun"), "multirun", "run every combination of levers with several values, as sweep does"
    ),
    Flag(("-c", "--cfg"), "cfg", "print the settings and run nothing", CFG_PARTS, None, "job"),
    Flag(("-sc",), "completion", "print the completion of words for a shell", SHELLS, None, "install=bash"),
)
"""Hydra's own flags that pass; none of them loads a file."""


@verb(
    "one run, or a comparison; the word may be left out",
    levers="typed",
    settings=(*RUN, *FIGURE, SPREAD, WITH_BRIEF),
    flags=FLAGS,
)
def run(
    typed: list[str],
    multirun: bool,
    cfg: str | None,
    completion: str | None,
    to: Path | None,
    size: Paper | None,
    landscape: bool,
    spread: bool,
    brief: bool,
) -> int | None:
    """One run: levers that are set are compared with the base, excursions with the run's own setting.

    The table is printed; results, settings and figures go into a folder of their own. An excursion takes levers and
    presets: `excursions.a.us=none`. `-m` runs every combination of levers with several values, as `tripwire sweep`
    does, and `-m experiment=a,b,c` compares these; `-c job` shows the settings and runs nothing; `-sc install=bash`
    prints the completion of words for a shell.
    """
    wanted = Wanted(to, size, landscape, spread, brief)
    if completion and completion.startswith("query="):
        _complete()
        return None
    if bool(multirun) + bool(cfg) + bool(completion) > 1:
        raise ScenarioError("-m, -c, -sc: one of them only")
    if multirun and (compared := _experiments(typed)):
        return _compare(*compared, wanted)
    flags = ["--multirun"] if multirun else []
    flags += ["--cfg", cfg] if cfg else []
    flags += ["-sc", completion] if completion else []
    if flags:
        if wanted != Wanted():
            raise ScenarioError(
                "to, size, landscape, spread, brief: belong to a run; -m leaves a sweep, -c and -sc leave nothing"
            )
        _leave_to_hydra(flags, typed, multirun)
    else:
        _run_here(typed, wanted)
    return None


def _complete() -> None:
    """Print what may be typed next; the shell's function has put the line into the environment."""
    from sim.cli.parse.completion import candidates

    print("\n".join(candidates(os.environ.get("COMP_LINE", ""), VERBS)))


def _experiments(words: list[str]) -> tuple[list[str], list[str]] | None:
    """The experiments that `-m experiment=a,b,c` names and the other words, if nothing else has several values."""
    named = [word.partition("=")[2].split(",") for word in words if word.startswith("experiment=")]
    others = [word for word in words if not word.startswith("experiment=")]
    if (
        len(named) != 1
        or len(named[0]) < 2
        or any(name not in presets.choices("experiment") for name in named[0])
    ):
        return None
    try:
        overrides.check(others, run)
    except ScenarioError:
        return None
    return named[0], others


def _compare(names: list[str], others: list[str], wanted: Wanted) -> int | None:
    """What `tripwire compare` does, with the run's own setting as the base."""
    own = {"base": "base", "to": wanted.to, "size": wanted.size, "landscape": wanted.landscape}
    row = VERBS["compare"]
    return row.function(words=tuple(names), typed=others, spread=wanted.spread, brief=wanted.brief, **own)


@paused()
def _run_here(words: list[str], wanted: Wanted) -> None:
    """A single run needs Hydra's composition but not its job."""
    composition.register()
    checked = run_settings.read(composition.compose(overrides.check(words, run)))
    from sim.cli.commands.execution import execute  # after the checks, which need neither engine nor pandas

    execute(checked, replace(wanted, command=shlex.join(["tripwire", "brief", *words, *contents.typed()])))


def _leave_to_hydra(flags: list[str], words: list[str], multirun: bool) -> None:
    """Open Hydra's own front door on checked words, and have it hand back its errors, not print them."""
    import hydra

    from sim.paths import configs

    composition.register()
    told = overrides.check(words, run, multirun=multirun)
    if not multirun:  # what is shown is what a run would take
        run_settings.read(composition.compose(told))
    checked = [composition.placed(word) for word in told]
    argv, full = sys.argv, os.environ.get("HYDRA_FULL_ERROR", "0")
    # What is swept is no word for Hydra: the sweeper reads all of them as they were typed.
    sys.argv = [argv[0], *flags, *([] if multirun else checked)]
    os.environ["HYDRA_FULL_ERROR"] = "1"
    try:
        hydra.main(version_base="1.3", config_path=str(configs()), config_name="config")(_task(words))()
    finally:
        sys.argv = argv
        os.environ["HYDRA_FULL_ERROR"] = full


def _task(words: list[str]) -> Callable[[DictConfig], None]:
    """Nothing to do: Hydra's job is only needed for a sweep, which finds the words here, or to show something."""

    def nothing(_: DictConfig) -> None:
        """Single runs are started without it."""

    setattr(nothing, composition.TYPED, words)
    return nothing
