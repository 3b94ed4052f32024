"""How a rule is compiled: once, strictly, and never from a stale cache.

A rule stays an ordinary function: `rule.py_func` is its plain form, which the Mesa agents call.
numba's own cache looks only at the file of the function it stores, so a change in a rule that another
file calls would go unnoticed; the cache folder is therefore named after the whole rulebook.
"""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


class Rule(Protocol[P, R]):
    """A compiled function together with its plain Python form."""

    py_func: Callable[P, R]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the compiled form."""


def _sources() -> list[Path]:
    package = Path(__file__).parent.parent
    return [path for room in ("rules", "ensemble") for path in sorted((package / room).glob("*.py"))]


@functools.cache
def rulebook_digest() -> str:
    """SHA-256 over the source of every compiled function, in a fixed order."""
    digest = hashlib.sha256()
    for source in _sources():
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where compiled code of exactly this rulebook and numba is kept (`TRIPWIRE_CACHE` moves it)."""
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tripwire"
    return Path(os.environ.get("TRIPWIRE_CACHE") or usual) / f"{numba.__version__}-{rulebook_digest()[:16]}"


numba.config.CACHE_DIR = str(cache_folder())  # type: ignore[attr-defined]


def rule(function: Callable[P, R]) -> Rule[P, R]:
    """Compile `function` with strict IEEE arithmetic: no fast-math, no numba random numbers."""
    compiled: Any = numba.njit(cache=True, nogil=True, fastmath=False, error_model="numpy")(function)
    return cast(Rule[P, R], compiled)
