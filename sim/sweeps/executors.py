"""Builds the executor that a configuration names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sim.scenario import ScenarioError
from sim.scenario.errors import choice, show, whole
from sim.sweeps import cluster, slurm
from sim.sweeps.driver import Executor
from sim.sweeps.threads import Threads

MAX_WORKERS = 10_000
ADDRESS = re.compile(r"(tcp|tls|wss?|ucx|inproc)://.+")


def _threads(settings: Mapping[str, Any]) -> Executor:
    return Threads(_workers(settings))


def _dask(settings: Mapping[str, Any]) -> Executor:
    address = _text(settings, "address", "")
    if address and not ADDRESS.fullmatch(address):
        raise ScenarioError(
            f"executor.address: {show(address)} refused; allowed: tcp://HOST:PORT, or tls://, ws://, wss://"
        )
    return cluster.at(address) if address else cluster.local(_workers(settings))


def _slurm(settings: Mapping[str, Any]) -> Executor:
    return slurm.jobs(
        max(1, _workers(settings)),
        queue=_text(settings, "queue", ""),
        account=_text(settings, "account", ""),
        cores=whole("executor.cores", settings.get("cores", 1), 1, 1_024),
        memory=_text(settings, "memory", "2GB"),
        walltime=_text(settings, "walltime", "01:00:00"),
    )


KINDS: dict[str, tuple[Callable[[Mapping[str, Any]], Executor], tuple[str, ...]]] = {
    "threads": (_threads, ("workers",)),
    "dask": (_dask, ("workers", "address")),
    "slurm": (_slurm, ("workers", "queue", "account", "cores", "memory", "walltime")),
}
"""Kind → how it is made, and its settings."""


def read_executor(settings: Mapping[str, Any]) -> Executor:
    """The executor that a configuration names; raises `ScenarioError`."""
    kind = choice("executor", settings.get("kind", "threads"), KINDS)
    make, allowed = KINDS[kind]
    for key in settings:
        choice(f"executor={kind}", key, ("kind", *allowed))
    return make(settings)


def _workers(settings: Mapping[str, Any]) -> int:
    return whole("executor.workers", settings.get("workers") or 0, 0, MAX_WORKERS)


def _text(settings: Mapping[str, Any], key: str, fallback: str) -> str:
    """A setting that may end in a job script: one line of plain characters."""
    value = settings.get(key) or fallback
    if not isinstance(value, str) or not re.fullmatch(r"[\w.:/@+\-\[\]]*", value):
        raise ScenarioError(
            f"executor.{key}: {show(value)} refused; allowed: letters, digits and . : / @ + - _ [ ]"
        )
    return value
