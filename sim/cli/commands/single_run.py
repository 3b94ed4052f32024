"""`tripwire run`: one run, or a comparison; the word may be left out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.cli.collector import paused
from sim.cli.parse import composition, overrides, run_settings
from sim.cli.parse.rows import RUN
from sim.cli.parse.value_kinds import one_of
from sim.cli.parse.verbs import VERBS, Flag, verb
from sim.scenario import ScenarioError

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


@verb("one run, or a comparison; the word may be left out", levers="typed", settings=RUN, flags=FLAGS)
def run(typed: list[str], multirun: bool, cfg: str | None, completion: str | None) -> None:
    """One run: levers that are set are compared with the base, excursions with the run's own setting.

    The table is printed; results, settings and figures go into a folder of their own. `-m` runs every combination of
    levers with several values, as `tripwire sweep` does; `-c job` shows the settings and runs nothing; `-sc
    install=bash` prints the completion of words for a shell.
    """
    if completion and completion.startswith("query="):
        _complete()
        return
    if bool(multirun) + bool(cfg) + bool(completion) > 1:
        raise ScenarioError("-m, -c, -sc: one of them only")
    flags = ["--multirun"] if multirun else []
    flags += ["--cfg", cfg] if cfg else []
    flags += ["-sc", completion] if completion else []
    if flags:
        _leave_to_hydra(flags, typed, multirun)
    else:
        _run_here(typed)


def _complete() -> None:
    """Print what may be typed next; the shell's function has put the line into the environment."""
    from sim.cli.parse.completion import candidates

    print("\n".join(candidates(os.environ.get("COMP_LINE", ""), VERBS)))


@paused()
def _run_here(words: list[str]) -> None:
    """A single run needs Hydra's composition but not its job."""
    composition.register()
    checked = run_settings.read(composition.compose(overrides.check(words, run)))
    from sim.cli.commands.execution import execute  # after the checks, which need neither engine nor pandas

    execute(checked)


def _leave_to_hydra(flags: list[str], words: list[str], multirun: bool) -> None:
    """Open Hydra's own front door on checked words, and have it hand back its errors, not print them."""
    import hydra

    from sim.paths import configs

    composition.register()
    checked = [composition.placed(word) for word in overrides.check(words, run, multirun=multirun)]
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
