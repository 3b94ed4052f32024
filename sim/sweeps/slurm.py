"""A Dask cluster whose workers are SLURM jobs; see `docs/slurm.md`."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from typing import Any

from sim.sweeps.cluster import SETTINGS, Cluster, library

PATIENCE = 3_600.0
"""Seconds to wait for the first job to start: queues are long."""


def jobs(
    workers: int,
    *,
    queue: str = "",
    account: str = "",
    cores: int = 1,
    memory: str = "2GB",
    walltime: str = "01:00:00",
) -> Cluster:
    """A cluster of SLURM jobs, one worker process a core; a job that ends is asked for again.

    Parameters
    ----------
    workers
        How many jobs, 1 or more.
    queue, account
        Partition and account that SLURM is told; left out, those that dask-jobqueue or SLURM is set to.
    cores, memory
        Processors and memory of each job, memory as in `2GB`.
    walltime
        How long a job may run, as in `01:00:00`.

    Returns
    -------
    Cluster
        An executor for `driver.run`; SLURM is asked for jobs only when it runs.

    Examples
    --------
    >>> jobs(20, cores=8, memory="16GB").patience
    3600.0
    """

    def start() -> AbstractContextManager[Any]:
        library("dask").config.set(SETTINGS)
        cluster: Any = library("dask_jobqueue").SLURMCluster(
            queue=queue or None,
            account=account or None,
            cores=cores,
            processes=cores,
            memory=memory,
            walltime=walltime,
            python=sys.executable,
            log_directory="slurm-logs",
            scheduler_options={"dashboard_address": None},
        )
        cluster.adapt(minimum_jobs=workers, maximum_jobs=workers)
        started: AbstractContextManager[Any] = cluster
        return started

    return Cluster(start, PATIENCE)
