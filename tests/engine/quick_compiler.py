"""The C compiler of this machine for tests that build often: it does not optimise, and compiles no text twice.

The bits are the same at every level of optimisation; `test_builds.py` holds the optimised builds to that.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

QUICK = """\
set -- "$@" -O0
compiles=false
for word; do
  case $word in
    -c) compiles=true ;;
    -[fmsD]*) flags="$flags $word" ;;
  esac
  [ "$before" = -o ] && object=$word
  before=$word
done
$compiles || exec {real} "$@"
{real} "$@" -E -P || exit
kept={folder}/$( (echo "$flags"; cat "$object") | cksum | tr ' ' -)
if [ ! -e "$kept" ]; then
  {real} "$@" || exit
  cp "$object" "$kept.$$" && mv "$kept.$$" "$kept"
fi
exec cp "$kept" "$object"
"""
"""Objects are kept by their flags and what the preprocessor makes of their text, wherever that lies."""


def script(path: Path, text: str) -> None:
    """A command of the test's own."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(scope="session")
def quick_command(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The command; None where no compiler has a short name, as ziglang has none."""
    real = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if os.name != "posix" or real is None:
        return None
    folder = tmp_path_factory.mktemp("compiler")
    (folder / "objects").mkdir()
    script(folder / "quick", QUICK.format(real=real, folder=folder / "objects"))
    return folder / "quick"


@pytest.fixture(scope="module")
def quick_compiler(quick_command: Path | None) -> Iterator[None]:
    """`CC` for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        if quick_command:
            patch.setenv("CC", str(quick_command))
        yield
