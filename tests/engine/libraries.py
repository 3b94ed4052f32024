"""Libraries of the engine built for a test, and runs on them."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from sim.engine import compilers, native
from sim.engine.block import Block, empty
from sim.engine.inputs import Inputs, lay_out
from tests import sampling
from tests.engine.marks import of_block

CHECKED = (
    "-O1",
    "-fno-wrapv",
    "-fsanitize=undefined,float-cast-overflow",
    "-fsanitize-undefined-trap-on-error",
    "-fno-sanitize=alignment,vptr,null",
)
STRICT = ("-fsanitize=bounds-strict", "-fstrict-flex-arrays=3")
"""GCC's own and Clang's own: without it, they take a row at the end of a record for one without an end."""


def checked() -> tuple[str, ...]:
    """Flags with which a build stops at the first index out of bounds, overflow, or number that nothing can hold.

    Division by zero is left out: it is defined (IEEE 754), and what nobody takes is worked out for some countries.
    """
    compiler = next(compilers.available_compilers())
    if compiler.zig:
        pytest.skip("ziglang is told to check nothing, and cannot be told otherwise afterwards")
    command = [*compiler.command, "-E", "-x", "c", os.devnull]
    known = [flag for flag in STRICT if not subprocess.run([*command, flag], capture_output=True).returncode]
    return (*CHECKED, *known)


def built(level: str, folder: Path, more: Sequence[str] = ()) -> Path:
    """Build the engine for a level, with further flags."""
    compiler, target = next(compilers.available_compilers()), compilers.here(level)
    return compilers.build(compiler, target, folder, rulebook="0" * 64, more=more)


@contextmanager
def engine_of(library: Path) -> Iterator[None]:
    """Have the native engine be this library meanwhile."""
    entry = ctypes.CDLL(str(library)).tripwire_runs
    entry.argtypes, entry.restype = [ctypes.POINTER(native.Job)], None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(native, "_runs", lambda: entry)
        yield


def played(library: Path, inputs: Inputs, replicates: int, *, seed: int, lanes: bool) -> Block:
    """All scenarios on replicates from 0 on, in one piece."""
    block = empty(inputs, replicates, detail=True)
    with engine_of(library):
        native.run_into(
            block,
            inputs,
            seed=seed,
            first=0,
            scenarios=slice(0, len(inputs)),
            replicates=slice(0, replicates),
            lanes=lanes,
        )
    return block


def sample(seed: int, *, drawn: int, corners: int, alike: int) -> Inputs:
    """Random scenarios, scenarios at the corners, and some alike enough to go abreast, where war is likely."""
    rng = np.random.default_rng([20_261_125, seed])
    scenarios = [sampling.scenario(rng) for _ in range(drawn)]
    scenarios += [sampling.corner(rng) for _ in range(corners)]
    scenarios += [sampling.scenario(rng, **sampling.ALIKE, **sampling.HOT) for _ in range(alike)]
    return lay_out(scenarios)


if __name__ == "__main__":  # in a process of its own, which a checked library may stop
    path, scenarios = Path(sys.argv[1]), int(sys.argv[2])
    inputs = sample(scenarios, drawn=scenarios, corners=scenarios, alike=scenarios)
    for lanes in (False, True):
        print(of_block(played(path, inputs, 13, seed=3, lanes=lanes)), flush=True)
