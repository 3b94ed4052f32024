"""The heat map: how an outcome changes over two levers, with contours where it passes round values.

Every point that was run is a cell with its value; contours run between the middles of the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sim.plates import style
from sim.plates.plate import Data, Plate
from sim.scenario.levers import BY_NAME as LEVERS
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, bare, level, tick

LEFT, FOOT, HIGH = 0.75, 0.5, 3.1
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
WRITTEN = 80
"""More cells than this are shown without their values."""
Reals = NDArray[np.float64]


@style.house_style
def draw(
    points: pd.DataFrame,
    provenance: Mapping[str, Any],
    *,
    x: str = "force_size",
    y: str = "us_backing",
    outcome: str = "kyiv_content",
    target: float = 0.5,
    narrow: bool = False,
) -> Figure:
    """Draw the probability of an outcome over levers x and y.

    Parameters
    ----------
    points
        One row a point of a full grid: columns named as x and y, `estimate` (0 to 1), and its 95 % interval `low` to
        `high`.
    provenance
        `statement` and, for the footer, seed, replicates, version and hashes: the attributes of a dataset of results.
    x, y
        Levers, each the name of a column of `points`.
    outcome
        An outcome of kind flag, for title and subtitle.
    target
        Probability that the title looks for, 0 to 1; its contour is heavy if it is one of `LEVELS`.
    narrow
        Whether it is for a phone.

    Returns
    -------
    matplotlib.figure.Figure
        The plate; its label is its title.

    Examples
    --------
    >>> points = pd.DataFrame({"force_size": [5000, 30000] * 2, "us_backing": [0, 0, 1, 1]})
    >>> points["estimate"] = points["low"] = points["high"] = [0.1, 0.2, 0.3, 0.7]
    >>> draw(points, {"statement": "example"}).get_label()
    'Chance that Kyiv is content reaches 50 % from force size 30,000 at US backing 1, nowhere at US backing 0'
    """
    grid = points.pivot(index=y, columns=x, values="estimate").sort_index().sort_index(axis=1)
    chance: Reals = grid.to_numpy(dtype=float)
    ends = points[["low", "high"]].to_numpy(float)
    contours = ", ".join(f"{100 * level:.0f}" for level in LEVELS)
    span = bare(float(np.ptp(ends, axis=1).max()), 2, "1")
    subtitle = (
        f"{labels.head(outcome)}, over {_axis_name(x)} and {_axis_name(y)}. Contours at {contours} % "
        f"(heavy: {100 * target:.0f} %); the widest 95 % interval ({FINITE_RUNS}) spans {span} points."
    )
    body = style.body(narrow=narrow)
    sheet = style.sheet(title(points, x, y, outcome, target), subtitle, provenance, HIGH + FOOT, body=body)
    ax = sheet.axes(LEFT, FOOT, body - LEFT, HIGH)
    ax.imshow(chance, cmap=style.DEPTH, vmin=0, vmax=1, aspect="auto", origin="lower")
    _contours(ax, chance, target)
    if chance.size <= WRITTEN:
        _values(ax, chance)
    _label(ax.xaxis, grid.columns.to_numpy(float), x)
    _label(ax.yaxis, grid.index.to_numpy(float), y)
    return sheet.figure


def title(points: pd.DataFrame, x: str, y: str, outcome: str, target: float) -> str:
    """From which x on the outcome reaches the target, at the highest and the lowest y.

    Parameters
    ----------
    points
        One row a point of the grid, as for `draw`.
    x, y
        Levers, each the name of a column of `points`.
    outcome
        An outcome of kind flag.
    target
        Probability to be reached, 0 to 1.

    Returns
    -------
    str
        One sentence without a full stop; it says so if no point reaches the target, or if the 95 % intervals of all
        points overlap.

    Examples
    --------
    >>> points = pd.DataFrame({"force_size": [5000, 30000], "us_backing": [0.5, 0.5]})
    >>> points["estimate"] = points["low"] = points["high"] = [0.1, 0.2]
    >>> title(points, "force_size", "us_backing", "kyiv_content", 0.5)
    'No point reaches 50 %: chance that Kyiv is content is at most 20.0 %, at force size 30,000'
    """
    what, goal = labels.outcome(outcome), f"{100 * target:.0f} %"
    if points["low"].max() <= points["high"].min():
        return f"No difference in {what} is seen over {labels.lever(x)} and {labels.lever(y)}"
    if points["estimate"].max() < target:
        best = points.nlargest(1, "estimate").iloc[0]
        value = level(best["estimate"], best["low"], best["high"], "1")
        return f"No point reaches {goal}: {what} is at most {value}, at {labels.lever(x)} {tick(best[x])}"
    ends = (float(points[y].max()), float(points[y].min()))
    reached = [
        f"{_from(points.loc[points[y] == end], x, target)} at {labels.lever(y)} {tick(end)}" for end in ends
    ]
    return f"{what[0].upper()}{what[1:]} reaches {goal} {reached[0]}, {reached[1]}"


def _from(rows: pd.DataFrame, x: str, target: float) -> str:
    """The smallest x from which every larger one reaches the target too."""
    ordered = rows.sort_values(x)
    short = ordered["estimate"].to_numpy(float) < target
    if short[-1]:
        return "nowhere" if short.all() else "only in part"
    first = float(ordered[x].to_numpy(float)[short.nonzero()[0].max(initial=-1) + 1])
    return f"from {labels.lever(x)} {tick(first)}"


def _label(axis: Axis, levels: Reals, name: str) -> None:
    every = -(-len(levels) // 10)
    axis.set_ticks(range(0, len(levels), every), [tick(float(level)) for level in levels[::every]])
    axis.set_label_text(_axis_name(name))
    axis.set_tick_params(length=2)


def _axis_name(name: str) -> str:
    known = LEVERS.get(name)
    unit = f" ({known.unit})" if known and known.unit not in ("", "troops") else ""
    return f"{known.meaning}{unit}" if known else labels.lever(name)


def _contours(ax: Axes, chance: Reals, target: float) -> None:
    inside = [level for level in LEVELS if chance.min() < level < chance.max()]
    if not inside or min(chance.shape) < 2:
        return
    widths = [2.0 if level == target else 1.0 for level in inside]
    ax.contour(chance, levels=inside, colors=style.PAPER, linewidths=[w + 1.6 for w in widths])
    ax.contour(chance, levels=inside, colors=style.BROWN, linewidths=widths)


def _values(ax: Axes, chance: Reals) -> None:
    for (row, column), value in np.ndenumerate(chance):
        ink, halo = (style.PAPER, style.BLUE) if value > 0.6 else (style.INK, style.PAPER)
        text = ax.text(column, row, bare(float(value), 2, "1"), size=style.SMALL, ha="center", va="center")
        text.set(color=ink, path_effects=[withStroke(linewidth=2.0, foreground=halo)])


def _of_data(outcome: str, data: Data) -> Figure:
    points, marks = data.grid(outcome)
    return draw(points, marks, outcome=outcome, narrow=data.narrow)


PLATE = Plate(
    place=7,
    head="Size and backing",
    text=(
        "Each cell is a force size under a US backing, with the chance that Kyiv has the guarantee it asks for. "
        "Follow a contour to see "
        "how much backing stands in for how many troops. It rests on the guarantee that Kyiv is assumed to "
        "ask for."
    ),
    draw=lambda data: _of_data(data.about or "kyiv_content", data),
    about="flag",
)
