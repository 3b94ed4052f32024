"""The machine and the versions on which figures were measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sim.version import __version__

LIBRARIES = ("numpy", "mesa", "xarray")


def described() -> str:
    """Processor, cores, versions, date and how busy the machine was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{_processor()}, {os.cpu_count()} cores; {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, {libraries}; Tripwire {__version__}; "
        f"{datetime.now(UTC):%Y-%m-%d}, load {load:.1f} at the start."
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        lines = [line.partition(":") for line in listed.read_text(encoding="utf-8").splitlines()]
        facts = {name.strip(): value.strip() for name, _, value in lines}
        family = f"family {facts.get('cpu family')}, model {facts.get('model')}"
        return f"{facts.get('model name', platform.machine())} ({family})"
    return platform.processor() or platform.machine()
