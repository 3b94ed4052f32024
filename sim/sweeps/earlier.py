"""What a smaller sweep made, looked up by point, so that the larger one need not make it again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim import outcomes
from sim.sweeps.part import read_part, results_in
from sim.sweeps.plan import Plan
from sim.sweeps.work import Results

PARTS_AT_ONCE = 8
"""Parts that are held in memory: one a thread, and those that lie across two chunks."""


class Earlier:
    """Knows what a finished sweep made. A part that is lost is as if it had not been run.

    `stand` has the level at which it stands of every factor that only the larger sweep has.
    """

    def __init__(self, plan: Plan, parts: Mapping[int, Path], stand: Mapping[str, float]) -> None:
        self.plan, self.parts, self.stand = plan, dict(parts), dict(stand)
        points = _keys(plan.design.slice(0, plan.design.count))
        self.order = np.argsort(points)
        self.points = points[self.order]
        self.part = lru_cache(PARTS_AT_ONCE)(self._part)
        self.table = lru_cache(PARTS_AT_ONCE)(self._table)

    def runs(self, points: NDArray[Any], left: int, right: int) -> list[NDArray[Any]]:
        """For each point the runs of replicates `left`, `left` + 1, … that there are, up to `right`."""
        return [
            self._runs(number, left, right) if number >= 0 else np.empty(0, outcomes.RUN_ROW)
            for number in self._numbers(points).tolist()
        ]

    def summaries(self, points: NDArray[Any]) -> dict[int, tuple[pa.Table, int]]:
        """Of the points whose summary there is, by their place: the table that has it, and the row in it."""
        found = {}
        for place, number in enumerate(self._numbers(points).tolist()):
            if number < 0:
                continue
            table, rows = self.table(number // self.plan.height)
            if number in rows:
                found[place] = table, rows[number]
        return found

    def _numbers(self, points: NDArray[Any]) -> NDArray[np.int64]:
        """The number that each point has in the smaller sweep; −1 for those that it does not have."""
        own = np.empty(len(points), [(name, "f8") for name in self.plan.design.names])
        for name in self.plan.design.names:
            own[name] = points[name]
        keys = _keys(own)
        at = np.minimum(np.searchsorted(self.points, keys), len(self.points) - 1)
        there = self.points[at] == keys
        for name, level in self.stand.items():
            there &= points[name] == level
        return np.where(there, self.order[at], -1)

    def _runs(self, point: int, left: int, right: int) -> NDArray[Any]:
        row, width = point // self.plan.height, self.plan.width
        across = self.plan.across
        pieces = []
        for column in range(left // width, min(across, -(-right // width))):
            results = self.part(row * across + column)
            first, last = np.searchsorted(results.point, [point, point + 1])
            begun, ended = np.searchsorted(results.replicate[first:last], [left, right])
            pieces.append(results.run[first + begun : first + ended])
            if first + ended == first or len(pieces[-1]) < min(right, (column + 1) * width) - max(
                left, column * width
            ):
                break  # what comes after a gap is of no use
        return np.concatenate(pieces) if pieces else np.empty(0, outcomes.RUN_ROW)

    def _part(self, chunk: int) -> Results:
        if chunk in self.parts:
            return results_in(self.parts[chunk])
        none = np.zeros(0, np.int64)
        return Results(none, none, np.zeros(0, outcomes.RUN_ROW), ())

    def _table(self, chunk: int) -> tuple[pa.Table, dict[int, int]]:
        """The summaries of a part, and the row of each point."""
        if chunk not in self.parts:
            return pa.table({}), {}
        table = read_part(self.parts[chunk])
        return table, {number: row for row, number in enumerate(table["point"].to_pylist())}


def _keys(points: NDArray[Any]) -> NDArray[Any]:
    """Each point's numbers as one text of bytes, which can be sorted and compared."""
    whole = np.ascontiguousarray(points)
    return whole.view(f"S{whole.dtype.itemsize}")
