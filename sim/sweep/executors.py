"""Which executor is meant, by one value of the configuration."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sim.scenario import ScenarioError
from sim.scenario.errors import choice, show, whole
from sim.sweep import cluster, slurm
from sim.sweep.driver import Executor
from sim.sweep.threads import Threads

MOST_WORKERS = 10_000


def _threads(told: Mapping[str, Any]) -> Executor:
    return Threads(_workers(told))


def _dask(told: Mapping[str, Any]) -> Executor:
    address = _text(told, "address", "")
    return cluster.at(address) if address else cluster.local(_workers(told))


def _slurm(told: Mapping[str, Any]) -> Executor:
    return slurm.jobs(
        max(1, _workers(told)),
        queue=_text(told, "queue", ""),
        account=_text(told, "account", ""),
        cores=whole("executor.cores", told.get("cores", 1), 1, 1_024),
        memory=_text(told, "memory", "2GB"),
        walltime=_text(told, "walltime", "01:00:00"),
    )


KINDS: dict[str, tuple[Callable[[Mapping[str, Any]], Executor], tuple[str, ...]]] = {
    "threads": (_threads, ("workers",)),
    "dask": (_dask, ("workers", "address")),
    "slurm": (_slurm, ("workers", "queue", "account", "cores", "memory", "walltime")),
}
"""Kind → how it is made, and its settings."""


def read_executor(told: Mapping[str, Any]) -> Executor:
    """The executor that a configuration names; raises `ScenarioError`."""
    kind = choice("executor", told.get("kind", "threads"), KINDS)
    make, settings = KINDS[kind]
    for key in told:
        choice(f"executor={kind}", key, ("kind", *settings))
    return make(told)


def _workers(told: Mapping[str, Any]) -> int:
    return whole("executor.workers", told.get("workers") or 0, 0, MOST_WORKERS)


def _text(told: Mapping[str, Any], key: str, usual: str) -> str:
    """A setting that may end in a job script: one line of plain characters."""
    said = told.get(key) or usual
    if not isinstance(said, str) or not re.fullmatch(r"[\w.:/@+\-\[\]]*", said):
        raise ScenarioError(
            f"executor.{key}: {show(said)} refused; allowed: letters, digits and . : / @ + - _ [ ]"
        )
    return said
