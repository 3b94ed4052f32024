"""A design: a base scenario, its factors and how they are varied, and which points that makes.

Points are numbered 0 to `count` − 1 and made on demand, so a grid of millions takes no memory. Factors in
`cross` are crossed as a grid with every point of a sampler, a zip or a table; with a plain grid all of them are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.inputs import Inputs
from sim.factors.levels import Factor, Listed
from sim.factors.names import but, check_heard
from sim.factors.reading import pairs, plain, read_factor
from sim.factors.sampling import MAX_SAMPLES, SAMPLERS, sample_size, unit_points
from sim.factors.space import inputs_of
from sim.scenario import Scenario, ScenarioError, from_mapping
from sim.scenario.errors import choice, nearest, show, whole
from sim.scenario.scenario import check_in_use
from sim.study_folder import presets
from sim.sweeps.design_table import Table, read_table
from sim.sweeps.reserved import RESERVED
from sim.sweeps.where import holds

MAX_POINTS = 100_000_000
TABLE = "table"
_AT_ONCE = 1 << 18
METHODS = {
    "grid": "every value with every other",
    "zip": "first values together, second values together, and so on",
    TABLE: "one row a point, handed in as a table",
    **SAMPLERS,
}
KEYS = ("over", "method", "points", "cross", "where", "design_seed", "design")


@dataclass(frozen=True)
class Design:
    """Which points are run.

    `points` is the size asked of a sampler, `seed` the sampler's own; `table` holds, for each factor that a table
    gives, the position of its level in every row.
    """

    base: Scenario
    factors: tuple[Factor, ...] = ()
    method: str = "grid"
    points: int = 0
    cross: tuple[str, ...] = ()
    where: str = ""
    seed: int = 1
    table: Table = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be expanded, before anything runs."""
        choice("method", self.method, METHODS)
        whole("design_seed", self.seed, 0, 2**32 - 1)
        _check_names(self)
        _check_method(self)
        if self.point_count > MAX_POINTS:
            raise ScenarioError(f"over: makes {self.point_count:,} points; allowed: 1 to {MAX_POINTS:,}")
        if not self.count:
            raise ScenarioError(f"where: no point meets {show(self.where)}")

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the swept columns."""
        return tuple(factor.name for factor in self.factors)

    @cached_property
    def crossed(self) -> tuple[Listed, ...]:
        """Factors whose every value meets every other."""
        return tuple(
            f
            for f in self.factors
            if isinstance(f, Listed) and (self.method == "grid" or f.name in self.cross)
        )

    @cached_property
    def sampled(self) -> tuple[Factor, ...]:
        """Factors that a sampler, a zip or a table fills together."""
        return tuple(f for f in self.factors if f not in self.crossed)

    @cached_property
    def rows(self) -> int:
        """Points of the sampler, the zip or the table; 1 where everything is crossed."""
        if not self.sampled:
            return 1
        if self.method == TABLE:
            return len(self.table[0])
        if self.method == "zip":
            return max(len(f.values) for f in self.sampled if isinstance(f, Listed))
        return sample_size(self.method, self.points, len(self.sampled))

    @property
    def point_count(self) -> int:
        """Points before the filter."""
        return self.rows * math.prod(len(f.values) for f in self.crossed)

    @property
    def count(self) -> int:
        """Points to run."""
        return self.point_count if self._filtered is None else len(self._filtered)

    def slice(self, first: int, last: int) -> NDArray[Any]:
        """Points `first` up to, not including, `last`: a row each, a column a factor; of cases, the position."""
        return self.at(np.arange(first, min(last, self.count)))

    def at(self, index: NDArray[np.int64]) -> NDArray[Any]:
        """The points of these numbers, as `slice` gives them."""
        return self._points_at(index if self._filtered is None else self._filtered[index])

    def inputs(self, points: NDArray[Any]) -> Inputs:
        """The runs of these points, in their order."""
        return inputs_of(self.base, self.factors, points)

    def scenario(self, point: int) -> Scenario:
        """The scenario of a point."""
        row = self.slice(point, point + 1)[0]
        changes: dict[str, Any] = {}
        for factor in self.factors:
            cases = factor.cases if isinstance(factor, Listed) else ()
            changes |= (
                cases[int(row[factor.name])].changes if cases else {factor.name: float(row[factor.name])}
            )
        return but(self.base, changes)

    def labelled(self, points: NDArray[Any]) -> dict[str, NDArray[Any]]:
        """The columns with the labels of cases in place of their positions."""
        columns: dict[str, NDArray[Any]] = {}
        for factor in self.factors:
            column = points[factor.name]
            if isinstance(factor, Listed) and factor.cases:
                column = np.array([case.label for case in factor.cases])[column.astype(int)]
                column = column if column.dtype.kind == "U" else column.astype(float)
            columns[factor.name] = np.ascontiguousarray(column)
        return columns

    def as_dict(self) -> dict[str, Any]:
        """Plain values from which `read_design` makes an equal design."""
        return {
            "base": self.base.as_dict(),
            "over": [[f.name, plain(f)] for f in self.factors],
            "method": self.method,
            "points": self.points,
            "cross": list(self.cross),
            "where": self.where,
            "design_seed": self.seed,
        } | ({"design": list(map(list, self.table))} if self.table else {})

    @cached_property
    def _levels(self) -> dict[str, NDArray[np.float64]]:
        """The values of each crossed factor."""
        return {factor.name: np.array(factor.values) for factor in self.crossed}

    @cached_property
    def samples(self) -> NDArray[np.float64]:
        """What the sampler, the zip or the table gives each sampled factor, shape (rows, sampled)."""
        listed = [np.array(f.values) for f in self.sampled if isinstance(f, Listed)]
        if self.method == "zip":
            return np.column_stack(listed)
        if self.method == TABLE:
            return np.column_stack([f[list(row)] for f, row in zip(listed, self.table, strict=True)])
        share = unit_points(self.method, self.points, len(self.sampled), self.seed)
        for k, factor in enumerate(self.sampled):
            share[:, k] = factor.at(share[:, k])
        return share

    @cached_property
    def _filtered(self) -> NDArray[np.int64] | None:
        """Points that meet the filter; None where there is none."""
        if not self.where:
            return None
        passing = []
        for first in range(0, self.point_count, _AT_ONCE):
            index = np.arange(first, min(self.point_count, first + _AT_ONCE))
            passing.append(index[holds(self.where, self.labelled(self._points_at(index)))])
        return np.concatenate(passing)

    def _points_at(self, index: NDArray[np.int64]) -> NDArray[Any]:
        points = np.empty(len(index), [(name, "f8") for name in self.names])
        left, inner = np.divmod(index, self.rows)
        for factor in reversed(self.crossed):
            left, at = np.divmod(left, len(factor.values))
            points[factor.name] = self._levels[factor.name][at]
        for k, sampled in enumerate(self.sampled):
            points[sampled.name] = self.samples[inner, k]
        return points


def read_design(base: Scenario, settings: Mapping[str, Any]) -> Design:
    """A design from what a file or a command line says; raises `ScenarioError`."""
    check_in_use(base)
    for key in settings:
        if key not in KEYS:
            raise ScenarioError(f"sweep: unknown {show(key)}; {nearest(key, KEYS)}")
    cross, method = settings.get("cross") or (), settings.get("method") or "grid"
    if not isinstance(cross, str | list | tuple):
        raise ScenarioError(f"cross: {show(cross)} refused; allowed: swept levers in brackets")
    where = settings.get("where") or ""
    if not isinstance(where, str):
        raise ScenarioError(f"where: {show(where)} is not a text")
    said = pairs("over", settings.get("over") or {})
    over = tuple(read_factor(name, presets.bundles(name, values)) for name, values in said)
    given: tuple[Listed, ...] = ()
    rows: Table = ()
    if settings.get("design") is not None:
        if method not in ("grid", TABLE):
            raise ScenarioError(f"method: {method} makes its own points; allowed with a design: grid")
        given, rows = read_table(settings["design"])
        method, cross = TABLE, tuple(factor.name for factor in over)
    return Design(
        base,
        (*given, *over),
        method,
        whole("points", settings.get("points") or 0, 0, MAX_SAMPLES),
        (cross,) if isinstance(cross, str) else tuple(cross),
        where,
        whole("design_seed", settings.get("design_seed", 1), 0, 2**32 - 1),
        rows,
    )


def check_used(method: str, said: Iterable[str]) -> None:
    """Refuse what was said of a sample where the points are none; raises `ScenarioError`."""
    unused = () if method in SAMPLERS else ("points", "design_seed", *(() if method == "zip" else ("cross",)))
    for name in said:
        if name in unused:
            raise ScenarioError(f"{name}: has no effect with {method}; allowed with: {', '.join(SAMPLERS)}")


def from_plain(settings: Mapping[str, Any]) -> Design:
    """The design that `Design.as_dict` wrote down."""
    return Design(
        from_mapping(settings["base"]),
        tuple(read_factor(name, values) for name, values in settings["over"]),
        settings["method"],
        settings["points"],
        tuple(settings["cross"]),
        settings["where"],
        settings["design_seed"],
        tuple(map(tuple, settings.get("design", ()))),
    )


def _check_names(design: Design) -> None:
    names = design.names
    for name in names:
        if names.count(name) > 1:
            raise ScenarioError(f"over: {name} stands twice")
        if name.lower() in RESERVED:
            raise ScenarioError(f"over: {name} is a column of the results; choose another name")
        if "." in name and name.partition(".")[0] in names:
            raise ScenarioError(f"over: {name} and {name.partition('.')[0]} cannot both be swept")
    for name in design.cross:
        choice("cross", name, names)
    check_heard(design.base, [name for factor in design.factors for name in factor.sets])
    setters: dict[str, str] = {}
    for factor in design.factors:
        for lever in factor.sets:
            if setters.setdefault(lever, factor.name) != factor.name:
                raise ScenarioError(f"over: both {setters[lever]} and {factor.name} set {lever}")


def _check_method(design: Design) -> None:
    for factor in design.factors:
        if not isinstance(factor, Listed) and (
            design.method in ("grid", "zip") or factor.name in design.cross
        ):
            raise ScenarioError(
                f"{factor.name}: a range needs a sampler or steps; allowed methods: {', '.join(SAMPLERS)}"
            )
    if (design.method == TABLE) != bool(design.table):
        raise ScenarioError("method: a table is handed in as design=FILE")
    if design.method in SAMPLERS:
        if not design.sampled:
            raise ScenarioError(
                f"method: {design.method} has nothing to sample; allowed: a factor not in cross"
            )
        whole("points", design.points, 1, MAX_SAMPLES)
    lengths = {len(f.values) for f in design.sampled if isinstance(f, Listed)}
    if design.method == "zip" and len(lengths) > 1:
        raise ScenarioError(
            f"zip: lists of {' and '.join(map(str, sorted(lengths)))} values; allowed: one length"
        )
    if design.method in ("saltelli", "morris") and design.where:
        raise ScenarioError(
            f"where: a filter breaks the design of {design.method}; allowed with grid, zip, lhs, sobol"
        )
