"""What costs a second to import stays off the way of runs, plates and sweeps."""

import subprocess
import sys

ROOMS = (
    "sim.cli.commands.execution",
    "sim.cli.show.summary",
    "sim.plates.comparison",
    "sim.report.study",
    "sim.report.brief",
    "sim.cli.commands.sweeps",
)


def test_slow_libraries_wait_until_they_are_needed() -> None:
    told = f"import sys, {', '.join(ROOMS)}; print(*{{'scipy.stats', 'SALib'}} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, check=True).stdout.split() == []
