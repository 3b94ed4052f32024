"""`make machines`: random scenarios on every machine that can be had here, and one hash of everything they give."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from sim.engine import compilers, processor
from sim.engine.compilers import Target
from sim.engine.ensemble import run_inputs
from tests.machines import programs, wasmtime_driver
from tests.machines.jobs import REPLICATES, Job, arrays_of, expected, fingerprint, random_jobs

POINTS = 400
MESA_POINTS = 40
"""The Mesa model takes about ten milliseconds a run, so it plays fewer scenarios."""
SEEN = {"an attack": "attacked", "dead": "kia", "withdrawal": "withdrawals", "war": "direct_war"}
Results = Callable[[], Iterable[bytes]]


def main() -> None:
    """Run all machines and compare; the status says whether they agree."""
    jobs = random_jobs(int(sys.argv[1]) if len(sys.argv) > 1 else POINTS)
    native = expected(jobs)
    print(
        f"{len(jobs)} jobs of random scenarios × {REPLICATES} replicates, all outcomes; runs with {shares(jobs)}"
    )
    print(f"{'native library':<34}{native[:16]}")
    few = jobs[:MESA_POINTS]
    wanted = {"Mesa": fingerprint(without_terms(job) for job in few)}
    differ = []
    absent = [tool for tool in ("wine64", "node") if not programs.emulator(tool)]
    with tempfile.TemporaryDirectory(prefix="tripwire-") as folder:
        for name, results in machines(jobs, few, Path(folder)):
            began = time.perf_counter()
            found = fingerprint(results())
            same = found == wanted.get(name, native)
            differ += [] if same else [name]
            told = "the same" if same else "DIFFERENT"
            on = f" ({len(few)} jobs)" if name in wanted else ""
            print(f"{name + on:<34}{found[:16]}  {told:<10}{time.perf_counter() - began:6.1f} s", flush=True)
    if absent:
        print(f"left out, because they are not here: {', '.join(absent)}")
    sys.exit(f"results differ: {', '.join(differ)}" if differ else 0)


def shares(jobs: list[Job]) -> str:
    """How many runs saw what, in words."""
    runs = np.concatenate([job.expected.run.ravel() for job in jobs])
    return ", ".join(f"{word} {np.mean(runs[name] > 0):.1%}" for word, name in SEEN.items())


def machines(jobs: list[Job], few: list[Job], folder: Path) -> Iterator[tuple[str, Results]]:
    """Every machine that can be had here, by name."""
    packed = b"".join(job.packed() for job in jobs)
    for name, command in builds(folder):
        yield name, results_of(command, packed)
    yield "WebAssembly, wasmtime", lambda: wasmtime_driver.run(jobs)
    if node := shutil.which("node"):
        yield "WebAssembly, node", results_of(programs.node(node), packed)
    yield "Mesa", lambda: map(played, few)


def results_of(command: Sequence[str], packed: bytes) -> Results:
    """What runs a program on these jobs when it is called."""
    return lambda: [programs.run(command, packed)]


def builds(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Commands that run jobs natively or emulated, built by ziglang."""
    targets: list[tuple[Target, list[str]]] = [
        (Target("linux", "x86_64", level), []) for level in processor.levels() if level in processor.X86
    ]
    emulators = {
        "qemu-aarch64": Target("linux", "arm64", "arm64"),
        "wine64": Target("windows", "x86_64", processor.X86[-1]),
    }
    for emulator, target in emulators.items():
        if path := programs.emulator(emulator):
            targets.append((target, [path]))
    for target, command in targets:
        room = folder / f"{target.system}-{target.level}"
        room.mkdir()
        made = programs.program(compilers.zig(), target, room)
        under = f", {Path(command[0]).name}" if command else ""
        yield f"{target.system} {target.level}{under}", [*command, str(made)]


def played(job: Job) -> bytes:
    """What the Mesa model gives: everything but terms."""
    block = run_inputs(
        job.inputs, replicates=job.replicates, seed=job.seed, first=job.first, detail=True, engine="mesa"
    )
    return b"".join(array.tobytes() for array in arrays_of(block).values())


def without_terms(job: Job) -> bytes:
    """The native engine's results but for terms, which the Mesa model does not keep."""
    return b"".join(array.tobytes() for name, array in arrays_of(job.expected).items() if name != "terms")


if __name__ == "__main__":
    main()
