"""Crash-safe sweeps: a design becomes points, points chunks, and chunks the parts of a store.

Reading order: `design` and `where` say which points of `sim.factors`; `plan` fixes everything that
decides a result; `work` and `tidy` run a chunk; `part`, `store`, `by_point` and `finish` keep it;
`driver` hands the chunks to `threads`, `cluster` or `slurm`.
"""

from __future__ import annotations

from sim.sweeps.design import Design
from sim.sweeps.driver import run
from sim.sweeps.errors import SweepError
from sim.sweeps.plan import Plan, Precision
from sim.sweeps.store import Store

__all__ = ["Design", "Plan", "Precision", "Store", "SweepError", "run"]
