"""The theoretical limit: the operations of a run, counted, and what one core can do at most, measured."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.builds import RUNS, Build
from sim.engine import chance, native
from sim.engine.block import Block
from sim.engine.inputs import Inputs
from sim.engine.source import C_FILES, source

HERE = Path(__file__).parent
LEAST_OPTIMISED = ("-std=c++20", "-O1", "-fpermissive", "-w")
FAST = ("-O3", "-march=native", "-ffp-contract=off")
ROUNDS, OPERATIONS_A_ROUND = 20_000, 2 * 8 * 12


class Work(NamedTuple):
    """Floating-point operations."""

    additions: float
    multiplications: float
    divisions: float
    roots: float

    @property
    def total(self) -> float:
        """All of them."""
        return sum(self)


def count(inputs: Inputs) -> tuple[Work, Block]:
    """Operations of a run on average, draws aside, and what the counted runs gave.

    Raises `FileNotFoundError` where there is no compiler of C++.
    """
    tape = chance.tape(1, 0, RUNS // len(inputs), inputs.horizon)
    with tempfile.TemporaryDirectory(prefix="tripwire-count-") as folder:
        (Path(folder) / "one.c").write_text(source("one"), encoding="utf-8")
        places = (f"-I{folder}", f"-I{C_FILES}")
        made = _compiled(("c++", "g++", "clang++"), HERE / "counting.cpp", folder, *LEAST_OPTIMISED, *places)
        counts = (ctypes.c_int64 * len(Work._fields))()
        block = Build("c++", "counting", native.load(made)).run(inputs, draws=tape)
        ctypes.CDLL(str(made)).counted(counts)
    return Work(*(number / RUNS for number in counts)), block


def peak() -> Callable[[], int]:
    """A function that only computes and gives its number of operations.

    Raises `FileNotFoundError` where there is no compiler of C.
    """
    with tempfile.TemporaryDirectory(prefix="tripwire-peak-") as folder:
        made = _compiled(("cc", "gcc", "clang"), HERE / "peak.c", folder, *FAST)
        measured = ctypes.CDLL(str(made)).peak
    measured.restype = ctypes.c_double

    def call() -> int:
        measured(ctypes.c_int64(ROUNDS))
        return ROUNDS * OPERATIONS_A_ROUND

    return call


def _compiled(commands: tuple[str, ...], text: Path, folder: str, *flags: str) -> Path:
    command = next(filter(shutil.which, commands), None)
    if command is None:
        raise FileNotFoundError(f"no compiler ({commands[0]}) on the path")
    library = Path(folder) / "made.so"
    subprocess.run([command, *flags, "-shared", "-fPIC", str(text), "-o", str(library), "-lm"], check=True)
    return library
