"""What this machine's processor can do, as the levels for which the engine is built."""

from __future__ import annotations

import functools
import platform
import sys
from pathlib import Path

X86 = ("x86-64-v4", "x86-64-v3", "x86-64")
"""Levels of x86 processors, the most able first (psABI): AVX-512, AVX2, any of 64 bits."""
WASM = "wasm-simd128"
"""The one level for which the module for pages is built."""
LANES = frozenset({"x86-64-v4", "x86-64-v3", WASM})
"""Levels on which runs go abreast; on other processors vectors of two do not pay."""
NEEDS = {
    "x86-64-v4": frozenset("avx512f avx512bw avx512cd avx512dq avx512vl".split()),
    "x86-64-v3": frozenset("avx2 bmi1 bmi2 f16c fma movbe".split()),
}
"""What Linux calls the instructions that a level adds, as far as they tell it from the one below."""
WINDOWS_FEATURES = {"x86-64-v4": 41, "x86-64-v3": 40}
"""PF_AVX512F_INSTRUCTIONS_AVAILABLE and PF_AVX2_INSTRUCTIONS_AVAILABLE."""
ALIASES = {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}


def machine() -> str:
    """Kind of processor: x86_64, arm64, or what the system calls it."""
    name = platform.machine().lower()
    return ALIASES.get(name, name)


def system() -> str:
    """Kind of system: linux, darwin, windows, or what Python calls it."""
    return {"win32": "windows", "cygwin": "windows"}.get(sys.platform, sys.platform)


def every_level(system: str, machine: str) -> tuple[str, ...]:
    """Levels of a kind of processor, the most able first; the last runs on every one of its kind."""
    if machine != "x86_64":
        return (machine,)
    return (
        X86 if system in ("linux", "windows") else X86[-1:]
    )  # elsewhere nobody says what a processor can do


@functools.cache
def levels() -> tuple[str, ...]:
    """Levels this processor runs, the most able first."""
    every, able = every_level(system(), machine()), _able()
    first = next(at for at, level in enumerate(every) if level == every[-1] or level in able)
    return every[first:]


def _able() -> frozenset[str]:
    """Levels above the lowest that this x86 processor is known to run."""
    if system() == "linux":
        flags = _flags()
        v3 = NEEDS["x86-64-v3"] <= flags
        return frozenset(level for level, needs in NEEDS.items() if v3 and needs <= flags)
    if system() == "windows":
        import ctypes

        present = ctypes.WinDLL("kernel32").IsProcessorFeaturePresent  # type: ignore[attr-defined]
        return frozenset(level for level, feature in WINDOWS_FEATURES.items() if present(feature))
    return frozenset()


def _flags() -> frozenset[str]:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(flags.partition(":")[2].split())
