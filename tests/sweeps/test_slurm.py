"""A sweep on a real SLURM, where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sim.sweeps.driver import Progress, run
from sim.sweeps.slurm import jobs
from sim.sweeps.store import new_store
from tests.sweeps.sweep_plans import contents, plan, sweep

pytest.importorskip("dask_jobqueue")


def answers() -> bool:
    """Whether a SLURM controller answers here."""
    if shutil.which("sinfo") is None:
        return False
    try:
        return subprocess.run(["sinfo", "-h"], capture_output=True, timeout=5, check=False).stdout != b""
    except subprocess.TimeoutExpired:
        return False


pytestmark = [pytest.mark.heavy, pytest.mark.skipif(not answers(), reason="no SLURM answers")]


def own_jobs() -> list[str]:
    listed = subprocess.run(["squeue", "--me", "-h", "-o", "%i"], capture_output=True, text=True, check=True)
    return listed.stdout.split()


def test_a_cancelled_job_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = plan(replicates=500, chunk=500, over={"force_size": list(range(1_000, 25_000, 1_000))})
    expected = contents(sweep(tmp_path / "threads", made).folder)
    before = set(own_jobs())
    cancelled: list[str] = []

    def watch(now: Progress) -> None:
        if now.chunks == 4 and not cancelled:
            cancelled.append(next(job for job in own_jobs() if job not in before))
            subprocess.run(["scancel", cancelled[0]], check=True)

    store = run(made, new_store(tmp_path / "slurm", "a"), jobs(2), watch)
    assert cancelled
    assert contents(store.folder) == expected
