"""A real cluster of processes on the loopback: the same results, whoever dies on the way."""

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import ScenarioError
from sim.sweeps import cluster, part
from sim.sweeps.driver import Progress, run
from sim.sweeps.errors import SweepError
from sim.sweeps.executors import read_executor
from sim.sweeps.plan import Plan
from sim.sweeps.store import new_store
from sim.sweeps.verify import verify
from tests.sweeps.sweep_plans import contents, failures, plan, sweep

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
MANY = {"replicates": 200, "chunk": 200, "over": {"force_size": list(range(1_000, 25_000, 1_000))}}
POISON = 3


def workers_of(pid: int) -> list[int]:
    """Processes that serve as workers below a process."""
    import psutil  # type: ignore[import-untyped]

    below = psutil.Process(pid).children(recursive=True)
    return [child.pid for child in below if "spawn_main" in " ".join(child.cmdline())]


def goes_on_without_a_worker(folder: Path, hit_by: signal.Signals) -> None:
    """A sweep whose last worker is hit after four chunks ends as one on threads."""
    made = plan(**MANY)
    hit: list[int] = []

    def watch(now: Progress) -> None:
        if now.chunks == 4 and not hit:
            hit.append(workers_of(os.getpid())[-1])
            os.kill(hit[0], hit_by)

    store = run(made, new_store(folder / "dask", "a"), cluster.local(2), watch)
    assert hit
    assert contents(store.folder) == contents(sweep(folder / "threads", made).folder)


@pytest.mark.heavy
def test_a_killed_worker_changes_nothing(tmp_path: Path) -> None:
    goes_on_without_a_worker(tmp_path, signal.SIGKILL)


@pytest.mark.heavy
def test_a_worker_that_hangs_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cluster.SETTINGS, "distributed.scheduler.worker-ttl", "5 seconds")
    goes_on_without_a_worker(tmp_path, signal.SIGSTOP)


def deadly(text: str, number: int, engine: str) -> part.Part:
    """Kills its worker at one chunk; takes long enough elsewhere that others are there to be hit."""
    if number == POISON:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return part.make_part_of(text, number, engine)


@pytest.mark.heavy
def test_a_poison_chunk_is_named_and_the_rest_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "make_part_of", deadly)
    made = plan(**MANY | {"over": {"force_size": list(range(1_000, 11_000, 1_000))}})
    store = run(made, new_store(tmp_path, "a"), cluster.local(2))
    [(point, stage, message)] = failures(store)
    assert (point, stage) == (POISON, "worker")
    assert f"chunk {POISON} kills its worker" in message
    assert store.manifest["rows"] == 9 * 200
    assert verify(store) == []


def test_a_scheduler_elsewhere_is_used_by_its_address(tmp_path: Path) -> None:
    made = plan()
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs="CRITICAL"
    ) as running:
        executor = read_executor({"kind": "dask", "address": running.scheduler_address})
        store = sweep(tmp_path / "dask", made, executor)
    assert contents(store.folder) == contents(sweep(tmp_path / "threads", made).folder)


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    with pytest.raises(SweepError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        sweep(tmp_path, plan(), cluster.at("tcp://127.0.0.1:9"))


def test_a_worker_with_another_rulebook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Plan = plan()
    text = made.text
    monkeypatch.setattr("sim.sweeps.plan.rulebook_digest", lambda: "another")
    with pytest.raises(SweepError, match="another version"):
        part.make_part_of(text, 0, made.engine)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "ray"}, "threads, dask, slurm"),
        ({"kind": "threads", "workers": -1}, "executor.workers"),
        ({"kind": "threads", "queue": "x"}, "queue"),
        ({"kind": "slurm", "queue": "x\n#SBATCH --wrap=true"}, "executor.queue"),
        ({"kind": "slurm", "walltime": "$(true)"}, "executor.walltime"),
    ],
)
def test_an_executor_that_cannot_be_is_refused(told: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError, match=said.replace("$", r"\$")):
        read_executor(told)
