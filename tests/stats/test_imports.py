"""What costs a second to import stays off the way of runs, plates and sweeps."""

import subprocess
import sys

import pytest

ROOMS = (
    "sim.cli.commands.execution",
    "sim.cli.show.summary",
    "sim.plates.comparison",
    "sim.report.study",
    "sim.report.brief",
    "sim.cli.commands.sweeps",
)


@pytest.mark.parametrize("library", ["scipy.stats", "SALib"])
def test_a_slow_library_waits_until_it_is_needed(library: str) -> None:
    told = f"import sys, {', '.join(ROOMS)}; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told]).returncode == 0
