"""Leaves of a small classification tree as limits on factors; scikit-learn grows it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim import extras
from sim.analysis.prim import Flags
from sim.factors.levels import Listed
from sim.factors.space import Space
from sim.stats.intervals import Reals

DEPTH = 3
SMALLEST = 0.05
Rows = NDArray[np.int64]
Limits = dict[str, tuple[float, float] | tuple[str, ...]]


def leaves(
    x: Reals, y: Flags, space: Space, seed: int, rows: Rows | None = None
) -> Iterator[tuple[Limits, Flags]]:
    """The limits of each leaf and the cases in it, of a tree grown on all cases or on some rows of them.

    A switch enters as one yes-or-no column a setting.

    Parameters
    ----------
    x
        Values of the factors, shape (cases, factors); for a switch, the position of its setting.
    y
        Which cases show the outcome, shape (cases,).
    space
        The factors, in the order of the columns.
    seed
        Seed of the tree, 0 to 2³² − 1.
    rows
        Positions of the cases to grow the tree on, repeats allowed; left out: all.

    Yields
    ------
    limits
        From a factor's name to (low, high), or to the settings in the leaf.
    inside
        Which of all cases lie in the leaf, shape (cases,).

    Raises
    ------
    ScenarioError
        If scikit-learn, of the `analysis` extra, is not installed.

    Examples
    --------
    >>> from sim.factors.space import around
    >>> from sim.scenario import Scenario
    >>> space = around(Scenario(), ["us_backing"])
    >>> x = space.at(np.linspace(0.0, 1.0, 100)[:, None])
    >>> [list(limits) for limits, _ in leaves(x, x[:, 0] > 0.5, space, seed=1)]
    [['us_backing'], ['us_backing']]
    """
    extras.library("sklearn", "analysis", "method: cart")
    from sklearn.tree import DecisionTreeClassifier

    columns, places = _columns(x, space)
    taken = np.arange(len(y)) if rows is None else rows
    tree = DecisionTreeClassifier(
        max_depth=DEPTH, min_samples_leaf=SMALLEST, random_state=seed % 2**32
    )  # scikit-learn takes 32 bits
    grown = tree.fit(columns[taken], y[taken])
    at = grown.apply(columns)
    for leaf in np.unique(at):
        inside = at == leaf
        yield _limits(x, inside, space, _used(grown.tree_, int(leaf), places)), inside


def _columns(x: Reals, space: Space) -> tuple[Reals, list[int]]:
    """Columns for the tree, and the factor that each belongs to."""
    columns, places = [], []
    for j, factor in enumerate(space.factors):
        named = isinstance(factor, Listed) and factor.cases
        parts = [x[:, j] == k for k in range(len(named))] if named else [x[:, j]]
        columns += parts
        places += [j] * len(parts)
    return np.column_stack(columns).astype(float), places


def _used(tree: object, leaf: int, places: list[int]) -> list[int]:
    """Factors that are split on along the way to a leaf."""
    left, right, feature = (getattr(tree, name) for name in ("children_left", "children_right", "feature"))
    used, node = [], leaf
    while node:
        node = int(np.flatnonzero((left == node) | (right == node))[0])
        used.append(places[int(feature[node])])
    return list(dict.fromkeys(reversed(used)))


def _limits(x: Reals, inside: Flags, space: Space, used: list[int]) -> Limits:
    limits: Limits = {}
    for j in used:
        factor, held = space.factors[j], x[inside, j]
        if isinstance(factor, Listed) and factor.cases:
            limits[factor.name] = tuple(str(factor.cases[int(k)].label) for k in np.unique(held))
        else:
            first, last = factor.ends
            edge = 0.02 * (last - first)
            low = -np.inf if held.min() <= first + edge else float(held.min())
            limits[factor.name] = (low, np.inf if held.max() >= last - edge else float(held.max()))
    return limits
