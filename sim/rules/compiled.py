"""How a rule is compiled: once, strictly, and never from a stale cache.

A rule stays an ordinary function: `rule.py_func` is its plain form, which the Mesa agents call.
numba's own cache looks only at the file of the function it stores. A compiled function also freezes what it
reads of other files: the rules it calls, addresses on the tape, names and order of parameters, seats. The cache
folder is therefore named after all files from which such values come.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")

PACKAGE = Path(__file__).parent.parent
DECIDING = (
    "rules/*.py",
    "ensemble/*.py",
    "scenario/*.py",
    "evidence/*.py",
    "assumptions.py",
    "chance.py",
    "outcomes.py",
    "evidence/parameters.csv",
    "evidence/countries.csv",
)
"""Files that compiled functions freeze values of, or that lay out what they are given.

Of the ledgers, the two whose names and order are frozen; what the others say is handed in, and has a digest of its own.
"""


class Rule(Protocol[P, R]):
    """A compiled function together with its plain Python form."""

    py_func: Callable[P, R]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the compiled form."""


@functools.cache
def rulebook_digest() -> str:
    """SHA-256 over all files that decide a run, but for what the ledgers say; read once, as the first rule is."""
    return digest_of(PACKAGE)


def digest_of(package: Path) -> str:
    """SHA-256 over the deciding files of a package, in a fixed order and whatever ends their lines."""
    digest = hashlib.sha256()
    for pattern in DECIDING:
        for path in sorted(package.glob(pattern), key=lambda path: path.name):
            # Files are read, not imported: everything that is compiled imports this module.
            text = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.relative_to(package).as_posix()} {len(text)}\n".encode() + text)
    return digest.hexdigest()


@functools.cache
def cache_folder() -> Path:
    """Where compiled code of exactly this rulebook and numba is kept (`TRIPWIRE_CACHE` moves it).

    A temporary folder of this process where that cannot be written: numba would go on to `__pycache__`, whose
    code may be stale.
    """
    try:
        folder = _usual_folder() / f"{numba.__version__}-{rulebook_digest()[:16]}"
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError) as reason:  # RuntimeError: nobody knows where home is
        sys.stderr.write(
            f"TRIPWIRE_CACHE: compiled rules cannot be kept ({reason}), so this process compiles its own; "
            "allowed: a folder that can be written\n"
        )
        return Path(_temporary_folder().name)
    return folder


def _usual_folder() -> Path:
    told = os.environ.get("TRIPWIRE_CACHE")
    if told:
        return Path(told).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tripwire"


@functools.cache
def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="tripwire-", ignore_cleanup_errors=True)


@contextlib.contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """Let functions that are declared meanwhile keep their code in a folder; the user's own go where they went."""
    ours = {"CACHE_DIR": str(folder), "CACHE_LOCATOR_CLASSES": ""}
    users = {name: getattr(numba.config, name, "") for name in ours}
    for name, value in ours.items():
        setattr(numba.config, name, value)
    try:
        yield
    finally:
        for name, value in users.items():
            setattr(numba.config, name, value)


def rule(function: Callable[P, R]) -> Rule[P, R]:
    """Compile `function` with strict IEEE arithmetic: no fast-math, no numba random numbers."""
    with _kept_in(
        cache_folder()
    ):  # numba looks where to keep code when a function is declared, not when it is compiled
        compiled: Any = numba.njit(cache=True, nogil=True, fastmath=False, error_model="numpy")(function)
    return cast(Rule[P, R], compiled)
