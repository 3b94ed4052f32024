"""The C compiler of this machine, told not to optimise: the same bits, sooner, for tests that build often."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest


def script(path: Path, text: str) -> None:
    """A command of the test's own."""
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture(scope="module")
def quick_compiler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """`CC` for the tests of a module; where no compiler has a short name, as ziglang has none, nothing changes."""
    real = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if os.name != "posix" or real is None:
        yield
        return
    command = tmp_path_factory.mktemp("compiler") / "quick"
    script(command, f'exec {real} "$@" -O0')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CC", str(command))
        yield
