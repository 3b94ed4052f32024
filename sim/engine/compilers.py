"""Finds C compilers and builds the engine with them.

Flags: no contraction of a product and a sum into one rounding, and never fast-math, or engines would differ in their
last bits; whole numbers wrap as two's complement.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sim.engine import processor
from sim.engine.source import C_FILES, WAYS, source

FLAGS = (
    "-O3",
    "-std=gnu11",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fwrapv",
    "-fvisibility=hidden",
    "-w",
)
SECONDS = 300
"""After so long a compiler is taken to hang."""


class CompileError(Exception):
    """A compiler failed; the message is its first line."""


@dataclass(frozen=True)
class System:
    """What differs from system to system: Zig's name for it, how a library's file ends, and how Zig links one."""

    zig: str
    ending: str
    link: tuple[str, ...]


SYSTEMS = {
    "linux": System("linux-gnu.2.17", ".so", ("-shared",)),
    # Its loader refuses a library that is linked with nothing.
    "darwin": System("macos.11.0", ".dylib", ("-shared", "-lSystem", "-Wl,-install_name,engine.dylib")),
    "windows": System("windows-gnu", ".dll", ("-shared",)),
    "browser": System(
        "freestanding",
        ".wasm",
        (
            "-Wl,--no-entry",
            "-Wl,--export=tripwire_runs",
            "-Wl,--export=__heap_base",
            "-Wl,-z,stack-size=131072",  # below everything else, so that one that overflows traps
        ),
    ),
}
WASM_FEATURES = "generic+bulk_memory+nontrapping_fptoint+sign_ext+simd128"
"""Of WebAssembly, what every browser has had since March 2023."""


@dataclass(frozen=True)
class Target:
    """What is built: for which system, processor and level."""

    system: str
    machine: str
    level: str

    @property
    def system_spec(self) -> System:
        """What its system asks for; one that is not listed is taken to be like Linux."""
        return SYSTEMS.get(self.system, SYSTEMS["linux"])

    @property
    def lanes(self) -> bool:
        """Whether runs go abreast on it."""
        return self.level in processor.LANES


WASM = Target("browser", "wasm32", processor.WASM)
"""The module for pages: WebAssembly that needs nothing from its host."""


@dataclass(frozen=True)
class Compiler:
    """A command that compiles C, and what it calls a target."""

    command: tuple[str, ...]
    zig: bool = False

    def flags(self, target: Target) -> list[str]:
        """The processor in this compiler's words, and the flags it needs for a target."""
        level = target.level if target.level in processor.X86 else ""
        if not self.zig:
            fast = [f"-march={level}"] if level else []
            return [*fast, *([] if target.system == "windows" else ["-fPIC"])]
        kind = {"arm64": "aarch64"}.get(target.machine, target.machine)
        able = WASM_FEATURES if target == WASM else level.replace("-", "_") or "baseline"
        # Zig adds checks to C of its own accord; they would stop where the text wraps.
        return ["-target", f"{kind}-{target.system_spec.zig}", f"-mcpu={able}", "-fno-sanitize=all", "-fPIC"]


def here(level: str) -> Target:
    """Return this machine at one of its levels."""
    return Target(processor.system(), processor.machine(), level)


def available_compilers() -> Iterator[Compiler]:
    """Compilers on this machine, the preferred first: CC, cc, gcc, clang, then ziglang."""
    for name in (os.environ.get("CC", ""), "cc", "gcc", "clang"):
        command = name.split()
        if command and shutil.which(command[0]):
            yield Compiler(tuple(command))
    if importlib.util.find_spec("ziglang"):
        yield zig()


def zig() -> Compiler:
    """The compiler of the ziglang package, which builds for every system."""
    return Compiler((sys.executable, "-m", "ziglang", "cc"), zig=True)


def build(
    compiler: Compiler, target: Target, folder: Path, *, rulebook: str, more: Sequence[str] = ()
) -> Path:
    """Build the library for a target in a folder.

    No example, since it needs a compiler; `engine.library` builds so for this machine, `hatch_build.py` for wheels.

    Parameters
    ----------
    compiler
        One of `available_compilers()`, or `zig()` to build for another machine.
    target
        System, processor and level.
    folder
        Where texts, objects and the library are written; created by the caller and used for nothing else.
    rulebook
        The rulebook's digest, which the library then holds.
    more
        Further flags.

    Returns
    -------
    Path
        The library's file.

    Raises
    ------
    CompileError
        With the first line of what the compiler said.
    SubsetError
        If a rule steps outside what can be translated to C.
    """
    objects = compiled(compiler, target, folder, more=(f'-DRULEBOOK="{rulebook}"', *more))
    library = folder / f"engine{target.system_spec.ending}"
    link = [*target.system_spec.link, "-nostdlib", "-Wl,--strip-all"] if compiler.zig else ["-shared"]
    call([*compiler.command, *compiler.flags(target), *link, "-o", str(library), *map(str, objects)], folder)
    return library


def compiled(compiler: Compiler, target: Target, folder: Path, *, more: Sequence[str] = ()) -> list[Path]:
    """Object files of the engine for a target, written in a folder.

    No example, since it needs a compiler; `build` links what this gives.

    Parameters
    ----------
    compiler, target, folder
        As for `build`.
    more
        Further flags.

    Returns
    -------
    list of Path
        One file for each way of running (`source.WAYS`) that the target has.

    Raises
    ------
    CompileError
        With the first line of what the compiler said.
    SubsetError
        If a rule steps outside what can be translated to C.
    """
    ways = [way for way in WAYS if way == "one" or target.lanes]
    flags = [*compiler.command, *FLAGS, *compiler.flags(target), *more, f"-I{C_FILES}"]
    flags += ["-DWITH_LANES"] if target.lanes else []
    flags += ["-DBARE"] if compiler.zig else []

    texts = [folder / f"{way}.c" for way in ways]
    # One after the other: early releases of Python 3.11 cannot parse in two threads at once.
    for way, text in zip(ways, texts, strict=True):
        text.write_text(source(way), encoding="utf-8")

    def compile_text(text: Path) -> Path:
        call([*flags, "-c", str(text), "-o", str(text.with_suffix(".o"))], folder)
        return text.with_suffix(".o")

    with ThreadPoolExecutor() as pool:
        return list(pool.map(compile_text, texts))


def call(command: Sequence[str], folder: Path) -> None:
    """Run a compiler in a folder; raises `CompileError`."""
    # Zig keeps what it builds on the way; the user's home may not be writable.
    caches = {"ZIG_GLOBAL_CACHE_DIR": str(folder / "zig"), "ZIG_LOCAL_CACHE_DIR": str(folder / "zig")}
    try:
        done = subprocess.run(
            command,
            env=os.environ | caches,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as reason:
        raise CompileError(f"{command[0]}: {reason}") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error" in line] or done.stderr.splitlines()
        raise CompileError(f"{command[0]}: {(lines or [f'exit status {done.returncode}'])[0].strip()}")
