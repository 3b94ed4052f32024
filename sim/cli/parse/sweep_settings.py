"""Settings of a sweep: those of a run, how its points are made and kept, and where they run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim import outcomes
from sim.cli.parse.rows import RUN
from sim.cli.parse.run_settings import ROW
from sim.cli.parse.value_kinds import Count, Place, Text, choices, one_of
from sim.cli.parse.verbs import Setting, Takes
from sim.factors.sampling import MAX_SAMPLES, SAMPLERS
from sim.scenario.kinds import Number
from sim.study_folder.presets import choices as files

CROSSED = {"grid": "every value with every other", "zip": "first values together, second together"}


def _row(name: str, kind: Takes, meaning: str, usual: str, sample: str = "") -> Setting:
    """A setting that `sim.sweeps` checks; its default stands in `configs/`."""
    return Setting(name, kind, None, meaning, usual, sample, composed=True)


def _run_outcomes() -> Mapping[str, str]:
    return {outcome.name: outcome.long_name for outcome in outcomes.RUN}


DESIGN = (
    _row("sweep", choices(lambda: files("sweep")), "a named design, a file in configs/sweep", "grid", "lhs"),
    _row(
        "sweep.design",
        Place("a .csv or .parquet file, one row a point", "points.csv"),
        "points that come from elsewhere; levers with several values are crossed with its rows",
        "none",
    ),
    _row("sweep.method", one_of(**CROSSED, **SAMPLERS), "how the points are made", "the design's", "sobol"),
    _row(
        "sweep.points",
        Count(1, MAX_SAMPLES),
        "size of a sample; not used by grid and zip",
        "the design's",
        "500",
    ),
    _row("sweep.design_seed", Count(0, 2**32 - 1), "seed of the sampler; the runs have their own", "1", "7"),
    _row(
        "sweep.cross",
        Text("swept levers in brackets", "[theory]"),
        "levers that are crossed with a sample",
        "none",
    ),
    _row(
        "sweep.over",
        Text("a lever, or a new name for bundles of levers, with values"),
        "what is swept, as in a design's file",
        "the design's",
        "'{plan: {kfor: {roe: robust}, drill: {roles: [training]}}}'",
    ),
    _row(
        "sweep.where",
        Text("comparisons of swept levers with and, or, not", "'\"roe < 0.5\"'"),
        "only points that meet a condition",
        "all points",
    ),
)
KEPT = (
    _row(
        "sweep.keep",
        one_of(rows="every run", summaries="one row a point"),
        "what is kept",
        "rows up to a million runs, summaries above",
    ),
    _row(
        "sweep.chunk", Count(0, 10_000_000, "runs"), "runs in a piece of work; 0: by size", "by size", "10000"
    ),
    _row(
        "sweep.precision.outcome",
        choices(_run_outcomes),
        "the outcome that has to become precise",
        "none",
        "attacked",
    ),
    _row(
        "sweep.precision.half_width",
        Number(1e-9, 1e9),
        "half of the 95 % interval at which a point stops",
        "none",
        "0.02",
    ),
    _row(
        "sweep.precision.batch",
        Count(20, 1_000_000, "runs"),
        "runs before precision is looked at",
        "100",
        "200",
    ),
)
EXECUTOR = (
    _row(
        "executor",
        one_of(threads="in this process", dask="processes, here or on a cluster", slurm="SLURM jobs"),
        "where it runs",
        "threads",
    ),
    _row("executor.workers", Count(0, 10_000), "threads, processes or jobs; 0: one a processor", "0", "4"),
    _row(
        "executor.address",
        Text("an address of a Dask scheduler"),
        "dask: a cluster that runs",
        "none",
        "tcp://n7:8786",
    ),
    _row("executor.queue", Text("the name of a queue", "short"), "slurm: where jobs wait", "the cluster's"),
    _row("executor.account", Text("the name of an account", "ours"), "slurm: who pays", "the cluster's"),
    _row("executor.cores", Count(1, 1_024), "slurm: cores of a job", "1", "8"),
    _row("executor.memory", Text("a number and a unit", "4GB"), "slurm: memory of a job", "2GB"),
    _row(
        "executor.walltime",
        Text("hours:minutes:seconds", "\"'02:00:00'\""),
        "slurm: time of a job",
        "01:00:00",
    ),
)
OF_POINTS = replace(
    ROW["replicates"], kind=Count(1, 100_000_000, "runs"), meaning="paired runs of each point"
)
SWEEP = (
    *(OF_POINTS if row.name == "replicates" else row for row in RUN if row.name != "assumptions"),
    *DESIGN,
    *KEPT,
    *EXECUTOR,
)
RESUME = (*(ROW[name] for name in ("out", "threads", "engine", "plate", "progress")), *EXECUTOR)
"""A sweep is finished as it was begun; only where it runs may change."""
POINTS = next(row for row in DESIGN if row.name == "sweep.points")
ADDED = tuple(row for row in DESIGN if row.name in ("sweep.over", "sweep.points", "sweep.design"))
REPLICATES = replace(
    OF_POINTS, meaning="paired runs of each point, with those that there are", unset="as many as there are"
)
EXTEND = (REPLICATES, *ADDED, *(row for row in RESUME if not row.name.startswith("executor")))
"""A sweep is extended on threads, by replicates, values, points of its sample and rows of its table."""
