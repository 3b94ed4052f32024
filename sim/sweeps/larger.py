"""The plan of a larger sweep, as if all had been asked for at once, and how the smaller one is part of it.

A larger grid holds the smaller; so does a longer table, and a longer sample of a sequence (Sobol, Saltelli, Morris). A
lever that was not varied stands at its value in the base. Where the smaller sweep would be no part of the larger,
nothing is added: the runs that there are would be of no use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np

from sim.engine.inputs import Inputs
from sim.factors import names
from sim.factors.levels import Case, Factor, Listed
from sim.factors.reading import pairs, read_factor
from sim.factors.sampling import MAX_SAMPLES, SAMPLERS
from sim.scenario import BY_NAME, Scenario, ScenarioError
from sim.scenario.errors import show, whole
from sim.study_folder import presets
from sim.sweeps.design import TABLE, Design
from sim.sweeps.design_table import Table, read_table
from sim.sweeps.plan import USUAL_BATCH, Plan, read_plan, usual_chunk

CHECKED_AT_ONCE = 2_048


@dataclass(frozen=True)
class Added:
    """What is asked for besides: runs and points with those that there are, further values, further rows of a table."""

    replicates: int | None = None
    over: Mapping[str, Any] = field(default_factory=dict)
    points: int | None = None
    design: Any = None


def larger(plan: Plan, added: Added) -> Plan:
    """The plan that would have been made had all been asked for at once; raises `ScenarioError`."""
    more = plan.replicates
    if added.replicates is not None:
        more = whole("replicates", added.replicates, 1, 100_000_000)
    if more < plan.replicates:
        raise ScenarioError(f"replicates: {more:,} are fewer than the {plan.replicates:,} that there are")
    if more > plan.replicates and plan.keep == "summaries":
        raise ScenarioError(
            "replicates: this sweep keeps summaries, to which no runs can be added; allowed: values and points, or a "
            "new sweep with sweep.keep=rows"
        )
    design = _with_rows(plan.design, added.design) if added.design is not None else plan.design
    design = _with_points(design, added.points) if added.points is not None else design
    for name, values in pairs("over", added.over):
        design = _with_values(design, name, values)
    asked = read_plan(design, _settings(plan) | {"replicates": more})
    if asked == plan:
        raise ScenarioError(
            "extend: nothing is added; say replicates=…, more values of a lever, or another lever"
        )
    _refuse_another(plan.design, design)
    return asked


def standing(small: Design, large: Design) -> dict[str, float]:
    """For every factor that only the larger design has, the level at which the smaller stands."""
    new = [factor for factor in large.factors if factor.name not in small.names]
    return {factor.name: level for factor in new if (level := _base_level(small.base, factor)) is not None}


def _settings(plan: Plan) -> dict[str, Any]:
    """What was said of the smaller sweep, in the words in which it could be said of the larger."""
    settings: dict[str, Any] = {"seed": plan.seed, "keep": plan.keep, "engine": plan.engine}
    settings["chunk"] = None if plan.chunk == usual_chunk(plan.runs) else plan.chunk
    if plan.precision is not None:
        usual = plan.precision.batch == min(plan.replicates, USUAL_BATCH)
        settings["precision"] = asdict(plan.precision) | ({"batch": USUAL_BATCH} if usual else {})
    return settings


def _with_rows(design: Design, table: Any) -> Design:
    """A longer table."""
    if design.method != TABLE:
        raise ScenarioError(
            f"design: this sweep is a {design.method}, to which no rows of a table can be added"
        )
    given, rows = read_table(table)
    place = {factor.name: k for k, factor in enumerate(given)}
    if set(place) != {factor.name for factor in design.sampled}:
        raise ScenarioError(
            f"design: allowed: the columns that there are, {', '.join(f.name for f in design.sampled)}"
        )
    columns: list[tuple[int, ...]] = []
    factors = {factor.name: factor for factor in design.factors}
    for old, before in zip(design.sampled, design.table, strict=True):
        assert isinstance(old, Listed)
        new = given[place[old.name]]
        factors[old.name] = longer = _longer(old, new)
        at = {level: k for k, level in enumerate(_levels(longer))}
        columns.append((*before, *(at[_levels(new)[k]] for k in rows[place[old.name]])))
    lengthened: Table = tuple(columns)
    return replace(design, factors=tuple(factors.values()), table=lengthened)


def _with_points(design: Design, points: int) -> Design:
    """A longer sample."""
    if design.method not in SAMPLERS:
        raise ScenarioError(f"points: a {design.method} has none; add values of its levers")
    points = whole("points", points, 1, MAX_SAMPLES)
    if points < design.points:
        raise ScenarioError(f"points: {points:,} are fewer than the {design.points:,} that there are")
    return replace(design, points=points)


def _with_values(design: Design, name: str, values: Any) -> Design:
    """Further values of a factor that is crossed, or a further factor."""
    crossed = [factor.name for factor in design.crossed]
    if name in crossed:
        factors = tuple(
            _longer(f, _listed(name, values)) if isinstance(f, Listed) and f.name == name else f
            for f in design.factors
        )
        return replace(design, factors=factors)
    if name in design.names:
        how = "add rows with sweep.design=" if design.method == TABLE else "add points with sweep.points="
        if design.method == "zip":
            how = "make another sweep"
        raise ScenarioError(f"{name}: is not crossed but {_filled(design)}; {how}")
    cross = design.cross if design.method == "grid" else (*design.cross, name)
    return replace(design, factors=(*design.factors, _new(design.base, name, values)), cross=cross)


def _filled(design: Design) -> str:
    return {TABLE: "a column of a table", "zip": "zipped"}.get(design.method, f"sampled ({design.method})")


def _new(base: Scenario, name: str, values: Any) -> Listed:
    """A factor that was not varied: its value in the base stands first, unless it is among the values."""
    factor = _listed(name, values)
    if _base_level(base, factor) is not None:
        return factor
    if name not in BY_NAME and "." not in name:
        raise ScenarioError(
            f"{show(name)}: one of its cases has to change nothing, as what there is; add {{base: {{}}}} to them"
        )
    there = names.value(base, name)
    return _longer(_listed(name, [list(there) if isinstance(there, tuple) else there]), factor)


def _listed(name: str, values: Any) -> Listed:
    factor = read_factor(name, presets.bundles(name, values))
    if not isinstance(factor, Listed):
        raise ScenarioError(f"{name}: a range cannot be added; list the values")
    return factor


def _levels(factor: Listed) -> tuple[Any, ...]:
    return tuple(case.label for case in factor.cases) or factor.values


def _longer(factor: Listed, new: Listed) -> Listed:
    """The factor with further levels behind those that it has."""
    if not factor.cases:
        known = set(factor.values)
        return Listed(factor.name, (*factor.values, *(value for value in new.values if value not in known)))
    by_label = {case.label: case for case in factor.cases}
    cases = (*factor.cases, *(case for case in new.cases if _is_new(factor.name, case, by_label)))
    return Listed(factor.name, tuple(map(float, range(len(cases)))), cases)


def _is_new(name: str, case: Case, known: Mapping[str | float, Case]) -> bool:
    if case.label in known and known[case.label] != case:
        raise ScenarioError(f"{name}: {show(case.label)} stands for something else already")
    return case.label not in known


def _base_level(base: Scenario, factor: Factor) -> float | None:
    """The level that leaves the base as it is, if there is one."""
    assert isinstance(factor, Listed)
    for level in factor.values:
        changes = factor.cases[int(level)].changes if factor.cases else {factor.name: level}
        after = names.but(base, changes)
        if all(names.value(after, name) == names.value(base, name) for name in changes):
            return level
    return None


def _refuse_another(small: Design, large: Design) -> None:
    """Refuse a sample that does not begin with the smaller one, and levers that never stood at one of their values."""
    if large.points != small.points:
        before, after = small.samples, large.samples
        if not np.array_equal(before, after[: len(before)]):
            raise ScenarioError(
                f"points: a sample of {large.points:,} ({small.method}) does not hold that of {small.points:,}; make a "
                "sweep of its own with another sweep.design_seed="
            )
    stand = standing(small, large)
    new = [name for name in large.names if name not in small.names]
    for first in range(0, small.count if new else 0, CHECKED_AT_ONCE):
        points = small.slice(first, first + CHECKED_AT_ONCE)
        wider = np.empty(len(points), [(name, "f8") for name in large.names])
        for name in large.names:
            wider[name] = points[name] if name in small.names else stand[name]
        if not _same(small.inputs(points), large.inputs(wider)):
            raise ScenarioError(
                f"{', '.join(new)}: what there is was not run at one value of it, but left it to the draws or the "
                "reading; make a sweep of its own"
            )


def _same(before: Inputs, after: Inputs) -> bool:
    """Whether two sets of inputs are the same to the last bit, and so are their runs."""
    return all(
        getattr(before, part.name).tobytes() == getattr(after, part.name).tobytes() for part in fields(Inputs)
    )
