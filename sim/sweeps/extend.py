"""Adds to a finished sweep: more replicates, or more values of what is crossed, without running anything twice.

The store ends byte for byte as if all had been asked for at once. Until then it is an unfinished sweep, whose manifest
keeps that of the smaller one: killed at any moment, it is resumed like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sim.factors.levels import Case, Factor, Listed
from sim.factors.reading import pairs, read_factor
from sim.scenario import ScenarioError
from sim.scenario.errors import show, whole
from sim.sweeps.driver import Executor, Watcher, run
from sim.sweeps.errors import SweepError
from sim.sweeps.lock import locked
from sim.sweeps.plan import USUAL_BATCH, Plan, read_plan, usual_chunk
from sim.sweeps.store import OVERVIEW, Store
from sim.sweeps.verify import require_sound


def extend(
    store: Store,
    executor: Executor,
    watch: Watcher | None = None,
    *,
    replicates: int | None = None,
    over: Mapping[str, Any] | None = None,
    take_over: bool = False,
) -> Store:
    """Add to a finished sweep.

    Parameters
    ----------
    store
        A store that is finished and sound, and keeps rows.
    executor, watch, take_over
        As for `driver.run`; threads only, since its parts are read here.
    replicates
        Runs of each point, those that there are included.
    over
        Swept levers to further values. Every one meets every value of the others.

    Returns
    -------
    Store
        The store, finished again.

    Raises
    ------
    SweepError
        If the store is unfinished, damaged, keeps no rows, or was made under other rules or ledgers.
    ScenarioError
        If there is nothing to add, or a lever is not one whose values are crossed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.scenario import Scenario
    >>> from sim.sweeps.design import read_design
    >>> from sim.sweeps.threads import Threads
    >>> plan = read_plan(read_design(Scenario(horizon=6), {"over": {"roe": [0.1]}}), {"replicates": 20})
    >>> with TemporaryDirectory() as folder:
    ...     store = run(plan, Store(Path(folder, "roe")), Threads(1))
    ...     extend(store, Threads(1), replicates=30, over={"roe": [0.7]}).manifest["rows"]
    60
    """
    plan = larger(store.plan, replicates, over or {})
    require_sound(store)
    if store.plan.keep != "rows":
        raise SweepError(
            f"{store.folder}: keeps summaries, not runs; only a sweep with sweep.keep=rows can be extended"
        )
    with locked(store.folder, take_over=take_over):
        store.write_manifest(plan, {"earlier": store.manifest})
        for name in OVERVIEW:  # shows what there was
            (store.folder / name).unlink(missing_ok=True)
    return run(plan, store, executor, watch)


def larger(plan: Plan, replicates: int | None, over: Mapping[str, Any]) -> Plan:
    """The plan that would have been made had all been asked for at once; raises `ScenarioError`."""
    more = plan.replicates if replicates is None else whole("replicates", replicates, 1, 100_000_000)
    if more < plan.replicates:
        raise ScenarioError(f"replicates: {more:,} are fewer than the {plan.replicates:,} that there are")
    crossed = [factor.name for factor in plan.design.crossed]
    added = dict(pairs("over", over))
    for name in added:
        if name not in crossed:
            raise ScenarioError(
                f"over: {show(name)} is not crossed; allowed: {', '.join(crossed) or 'replicates alone'}"
            )
    factors = tuple(_longer(f, added[f.name]) if f.name in added else f for f in plan.design.factors)
    design = replace(plan.design, factors=factors)
    settings: dict[str, Any] = {
        "replicates": more,
        "seed": plan.seed,
        "keep": plan.keep,
        "engine": plan.engine,
    }
    settings["chunk"] = None if plan.chunk == usual_chunk(plan.runs) else plan.chunk
    if plan.precision is not None:
        usual = plan.precision.batch == min(plan.replicates, USUAL_BATCH)
        settings["precision"] = asdict(plan.precision) | ({"batch": USUAL_BATCH} if usual else {})
    asked = read_plan(design, settings)
    if asked == plan:
        raise ScenarioError("extend: nothing is added; say replicates=… or more values of a swept lever")
    return asked


def _longer(factor: Factor, values: Any) -> Listed:
    """The factor with further levels behind those that it has."""
    assert isinstance(factor, Listed)
    new = read_factor(factor.name, values)
    if not isinstance(new, Listed):
        raise ScenarioError(f"{factor.name}: a range cannot be added; list the values")
    if not factor.cases:
        known = set(factor.values)
        return Listed(factor.name, (*factor.values, *(value for value in new.values if value not in known)))
    by_label = {case.label: case for case in factor.cases}
    fresh = tuple(case for case in new.cases if _is_new(factor.name, case, by_label))
    cases = (*factor.cases, *fresh)
    return Listed(factor.name, tuple(map(float, range(len(cases)))), cases)


def _is_new(name: str, case: Case, known: Mapping[str | float, Case]) -> bool:
    if case.label in known and known[case.label] != case:
        raise ScenarioError(f"{name}: {show(case.label)} stands for something else already")
    return case.label not in known
