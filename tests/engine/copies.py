"""The package in a copy that a test may edit, and scripts run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sim.engine.rulebook import PACKAGE

NATIVE = """
from hashlib import sha256
from sim.engine.inputs import lay_out
from sim.engine.ensemble import run_inputs
from sim.scenario import Scenario
block = run_inputs(lay_out([Scenario(horizon=12)]), replicates=9, detail=True, engine="native")
print(sha256(block.run.tobytes() + block.by_country.tobytes() + block.by_month.tobytes()).hexdigest())
"""
"""Prints a hash of some runs on the native engine."""
MESA = NATIVE.replace('"native"', '"mesa"')
"""The same runs with agents."""


def copied(folder: Path) -> Path:
    """The package in this folder, with what stands beside it and its bytecode, without libraries built for it.

    Bytecode that another process is just writing has a name of its own for so long.
    """
    ignored = shutil.ignore_patterns("libraries", "*.pyc.*")
    for part in ("configs", "experiments", "hydra_plugins"):
        shutil.copytree(PACKAGE.parent / part, folder / part, ignore=ignored)
    return Path(shutil.copytree(PACKAGE, folder / "sim", ignore=ignored))


def python(package: Path, text: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a script on a package, leaving no bytecode that an edit within a second could outlive."""
    told = {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"} | settings
    return subprocess.run(
        [sys.executable, "-c", text],
        env=os.environ | told,
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=True,
    )


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def swap_first_parameters(package: Path) -> None:
    """Let the first two parameters change places in the ledger."""
    ledger = package / "evidence" / "parameters.csv"
    header, first, second, *rest = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join([header, second, first, *rest]), encoding="utf-8")
