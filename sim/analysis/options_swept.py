"""The options and the worlds of a finished sweep: what the coalition chooses, and everything else that was varied."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.factors.levels import Factor
from sim.scenario import Scenario, ScenarioError
from sim.scenario.errors import choice
from sim.stats.intervals import Reals

if TYPE_CHECKING:
    from sim.sweeps.sweep import Sweep

CHOSEN = (
    "force_size",
    "roe",
    "location",
    "roles",
    "nato_visibility",
    "mandate",
    "force_generation",
    "conference",
    "arming",
    "push",
    "exclude",
    "orders",
)
"""Levers that the coalition can set; a bundle that sets one of them is an option."""
MAX_OPTIONS = 50


@dataclass(frozen=True)
class Swept:
    """Outcomes of runs, worlds × outcomes × options × replicates, the options' names, and the theory of each world."""

    values: Reals
    options: list[str]
    theories: list[str]
    base: Scenario
    varied: Collection[str]
    seed: int


def swept(sweep: Sweep, measures: Sequence[str], named: Any = None) -> Swept:
    """Read options and worlds off a sweep; raises `ScenarioError` where they are not crossed with each other.

    Parameters
    ----------
    sweep
        A finished sweep that keeps its runs.
    measures
        Names of outcomes.
    named
        Names of the factors that make the options; left out: those that the coalition can set.
    """
    design = sweep.store.plan.design
    ours = [choice("options", name, design.names) for name in named or ()] or [
        factor.name for factor in design.factors if _is_chosen(factor)
    ]
    if not ours:
        raise ScenarioError(
            f"from: nothing that the coalition chooses was swept; allowed: {', '.join(CHOSEN)}"
        )
    ds = sweep.load()
    option, options = _numbered(ds, ours)
    world, worlds = _numbered(ds, [name for name in design.names if name not in ours])
    if not 2 <= len(options) <= MAX_OPTIONS:
        raise ScenarioError(f"from: {len(options):,} options; allowed: 2 to {MAX_OPTIONS}")
    if len(set(zip(world, option, strict=True))) < len(worlds) * len(options) or len(world) > len(
        worlds
    ) * len(options):
        raise ScenarioError(
            "from: not every option meets every world; cross them, as in sweep.cross=[…], or resume failed points"
        )
    order = np.lexsort((option, world))
    values = np.stack([ds[name].values[order] for name in measures])
    replicates = values.shape[-1]
    if replicates < 2:
        raise ScenarioError("from: one replicate has no interval; tripwire extend adds more")
    return Swept(
        values.reshape(len(measures), len(worlds), len(options), replicates).swapaxes(0, 1),
        [_name(ours, levels) for levels in options],
        [str(dict(levels)["theory"]) for levels in worlds if "theory" in dict(levels)],
        design.base,
        {name for factor in design.factors for name in factor.sets},
        sweep.store.plan.seed,
    )


def _is_chosen(factor: Factor) -> bool:
    return any(name.partition(".")[0] in CHOSEN for name in factor.sets)


def _numbered(ds: Any, names: Sequence[str]) -> tuple[list[int], list[tuple[tuple[str, Any], ...]]]:
    """For every point the number of its levels among the distinct ones, and these, in the order they come up."""
    known: dict[tuple[tuple[str, Any], ...], int] = {}
    columns = [ds[name].values.tolist() for name in names]
    rows = zip(*columns, strict=True) if columns else [()] * ds.sizes["scenario"]
    numbers = [known.setdefault(tuple(zip(names, row, strict=True)), len(known)) for row in rows]
    return numbers, list(known)


def _name(names: Sequence[str], levels: tuple[tuple[str, Any], ...]) -> str:
    texts = [value if isinstance(value, str) else f"{value:,.6g}" for _, value in levels]
    if len(names) == 1 and isinstance(levels[0][1], str):
        return texts[0]
    return ", ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
