"""Memory does not grow with the runs of a sweep, whatever it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sweeps.sweep_plans import plan, sweep

SCRIPT = """
import sys
from pathlib import Path
from tests.sweeps.sweep_plans import plan, sweep
sizes = [1_000.0 + k for k in range(200)]
made = plan(over={"force_size": sizes}, replicates=int(sys.argv[2]), chunk=8_000, keep=sys.argv[3])
sweep(Path(sys.argv[1]), made)
status = dict(line.split(':') for line in open('/proc/self/status'))
print(int(status['VmHWM'].split()[0]) / 1024)
"""


def peak(root: Path, replicates: int, keep: str) -> float:
    """Peak memory of a sweep in a process of its own, in MB; `ru_maxrss` would be its parent's."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SCRIPT, str(root), str(replicates), keep]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout)


@pytest.mark.fault("flat-memory")
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak")
@pytest.mark.parametrize("keep", [pytest.param("rows", marks=pytest.mark.heavy), "summaries"])
def test_it_is_flat_and_small(tmp_path: Path, keep: str) -> None:
    sweep(tmp_path, plan())  # compiles, which takes memory of its own
    few, many = peak(tmp_path / "few", 50, keep), peak(tmp_path / "many", 450, keep)
    assert many < 512
    assert many - few < 20  # the rows of 80,000 runs more would be 30 MB
