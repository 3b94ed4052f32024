"""A sweep against `mesa.batch_run` of the same model on the same points."""

from __future__ import annotations

import time

import mesa

from benchmarks.sweeps import Row, swept
from sim.deployment_model import DeploymentModel
from sim.scenario import Scenario
from sim.sweeps.design import read_design
from sim.sweeps.plan import read_plan


class Swept(DeploymentModel):
    """The Mesa model with two levers as parameters, as `mesa.batch_run` wants them."""

    def __init__(self, force_size: float, roe: float, replicate: int) -> None:
        super().__init__(Scenario(force_size=force_size, roe=roe), seed=1, replicate=replicate)


def against_batch_run(points: int = 5, replicates: int = 4) -> list[Row]:
    """`mesa.batch_run` in one process and a sweep on one thread, on the same points and replicates."""
    sizes, rules = [float(1_000 * (k + 1)) for k in range(points)], [0.1, 0.7]
    began = time.perf_counter()
    mesa.batch_run(
        Swept,
        {"force_size": sizes, "roe": rules, "replicate": range(replicates)},
        max_steps=Scenario().horizon,
        display_progress=False,
    )
    theirs = (time.perf_counter() - began) / (2 * points * replicates)
    design = read_design(Scenario(), {"over": {"force_size": sizes, "roe": rules}})
    plan = read_plan(design, {"replicates": 100 * replicates})
    swept(plan, threads=1)
    ours = swept(plan, threads=1)[0] / plan.runs
    return [
        {"way": "mesa.batch_run", "runs": 2 * points * replicates, "µs a run": round(1e6 * theirs)},
        {"way": "sweep, one thread, stored", "runs": plan.runs, "µs a run": round(1e6 * ours, 1)},
        {"way": "ratio", "µs a run": round(theirs / ours)},
    ]
