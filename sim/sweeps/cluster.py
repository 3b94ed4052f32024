"""Runs chunks on a Dask cluster: started here, running elsewhere, or asked of SLURM.

Workers get the plan as text and give back a part's bytes; only this process writes. A chunk whose worker
dies is run again elsewhere; one that was there at a second death is run once more with nothing beside it,
so that what is called a poison chunk is one that kills its worker on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from secrets import token_hex
from typing import Any

from sim import extras
from sim.engine.ensemble import cores
from sim.study_folder import use
from sim.study_folder.contents import in_use
from sim.sweeps.errors import SweepError
from sim.sweeps.part import Part, make_part_of, poisoned
from sim.sweeps.plan import Plan

OUTSTANDING = 4
"""Chunks at most that wait at one worker: more would be lost with it."""
DEATHS = 1
"""Deaths of its worker that a chunk survives before it is suspected."""
PATIENCE = 120.0
"""Seconds to wait for the first worker."""


@dataclass(frozen=True)
class Cluster:
    """Runs chunks on the cluster that `start` makes or finds; its address, or the cluster object."""

    start: Callable[[], AbstractContextManager[Any] | str]
    patience: float = PATIENCE

    def parts(self, plan: Plan, chunks: Sequence[int]) -> Iterator[Part]:
        """The parts of these chunks, as they become ready."""
        with ExitStack() as stack:
            client = stack.enter_context(_client(stack, self.start()))
            _await_workers(client, self.patience)
            suspects: list[int] = []
            yield from _all(client, plan, chunks, suspects)
            for chunk in suspects:
                poison: list[int] = []
                yield from _all(client, plan, [chunk], poison)
                if poison:
                    yield poisoned(plan, chunk, f"chunk {chunk} kills its worker, also when it runs alone")


def local(workers: int = 0) -> Cluster:
    """Processes on this machine, one thread each."""

    def start() -> AbstractContextManager[Any]:
        library("dask").config.set(SETTINGS)
        cluster: AbstractContextManager[Any] = library("distributed").LocalCluster(
            n_workers=workers or cores(),
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs="CRITICAL",
        )
        return cluster

    return Cluster(start)


def at(address: str) -> Cluster:
    """The scheduler that runs at an address."""
    return Cluster(lambda: address)


SETTINGS: dict[str, Any] = {
    "distributed.scheduler.allowed-failures": DEATHS,
    "distributed.scheduler.worker-ttl": "60 seconds",  # a worker that says nothing for so long has died
    "distributed.worker.daemon": True,
    "distributed.admin.log-format": "%(message)s",
}


def library(name: str) -> Any:
    """A library of the `cluster` extra; raises `ScenarioError` if it is not installed."""
    return extras.library(name, "cluster", "executor: this one")


def _client(stack: ExitStack, cluster: AbstractContextManager[Any] | str) -> Any:
    entered = cluster if isinstance(cluster, str) else stack.enter_context(cluster)
    try:
        return library("distributed").Client(entered, set_as_default=False, timeout=PATIENCE / 4)
    except OSError as error:
        raise SweepError(f"executor: no scheduler answers at {cluster}") from error


def _await_workers(client: Any, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise SweepError(f"executor: no worker came within {patience:g} s") from error


def _with_study_folder(make: Callable[..., Part], study: Path | None, *part: Any) -> Part:
    """What a worker makes, with the study folder of the process that asks for it."""
    if study != in_use():
        use(study)
    return make(*part)


def _all(client: Any, plan: Plan, chunks: Sequence[int], suspects: list[int]) -> Iterator[Part]:
    """Parts as they become ready; chunks whose workers died are added to the suspects."""
    distributed, ahead = library("distributed"), iter(chunks)
    trial, study = token_hex(4), in_use()

    def submit(count: int) -> list[Any]:
        return [
            client.submit(
                _with_study_folder,
                make_part_of,
                study,
                plan.text,
                chunk,
                plan.engine,
                key=f"chunk-{trial}-{chunk}",
            )
            for chunk in islice(ahead, count)
        ]

    width = OUTSTANDING * max(1, len(client.scheduler_info(-1)["workers"]))
    running = distributed.as_completed(submit(width), loop=client.loop)
    for future in running:
        try:
            yield future.result()
        except distributed.KilledWorker:
            suspects.append(int(future.key.rpartition("-")[2]))
        future.release()
        for fresh in submit(1):
            running.add(fresh)
