"""Program entry: selects the verb, and turns what users can put right into one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

from sim.cli import collector
from sim.cli.exit_codes import DAMAGED, INTERRUPTED, REFUSED
from sim.cli.parse.study_folder import in_use
from sim.cli.show import closed_pipe, plain_signs
from sim.version import __version__

HELP = {"-h", "--help"}
DAMAGES = {"sim.sweeps.errors": "DamagedError", "sim.results_file": "ChangedError"}
"""Where damage is told, once anything has been read there."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line; exit with 2 and one line on stderr if it is refused."""
    if argv is None:
        # The process is ours, and this is all it does.
        collector.skip_at_exit()
        _readers_may_leave()
    arguments = [_at_home(word) for word in (sys.argv[1:] if argv is None else argv)]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=plain_signs.register())
    code = 0
    try:
        with _one_line(), in_use(_typable(arguments)) as words:
            code = _dispatch(words)
            sys.stdout.flush()  # here, where a full disk can still be said
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else REFUSED
    if code:
        sys.exit(code)


def _readers_may_leave() -> None:
    """What is asked for is done even if nobody reads what is said of it any more."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None or isinstance(stream, TextIOWrapper):
            setattr(sys, name, closed_pipe.patient(stream))


def _typable(words: list[str]) -> list[str]:
    """The words, or a `ScenarioError` for one that no shell hands over and no file can be called."""
    for word in words:
        try:
            known = "\0" not in os.fsdecode(os.fsencode(word))
        except UnicodeEncodeError:
            known = False
        if not known:
            from sim.scenario.errors import ScenarioError, show

            raise ScenarioError(f"{show(word)}: holds a sign that no word can have")
    return words


def _at_home(word: str) -> str:
    """A setting whose value begins with `~/`, by its whole path: not every shell does that behind an `=`."""
    name, _, value = word.partition("=")
    return f"{name}={Path(value).expanduser()}" if value.startswith("~/") and name.isidentifier() else word


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first == "--version":
        if len(arguments) > 1:
            from sim.scenario.errors import ScenarioError

            raise ScenarioError(f"--version: takes nothing else; not {arguments[1]}")
        print(f"tripwire {__version__}")
        return 0
    from sim.cli.commands import VERBS
    from sim.cli.parse.command_line import call

    if first in HELP:
        return call(VERBS["help"], arguments[1:])
    if HELP & set(arguments):
        return call(VERBS["help"], [first] if first in VERBS else [])
    if first in VERBS:
        return call(VERBS[first], arguments[1:])
    if first and first.replace("_", "").isalnum():
        from sim.cli.parse.unknown import said_bare
        from sim.scenario.errors import ScenarioError, nearest

        raise said_bare(first) or ScenarioError(f"{first}: no such verb; {nearest(first, VERBS)}")
    return call(VERBS["run"], arguments)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn what users can put right into one line on stderr; a fault of the program keeps its traceback."""
    try:
        yield
    except KeyboardInterrupt:
        _leave("interrupted; nothing further is written", INTERRUPTED)
    except Exception as refusal:
        if not _for_users(refusal):
            raise
        _leave(_said(refusal), _code(refusal))


def _said(refusal: Exception) -> str:
    """A refusal in one line; what a disk says, by the file and without its number."""
    if isinstance(refusal, OSError) and refusal.strerror:
        return f"{refusal.filename or 'what is printed'}: {refusal.strerror}"
    return " ".join(str(refusal).split()) or type(refusal).__name__


def _for_users(refusal: Exception) -> bool:
    from sim.evidence import EvidenceError
    from sim.scenario import ScenarioError

    kinds: tuple[type[Exception], ...] = (ScenarioError, EvidenceError, OSError)
    if "sim.sweeps.errors" in sys.modules:
        from sim.sweeps.errors import SweepError

        kinds += (SweepError,)
    if "hydra" in sys.modules:
        from hydra.errors import HydraException
        from omegaconf.errors import OmegaConfBaseException

        kinds += (HydraException, OmegaConfBaseException)
    return isinstance(refusal, kinds)


def _code(refusal: Exception) -> int:
    """Damage is told from what the user can mend."""
    kinds = [getattr(sys.modules[room], name) for room, name in DAMAGES.items() if room in sys.modules]
    return DAMAGED if isinstance(refusal, tuple(kinds)) else REFUSED


def _leave(line: str, code: int) -> None:
    with suppress(OSError):  # where even that cannot be said, the code says it
        print(f"tripwire: {line}", file=sys.stderr)
    sys.exit(code)
