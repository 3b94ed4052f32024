"""Crash-safe sweeps: a design becomes points, points chunks, and chunks the parts of a store.

Reading order: `design` and `where` say which points of `sim.factors`; `plan` fixes everything that
decides a result; `work` and `tidy` run a chunk; `disk`, `part`, `store`, `by_point` and `finish` keep it;
`driver` hands the chunks to `threads`, `cluster` or `slurm`.
"""

from __future__ import annotations

from sim.sweep.design import Design
from sim.sweep.driver import run
from sim.sweep.errors import SweepError
from sim.sweep.plan import Plan, Precision
from sim.sweep.store import Store

__all__ = ["Design", "Plan", "Precision", "Store", "SweepError", "run"]
