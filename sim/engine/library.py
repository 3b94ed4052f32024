"""Finds the native library for this rulebook and processor: shipped with the package, in the cache, or built now.

Its file is named after the rulebook, the machine and its own contents, and holds the rulebook's digest; all three are
checked before it is loaded, so that a library of other rules, or a damaged one, is never run.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sim.engine import processor
from sim.engine.rulebook import rulebook_digest
from sim.scenario.errors import ScenarioError

log = logging.getLogger(__name__)
"""Whoever imports this decides where messages go; by itself Python writes it to stderr."""
SHIPPED = Path(__file__).parent / "libraries"
"""Where a wheel carries libraries for its platform."""
DIGITS = 16
"""Hexadecimal digits of a digest in a file's name."""


def find() -> Path:
    """The library's file, built first if there is none. Raises `ScenarioError` where none can be built."""
    return ready() or _built()


def ready() -> Path | None:
    """The most able library at hand for this processor, or None."""
    # What was built here is for this processor's own level; what is shipped may stop below it.
    at_hand = (
        path for level in processor.levels() for folder in _folders() for path in _sound(folder, level)
    )
    return next(at_hand, None)


def _folders() -> Iterator[Path]:
    """Where libraries may lie; whether any can be kept here is asked only if none is shipped."""
    yield SHIPPED
    cache = _cache_folder()
    if cache:
        yield cache


def name(system: str, level: str, contents: bytes, ending: str) -> str:
    """The file name of a library with these contents.

    Parameters
    ----------
    system
        The system, as `processor.system` names it.
    level
        The processor's level, one of `processor.levels()`.
    contents
        All bytes of the file.
    ending
        How the file's name ends, with its dot.

    Returns
    -------
    str
        `rulebook-system-level-contents` and the ending; rulebook and contents as `DIGITS` digits of their digests.

    Examples
    --------
    >>> name("linux", "x86-64-v3", b"contents", ".so").removeprefix(rulebook_digest()[:DIGITS])
    '-linux-x86-64-v3-d1b2a59fbea7e200.so'
    """
    return f"{_stem(system, level)}-{hashlib.sha256(contents).hexdigest()[:DIGITS]}{ending}"


def _stem(system: str, level: str) -> str:
    return f"{rulebook_digest()[:DIGITS]}-{system}-{level}"


def _sound(folder: Path, level: str) -> Iterator[Path]:
    """Libraries in a folder that are what their names say."""
    system = processor.system()
    for path in sorted(folder.glob(f"{_stem(system, level)}-{'?' * DIGITS}.*")):
        try:
            contents = path.read_bytes()
        except OSError:
            continue
        if path.name == name(system, level, contents, path.suffix) and rulebook_digest().encode() in contents:
            yield path


def _built() -> Path:
    """Build the library with the first compiler that can, and keep it."""
    from sim.engine import compilers
    from sim.engine.translate.values import SubsetError

    folder = _cache_folder() or Path(_temporary().name)
    log.warning("building the engine for this rulebook, once: a few seconds")
    refusals = []
    with tempfile.TemporaryDirectory(dir=folder, prefix="build-") as build_folder:
        for compiler, level in itertools.product(compilers.available_compilers(), processor.levels()):
            target = compilers.here(level)
            try:
                made = compilers.build(compiler, target, Path(build_folder), rulebook=rulebook_digest())
            except SubsetError as refusal:
                raise ScenarioError(str(refusal)) from None
            except compilers.CompileError as refusal:
                refusals.append(str(refusal))
                continue
            return _placed(made, folder / name(target.system, level, made.read_bytes(), made.suffix))
    why = f"the compilers failed ({refusals[0]})" if refusals else "there is no C compiler"
    raise ScenarioError(
        f'engine: {why}; allowed: a C compiler on the path, `pip install "tripwire-sim[rules]"`, or engine=mesa'
    )


def _placed(made: Path, path: Path) -> Path:
    """A library just built, under its name: whole or not at all, whoever else builds at the same time."""
    try:
        made.replace(path)
    except OSError:  # Windows keeps what another process has loaded; or something else has the name
        return ready() or Path(shutil.copy(made, Path(_temporary().name) / path.name))
    return path


@functools.cache
def _cache_folder() -> Path | None:
    """Where libraries are kept (`TRIPWIRE_CACHE` moves it); None where that is not possible or not safe."""
    try:
        folder = _default_folder() / "engine"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        if not _is_private(folder):
            raise PermissionError(f"{folder} belongs to somebody else, or others may write to it")
    except (OSError, RuntimeError) as reason:  # RuntimeError: nobody knows where home is
        log.warning(
            "TRIPWIRE_CACHE: the engine cannot be kept (%s), so this process builds its own; "
            "allowed: a folder of yours that can be written",
            reason,
        )
        return None
    return folder


def _is_private(folder: Path) -> bool:
    """Whether only this user can have put there what is there."""
    if not hasattr(os, "geteuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _default_folder() -> Path:
    set_by_user = os.environ.get("TRIPWIRE_CACHE")
    if set_by_user:
        return Path(set_by_user).absolute()
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tripwire"


@functools.cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    """Removed when the process ends."""
    return tempfile.TemporaryDirectory(prefix="tripwire-", ignore_cleanup_errors=True)
