"""The patient rule induction method: boxes of high density, peeled off slice by slice, then pasted back.

After Friedman & Fisher (1999), with the lenient objective of Kwakkel & Jaxa-Rozen (2016): gain in mean per
case lost. Follows the EMA Workbench choice for choice; a test holds both to the same boxes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.stats.intervals import Reals

Flags = NDArray[np.bool_]
Limit = tuple[float, float] | frozenset[int]
"""What a column may be: from–to, or one of some settings, which are whole numbers."""
Box = tuple[Limit, ...]
Candidate = tuple[Box, Flags]


@dataclass(frozen=True)
class Step:
    """A box on the trajectory, the cases inside, and how good it is.

    Coverage is the share of all cases of interest that it holds, density the share of its cases that are.
    """

    box: Box
    inside: Flags
    coverage: float
    density: float


def trajectory(
    x: Reals,
    y: Flags,
    nominal: Sequence[bool],
    *,
    alpha: float = 0.05,
    paste: float = 0.05,
    mass: float = 0.05,
) -> list[Step]:
    """Boxes from all cases to the densest, one step a peel and then a paste.

    Parameters
    ----------
    x
        Shape (cases, factors); columns that are nominal hold settings as whole numbers.
    y
        Which cases are of interest, shape (cases,).
    nominal
        Which columns have settings without an order, one flag a factor.
    alpha, paste
        Share of the cases peeled off at a time, and pasted back at a time, 0 to 1.
    mass
        Smallest share of all cases that a box may hold, 0 to 1.

    Returns
    -------
    list of Step
        The first is the box of all cases.

    Examples
    --------
    >>> x = np.linspace(0.0, 1.0, 100)[:, None]
    >>> steps = trajectory(x, x[:, 0] > 0.7, [False])
    >>> steps[0].density, steps[-1].density
    (0.3, 1.0)
    """
    whole = _whole(x, nominal)
    steps = [_step(whole, np.ones(len(y), bool), y)]
    for phase, share in ((_peels, alpha), (_pastes, paste)):
        while True:
            best = _best(phase(x, steps[-1], whole, share), steps[-1], whole, y)
            if best is None or best[1].mean() < mass:
                break
            steps.append(_step(*best, y))
    return steps


def within(x: Reals, box: Box) -> Flags:
    """Which rows lie in a box."""
    held = np.ones(len(x), bool)
    for column, limit in zip(x.T, box, strict=True):
        held &= _allowed(column, limit)
    return held


def restricted(box: Box, whole: Box) -> list[int]:
    """Columns that a box limits."""
    return [j for j, (limit, all_) in enumerate(zip(box, whole, strict=True)) if limit != all_]


def _whole(x: Reals, nominal: Sequence[bool]) -> Box:
    return tuple(
        frozenset(np.unique(column).astype(int).tolist())
        if named
        else (float(column.min()), float(column.max()))
        for column, named in zip(x.T, nominal, strict=True)
    )


def _allowed(column: Reals, limit: Limit) -> Flags:
    if isinstance(limit, frozenset):
        return np.isin(column, list(limit))
    return np.asarray((column >= limit[0]) & (column <= limit[1]))


def _step(box: Box, inside: Flags, y: Flags) -> Step:
    hits = float(y[inside].sum())
    return Step(box, inside, hits / max(1.0, float(y.sum())), hits / max(1, int(inside.sum())))


def _best(candidates: Iterator[Candidate], last: Step, whole: Box, y: Flags) -> Candidate | None:
    """The candidate with the greatest gain in mean per case moved; among equals the one with fewer limits."""
    mean, count = float(y[last.inside].mean()), int(last.inside.sum())
    best, best_key = None, (0.0, -math.inf)
    for box, inside in candidates:
        held = int(inside.sum())
        if held == count or held == 0:
            continue
        gain = (float(y[inside].mean()) - mean) / abs(count - held)
        key = (gain, -float(len(restricted(box, whole))))
        if gain > 0.0 and key > best_key:
            best, best_key = (box, inside), key
    return best


def _peels(x: Reals, last: Step, whole: Box, share: float) -> Iterator[Candidate]:  # noqa: ARG001
    for j, limit in enumerate(last.box):
        column = x[:, j]
        if isinstance(limit, frozenset):
            for setting in sorted(limit) if len(limit) > 1 else ():
                yield _with(last.box, j, limit - {setting}), last.inside & (column != setting)
        else:
            high, low = _quantile(column[last.inside], 1 - share), _quantile(column[last.inside], share)
            yield _with(last.box, j, (limit[0], high)), last.inside & (column <= high)
            yield _with(last.box, j, (low, limit[1])), last.inside & (column >= low)


def _pastes(x: Reals, last: Step, whole: Box, share: float) -> Iterator[Candidate]:
    for j in restricted(last.box, whole):
        limit, most = last.box[j], whole[j]
        if isinstance(limit, frozenset) and isinstance(most, frozenset):
            boxes = [_with(last.box, j, limit | {setting}) for setting in sorted(most - limit)]
        elif isinstance(limit, tuple) and isinstance(most, tuple):
            below = x[within(x, _with(last.box, j, (most[0], limit[0]))), j]
            above = x[within(x, _with(last.box, j, (limit[1], most[1]))), j]
            low = _quantile(below, 1 - share) if len(below) else most[0]
            high = _quantile(above, share) if len(above) else most[1]
            boxes = [_with(last.box, j, (low, limit[1])), _with(last.box, j, (limit[0], high))]
        for box in boxes:
            inside = within(x, box)
            if inside.sum() > last.inside.sum():
                yield box, inside


def _with(box: Box, j: int, limit: Limit) -> Box:
    return (*box[:j], limit, *box[j + 1 :])


def _quantile(values: Reals, share: float) -> float:
    """A limit that takes something off: midway between two cases that differ, if there are such."""
    ordered = np.sort(values)
    place = (len(ordered) - 1) * share
    below, above = math.floor(place), math.ceil(place)
    if share > 0.5:
        while ordered[below] == ordered[above] and below > 0:
            below -= 1
    else:
        while ordered[below] == ordered[above] and above < len(ordered) - 1:
            above += 1
    return float((ordered[below] + ordered[above]) / 2)
