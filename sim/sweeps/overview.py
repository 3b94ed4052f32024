"""What moves an outcome in a sweep: a plate of its points, and a line that names the levers.

The line says by how much the mean changes along each lever over its own range, the others taken together. Where points
are a sample, its interval is that of the points in ten groups, and a lever must stand out of them; where they are
crossed, it is that of the runs behind the highest and the lowest mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.factors.levels import Listed
from sim.factors.sampling import SAMPLERS
from sim.plates import comparison, picture, sweep_overview
from sim.results import provenance
from sim.sweeps.part import HEADLINE
from sim.sweeps.plan import Plan
from sim.sweeps.store import OVERVIEW
from sim.wording import labels
from sim.wording.numbers import amount

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

NAMED = 4
"""Levers that the line names."""
DUST = 1e-9
"""Share of a figure below which its error is that of the arithmetic."""
SIDE_BY_SIDE = 12
"""Points up to which the plate shows each by its name."""
ROWS = 60
"""As many where no lever has an order."""


def asked_about(plan: Plan) -> str:
    """The outcome that a sweep is about: the one that had to become precise, or an attack."""
    return plan.precision.outcome if plan.precision else HEADLINE


def draw(sweep: Sweep, outcome: str) -> Figure | None:
    """Few points side by side; many against every lever that has an order. None where there is nothing to compare."""
    plan = sweep.store.plan
    levers = [name for name in _ordered(plan) if _grouped(sweep.table[name].to_numpy(float))]
    if 1 < len(sweep.table) <= (SIDE_BY_SIDE if levers else ROWS) and plan.keep == "rows":
        ds = sweep.load()
        return comparison.draw(ds, base=str(ds["scenario"].values[0]))
    if not levers:
        return None
    marks: Mapping[str, Any] = {
        **provenance({"base": plan.design.base}, seed=plan.seed, replicates=plan.replicates),
        "command": f"tripwire resume {sweep.store.name}",  # draws the overview of a finished sweep anew
    }
    return sweep_overview.draw(sweep.table[[*levers, outcome]], marks, levers=levers, outcome=outcome)


def keep(sweep: Sweep) -> None:
    """Draw the overview into the sweep's folder."""
    figure = draw(sweep, asked_about(sweep.store.plan))
    for name in OVERVIEW if figure else ():
        sweep.store.clear(name)
        with sweep.store.disk.whole(sweep.path / name) as unfinished:
            stem = unfinished.with_name(f"{unfinished.name}.part")
            assert figure is not None
            [written] = picture.save(figure, stem, formats=[name.rpartition(".")[2]])
            written.replace(unfinished)


def moves(sweep: Sweep) -> str:
    """The levers along which the mean of the outcome changes most, in one line; empty where nothing is varied."""
    plan, outcome = sweep.store.plan, asked_about(sweep.store.plan)
    sampled = [factor.name for factor in plan.design.sampled] if plan.design.method in SAMPLERS else []
    found = {name: _change(sweep, name, outcome, sampled=name in sampled) for name in plan.design.names}
    order = sorted((name for name in found if found[name].levels > 1), key=lambda name: -found[name].rise)
    if not order:
        return ""
    told = [f"{labels.lever(name)} {_told(found[name], outcome)}" for name in order[:NAMED]]
    more = f"; {len(order) - NAMED} more move it less" if len(order) > NAMED else ""
    head = labels.outcome(outcome)
    return f"{head[0].upper()}{head[1:]}, over the range of each lever: {', '.join(told)}{more}"


class Change(NamedTuple):
    """Highest mean less lowest along a lever, half its interval, and whether it is more than chance."""

    levels: int
    rise: float
    error: float
    seen: bool


def _change(sweep: Sweep, name: str, outcome: str, *, sampled: bool) -> Change:
    table = sweep.table.dropna(subset=[outcome])
    levels, at = np.unique(table[name].to_numpy(), return_inverse=True)
    values, half = (
        table[outcome].to_numpy(float),
        (table[f"{outcome}_high"] - table[f"{outcome}_low"]).to_numpy() / 2,
    )
    if sampled and _grouped(at):
        numbers = table[name].to_numpy(float) if levels.dtype.kind == "f" else at.astype(float)
        curve = sweep_overview.profile(numbers, values, outcome)
        dust = curve.error < DUST * abs(curve.rise)
        return Change(len(levels), curve.rise, 0.0 if dust else curve.error, curve.seen)
    count = np.bincount(at)
    mean, beside = np.bincount(at, values) / count, np.bincount(at, half) / count
    error = float(np.hypot(beside[mean.argmax()], beside[mean.argmin()]))
    rise = float(mean.max() - mean.min())
    return Change(len(levels), rise, error, rise > error)


def _told(change: Change, outcome: str) -> str:
    if not change.seen:
        return "none seen"
    return amount(change.rise, change.error, labels.unit(outcome), signed=True).removeprefix("+")


def _ordered(plan: Plan) -> list[str]:
    """Levers that are numbers."""
    return [f.name for f in plan.design.factors if not (isinstance(f, Listed) and f.cases)]


def _grouped(levels: NDArray[Any]) -> bool:
    """Whether the plate's groups along a lever hold enough points for an interval each."""
    counts = np.unique(levels, return_counts=True)[1]
    return len(counts) > 1 and (len(counts) > sweep_overview.GROUPS or bool(counts.min() > 1))
