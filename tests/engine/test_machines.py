"""Libraries for other machines are built here, and give the same bits where they can be run (`make machines`)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from sim.engine import compilers, processor
from sim.engine.compilers import Compiler, Target
from sim.engine.rulebook import rulebook_digest
from tests.machines import jobs, programs

JOBS = jobs.random_jobs(30)
QEMU = programs.emulator("qemu-aarch64")

needs_zig = pytest.mark.skipif(not importlib.util.find_spec("ziglang"), reason="ziglang is not installed")
linux = pytest.mark.skipif(
    (processor.system(), processor.machine()) != ("linux", "x86_64"),
    reason="the program is for Linux on x86-64",
)


def fingerprint(compiler: Compiler, target: Target, folder: Path, *under: str) -> str:
    """The hash of what a program gives for JOBS."""
    made = programs.program(compiler, target, folder)
    return jobs.fingerprint([programs.run([*under, str(made)], b"".join(job.packed() for job in JOBS))])


@linux
def test_a_program_around_the_engine_gives_the_same_bits(tmp_path: Path) -> None:
    target = compilers.here(processor.levels()[-1])
    assert fingerprint(next(compilers.available_compilers()), target, tmp_path) == jobs.expected(JOBS)


@needs_zig
@pytest.mark.skipif(not QEMU, reason="qemu-aarch64 is not on the path")
def test_emulated_arm64_gives_the_same_bits(tmp_path: Path) -> None:
    target = Target("linux", "arm64", "arm64")
    assert fingerprint(compilers.zig(), target, tmp_path, str(QEMU)) == jobs.expected(JOBS)


@needs_zig
@pytest.mark.parametrize(
    "target",
    [
        pytest.param(Target("linux", "x86_64", "x86-64"), marks=pytest.mark.heavy),
        pytest.param(Target("linux", "arm64", "arm64"), marks=pytest.mark.heavy),
        pytest.param(Target("darwin", "x86_64", "x86-64"), marks=pytest.mark.heavy),
        Target("darwin", "arm64", "arm64"),
        pytest.param(Target("windows", "x86_64", "x86-64-v3"), marks=pytest.mark.heavy),
    ],
    ids=lambda target: f"{target.system}-{target.level}",
)
def test_libraries_for_other_systems_are_built_here(target: Target, tmp_path: Path) -> None:
    made = compilers.build(compilers.zig(), target, tmp_path, rulebook=rulebook_digest()).read_bytes()
    assert rulebook_digest().encode() in made
    assert b"tripwire_runs" in made
    assert not [
        needed for needed in (b"libc.so", b"libm.so", b"GLIBC", b"msvcrt", b"api-ms") if needed in made
    ]
    assert str(tmp_path).encode() not in made
