"""From the words on the command line to a run or a verb; whatever is wrong with them is said in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

from sim.cli import collector
from sim.cli.verbs import VERBS
from sim.version import __version__

if TYPE_CHECKING:
    from omegaconf import DictConfig

REFUSED = 2
INTERRUPTED = 130
HELP = {"-h", "--help"}
MULTIRUN = ("-m", "--multirun")
FLAGS = {
    "-c": ("job", "hydra", "all"),
    "--cfg": ("job", "hydra", "all"),
    "-sc": tuple(
        f"{act}={shell}" for act in ("install", "uninstall", "query") for shell in ("bash", "zsh", "fish")
    ),
}
"""Hydra's own flags that pass beside `-m`, with the words that may follow; none of them loads a file."""


def main(argv: Sequence[str] | None = None) -> None:
    """Do what the words say; exit with 2 and one line on stderr if they cannot be."""
    if argv is None:
        # The process is ours, and this is all it does.
        collector.skip_at_exit()
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal without ± or − shows a question mark instead of a traceback.
            stream.reconfigure(errors="replace")
    try:
        with _one_line():
            code = _dispatch(words) or 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else REFUSED
    if code:
        sys.exit(code)


def run(words: list[str]) -> None:
    """One run: levers that are pulled are compared with the base, excursions with the run's own setting.

    The table is printed; results, settings and figures go into a folder of their own. `-m` runs every combination of
    levers with several values, as `tripwire sweep` does; `-c job` shows the settings and runs nothing; `-sc
    install=bash` prints the completion of words for a shell.
    """
    flags, said = _split(words)
    if flags:
        _leave_to_hydra(flags, said)
    else:
        _run_here(said)


@collector.paused()
def _run_here(said: list[str]) -> None:
    """A single run needs Hydra's composition but not its job."""
    from sim.cli import composition, overrides, settings

    composition.register()
    checked = settings.read(composition.compose(overrides.check(said)))
    from sim.cli.execution import execute  # after the checks, which need neither engine nor pandas

    execute(checked)


def _dispatch(words: list[str]) -> int | None:
    first = words[0] if words else ""
    if first in HELP:
        return VERBS["help"].load("help")(words[1:])
    if first == "--version":
        print(f"tripwire {__version__}")
        return 0
    if first in VERBS and HELP & set(words[1:]):
        return VERBS["help"].load("help")([first])
    if first in VERBS:
        return VERBS[first].load(first)(words[1:])
    if first and first.replace("_", "").isalnum():
        from sim.scenario.errors import ScenarioError, nearest

        raise ScenarioError(f"{first}: no such verb; {nearest(first, VERBS)}")
    return VERBS["run"].load("run")(words)


def _nothing(_: DictConfig) -> None:
    """Single runs are started without Hydra's job: it is only asked for a sweep or to show something."""


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Flags with the words that belong to them, and the overrides."""
    from sim.scenario.errors import ScenarioError, show

    flags, said, left = [], [], iter(words)
    for word in left:
        if not word.startswith("-"):
            said.append(word)
        elif word in MULTIRUN:
            flags.append(word)
        elif word in FLAGS:
            flags += [word, _after(word, next(left, None))]
        else:
            known = ", ".join(("--help", "--version", *MULTIRUN, *FLAGS))
            raise ScenarioError(f"{show(word)}: no such flag; allowed: {known}")
    return flags, said


def _after(flag: str, word: str | None) -> str:
    """The word that belongs to a flag."""
    from sim.scenario.errors import ScenarioError, choice

    if word is None:
        raise ScenarioError(
            f"{flag}: say what, as in tripwire {flag} {FLAGS[flag][0]}; allowed: {', '.join(FLAGS[flag])}"
        )
    return choice(flag, word, FLAGS[flag])


def _leave_to_hydra(flags: list[str], said: list[str]) -> None:
    """Open Hydra's own front door on checked words, and have it hand back its errors, not print them."""
    import hydra

    from sim.cli import composition, overrides
    from sim.paths import configs

    composition.register()
    multirun = any(flag in MULTIRUN for flag in flags)
    checked = overrides.check(said, multirun=multirun)
    # The sweeper reads the words as they were said.
    words = [*flags, *(said if multirun else checked)]
    given, full = sys.argv, os.environ.get("HYDRA_FULL_ERROR", "0")
    sys.argv = [given[0], *words]
    os.environ["HYDRA_FULL_ERROR"] = "1"
    try:
        hydra.main(version_base="1.3", config_path=str(configs()), config_name="config")(_nothing)()
    finally:
        sys.argv = given
        os.environ["HYDRA_FULL_ERROR"] = full


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn what users can put right into one line on stderr; a fault of the program keeps its traceback."""
    try:
        yield
    except KeyboardInterrupt:
        _leave("interrupted; nothing further is written", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as refusal:
        if not _for_users(refusal):
            raise
        _leave(" ".join(str(refusal).split()) or type(refusal).__name__, REFUSED)


def _for_users(refusal: Exception) -> bool:
    from sim.evidence import EvidenceError
    from sim.scenario import ScenarioError

    kinds: tuple[type[Exception], ...] = (ScenarioError, EvidenceError, OSError)
    if "hydra" in sys.modules:
        from hydra.errors import HydraException
        from omegaconf.errors import OmegaConfBaseException

        kinds += (HydraException, OmegaConfBaseException)
    return isinstance(refusal, kinds)


def _leave(line: str, code: int) -> None:
    print(f"tripwire: {line}", file=sys.stderr)
    sys.exit(code)
