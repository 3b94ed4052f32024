"""Builds of the engine: each compiler found here, each level of this processor, one run at a time and in lanes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.engine import compilers, native, processor
from sim.engine.block import Block, empty
from sim.engine.inputs import Inputs, lay_out
from sim.engine.rulebook import rulebook_digest
from sim.scenario import Scenario

RUNS = 256
"""Runs in one repeat."""
ONE, REPLICATES, SCENARIOS = WAYS = ("one at a time", "replicates abreast", "scenarios abreast")


@dataclass(frozen=True)
class Build:
    """A library, built for the measuring and loaded; no entry: the one that every run here takes."""

    compiler: str
    level: str
    entry: Any = None

    @property
    def name(self) -> str:
        """Compiler and level."""
        return f"{self.compiler}, {self.level}"

    def ways(self) -> dict[str, Callable[[], Block]]:
        """Tasks by name, in the order of what this build can do; every task gives the results of `RUNS` runs."""
        tasks = {ONE: lambda: self.run(base(), lanes=False)}
        if self.level in processor.LANES:
            tasks |= {REPLICATES: lambda: self.run(base()), SCENARIOS: lambda: self.run(grid())}
        return tasks

    def run(self, inputs: Inputs, *, lanes: bool = True, draws: Any = None) -> Block:
        """`RUNS` runs, shared out evenly over the scenarios, in this thread."""
        replicates = RUNS // len(inputs)
        block = empty(inputs, replicates)
        scenarios, every = slice(0, len(inputs)), slice(0, replicates)
        native.run_into(
            block,
            inputs,
            seed=1,
            first=0,
            scenarios=scenarios,
            replicates=every,
            draws=draws,
            lanes=lanes,
            entry=self.entry,
        )
        return block


@cache
def base() -> Inputs:
    """The base scenario: 36 months, all countries."""
    return lay_out([Scenario()])


@cache
def grid() -> Inputs:
    """Points of a sweep: 16 sizes of the force × 16 rules of engagement, one replicate each."""
    return lay_out(
        [Scenario(force_size=6_000.0 * size, roe=roe / 15) for size in range(1, 17) for roe in range(16)]
    )


def built(*, all_of_them: bool) -> list[Build]:
    """Every build of this machine, the usual one first; or that one alone.

    Where there is no compiler, the library at hand.
    """
    levels = processor.levels() if all_of_them else processor.levels()[:1]
    builds: list[Build] = []
    for name, compiler in _compilers():
        if not builds or all_of_them:
            builds += [_build(name, compiler, level) for level in levels]
    return builds or [Build("at hand", levels[0])]


def _build(name: str, compiler: compilers.Compiler, level: str) -> Build:
    with TemporaryDirectory(prefix="tripwire-bench-") as folder:
        made = compilers.build(compiler, compilers.here(level), Path(folder), rulebook=rulebook_digest())
        return Build(name, level, native.load(made))


def _compilers() -> Iterator[tuple[str, compilers.Compiler]]:
    """Each compiler once, by whatever names it is found."""
    met: set[str] = set()
    for compiler in compilers.available_compilers():
        name = f"ziglang {version('ziglang')}" if compiler.zig else _file(compiler.command[0])
        if name not in met:
            met.add(name)
            yield name, compiler


def _file(command: str) -> str:
    """What a command is in the end: `cc` → `gcc-12`."""
    found = shutil.which(command) or command
    return Path(found).resolve().name.removeprefix("x86_64-linux-gnu-").removeprefix("aarch64-linux-gnu-")
