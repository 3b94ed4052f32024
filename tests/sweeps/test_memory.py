"""Memory does not grow with the runs of a sweep, whatever it keeps."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sweeps.sweep_plans import plan, sweep

POINTS, ROW_MB = 200, 30 / 80_000
"""Of the sweep, and what a row of a run takes."""
SCRIPT = """
import sys
from pathlib import Path
from tests.sweeps.sweep_plans import plan, sweep
sizes = [1_000.0 + k for k in range(int(sys.argv[4]))]
made = plan(over={"force_size": sizes}, replicates=int(sys.argv[2]), chunk=8_000, keep=sys.argv[3])
sweep(Path(sys.argv[1]), made)
status = dict(line.split(':') for line in open('/proc/self/status'))
print(int(status['VmHWM'].split()[0]) / 1024)
"""


def peak(root: Path, replicates: int, keep: str) -> float:
    """Peak memory of a sweep in a process of its own, in MB; `ru_maxrss` would be its parent's."""
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", SCRIPT, str(root), str(replicates), keep, str(POINTS)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout)


@pytest.mark.fault("flat-memory")
@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak")
@pytest.mark.parametrize(
    ("keep", "replicates"),
    [pytest.param("rows", (600, 1_800), marks=pytest.mark.heavy), ("summaries", (200, 600))],
)
def test_it_is_flat_and_small(tmp_path: Path, keep: str, replicates: tuple[int, int]) -> None:
    sweep(tmp_path, plan())  # compiles, which takes memory of its own
    few, many = (peak(tmp_path / str(count), count, keep) for count in replicates)
    assert many < 512
    # Threads and their chunks differ by tens of MB from run to run; the rows would be more.
    assert many - few < 0.6 * ROW_MB * POINTS * (replicates[1] - replicates[0])
