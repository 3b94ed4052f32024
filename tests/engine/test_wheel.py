"""A wheel runs where there is no compiler and nowhere to keep a library."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from sim.engine import processor

ROOT = Path(__file__).parents[2]
RUN = """
import sim
from sim.engine import library, wasm
runs = sim.simulate(sim.Scenario(), replicates=20).sizes["replicate"]
print(runs, library.find().parent.name, len(wasm.module()) > 0)
"""


@pytest.mark.heavy
def test_a_wheel_runs_without_a_compiler(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    assert wheel.name.split("-")[2:4] == ["py3", "none"]
    assert not wheel.name.endswith("-any.whl")
    with zipfile.ZipFile(wheel) as opened:
        carried = [name for name in opened.namelist() if name.startswith("sim/engine/libraries/")]
        opened.extractall(tmp_path / "installed")
    assert len(carried) == len(processor.every_level(processor.system(), processor.machine()))
    bare = {"PYTHONPATH": str(tmp_path / "installed"), "PATH": "", "TRIPWIRE_CACHE": str(wheel)}
    done = subprocess.run([sys.executable, "-c", RUN], cwd=tmp_path, env=bare, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "20 libraries True\n", "")
