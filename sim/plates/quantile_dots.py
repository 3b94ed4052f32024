"""The quantile dot plot: twenty dots a scenario, each one run in twenty, so that chances can be counted.

After Kay et al. (2016). The base's dots are grey; a line marks its median.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import ceil
from typing import NamedTuple

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.analysis.compare import base_of, compare
from sim.outcomes import BY_NAME
from sim.plates import given, style
from sim.plates.lettering import width, wrap
from sim.plates.plate import Plate
from sim.wording import labels
from sim.wording.numbers import digits, ends, scale, tick

DOTS = 20
BINS = 26
"""Columns of dots over the width of the plate."""
NAMES, FOOT, GAP = 1.45, 0.5, 0.12
Reals = NDArray[np.float64]


class Columns(NamedTuple):
    """The columns that dots are stacked in: where the first begins and how wide each is, in the outcome's unit."""

    start: float
    step: float

    def stacks(self, dots: Reals) -> Counter[int]:
        """How many dots stand in each column."""
        return Counter(((dots - self.start) // self.step).astype(int).tolist())

    def middle(self, column: int) -> float:
        """Where a column's dots are drawn."""
        return self.start + (column + 0.5) * self.step


@style.house_style
def draw(
    ds: xr.Dataset, outcome: str = "deployed", base: str | None = None, *, narrow: bool = False
) -> Figure:
    """Draw one outcome of every scenario.

    Parameters
    ----------
    ds
        Results of `simulate`.
    outcome
        One that has a value a run.
    base
        The scenario whose median is marked; left out, `base` or the first.
    narrow
        Whether it is for a phone.

    Returns
    -------
    matplotlib.figure.Figure
        The plate; its label is its title.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> ds = simulate(Scenario(horizon=6), replicates=20)
    >>> draw(ds, narrow=True).get_label() == draw(ds).get_label()
    True
    """
    base, values = base_of(ds, base), given.variable(ds, outcome)
    names = [str(name) for name in ds["scenario"].values]
    times = scale(BY_NAME[outcome].unit)
    dots = {name: quantiles(times * values.sel(scenario=name).values) for name in names}
    median = float(np.median(dots[base]))
    columns = _columns(dots, median)
    room = min(NAMES, max(width(name, style.SMALL) for name in names) + 0.1)
    body = style.body(narrow=narrow)
    diameter = (body - room) / BINS
    heights = [diameter * (max(columns.stacks(values).values()) + 0.5) + GAP for values in dots.values()]
    subtitle = (
        f"{labels.head(outcome)}: {DOTS} dots a scenario, each one run in {DOTS} of "
        f"{ds.attrs['replicates']:,}. Line: median of {labels.scenario(base)}."
    )
    top = sum(heights) + FOOT
    sheet = style.sheet(title(ds, dots, outcome, base), subtitle, ds.attrs, top, body=body)
    for name, height in zip(names, heights, strict=True):
        top -= height
        ax = sheet.axes(room, top, body - room, height)
        ax.axvline(median, color=style.BASE, linewidth=1.0, zorder=0)
        ax.set(ylim=(0, height), yticks=[], facecolor="none")
        _stack(ax, columns, dots[name], diameter, style.BASE if name == base else style.BLUE)
        ax.tick_params(axis="x", length=0 if top > FOOT + 0.01 else 2, labelbottom=top <= FOOT + 0.01)
        label = "\n".join(wrap(name, room - 0.1, style.SMALL, most=2))
        sheet.text(0, top + diameter * 0.6, label, size=style.SMALL, va="bottom", linespacing=1.1)
    sheet.text(room, 0.1, labels.head(outcome), size=style.SMALL, color=style.SLATE)
    return sheet.figure


def _columns(dots: Mapping[str, Reals], median: float) -> Columns:
    """Columns over all dots; the base's median lies between two, so that every dot stands on its side of it."""
    low, high = min(values[0] for values in dots.values()), max(values[-1] for values in dots.values())
    step = float(high - low) / (BINS - 3) or 1.0
    start = median - ceil((median - low) / step + 0.5) * step
    if start < 0.0 <= low and median > 0.0:
        # Nothing is below nought, so that no dot may seem to be: the first column begins there.
        start, step = 0.0, median / max(int(median / step), 1)
    return Columns(max(start, 0.0) if low >= 0.0 else start, step)


def _stack(ax: Axes, columns: Columns, dots: Reals, diameter: float, colour: str) -> None:
    stacks = columns.stacks(dots)
    x = [columns.middle(column) for column, count in stacks.items() for _ in range(count)]
    y = [diameter * (k + 0.6) for count in stacks.values() for k in range(count)]
    ax.scatter(x, y, s=(72 * diameter * 0.92) ** 2, color=colour, linewidth=0)
    ax.set_xlim(columns.start, columns.start + BINS * columns.step)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(6))
    ax.xaxis.set_major_formatter(lambda value, _: tick(value))


def quantiles(values: Reals) -> Reals:
    """The middles of twenty equal parts of the runs that have a value."""
    return np.asarray(np.nanquantile(values, (np.arange(DOTS) + 0.5) / DOTS))


def title(ds: xr.Dataset, dots: dict[str, Reals], outcome: str, base: str) -> str:
    """The scenario whose dots shift most against the base's median, or that no shift is seen.

    Parameters
    ----------
    ds
        Results of `simulate`, with the scenarios of `dots`.
    dots
        The `quantiles` of the outcome by scenario, in the unit that is drawn (per cent for a share); one scenario
        alone gets the middle half of its dots as its title.
    outcome
        An outcome of a run.
    base
        The scenario that the others are compared with.

    Returns
    -------
    str
        One sentence without a full stop.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> ds = simulate(Scenario(horizon=6), replicates=20)
    >>> title(ds, {"scenario": np.arange(20.0)}, "deployed", "scenario")
    'scenario: half of the runs lie between 5 and 14, troops in place'
    """
    what = labels.outcome(outcome)
    if len(dots) == 1:
        first, third = np.quantile(next(iter(dots.values())), (0.25, 0.75))
        low, high = ends(float(first), float(third), digits(float(first), float(third)))
        return f"{labels.scenario(base)}: half of the runs lie between {low} and {high}, {what}"
    table = compare(ds, base=base, measures=[outcome])
    seen = table.loc[table["separated"], "scenario"]
    if seen.empty:
        return f"No difference from {labels.scenario(base)} in {what} is seen"
    median = float(np.median(dots[base]))
    above = {name: int((dots[name] > median).sum()) for name in map(str, seen)}
    name = max(above, key=lambda key: abs(above[key] - DOTS / 2))
    more = above[name] >= DOTS / 2
    count = f"{above[name] if more else DOTS - above[name]} of {DOTS} dots lie {'above' if more else 'below'}"
    return (
        f"{what[0].upper()}{what[1:]}: {labels.scenario(name)}, {count} the median of {labels.scenario(base)}"
    )


PLATE = Plate(
    place=5,
    head="Chances one can count",
    text=(
        "Twenty dots a scenario, each as likely as the others: count those beyond a value to read its chance. "
        "It shows the spread that a mean hides."
    ),
    draw=lambda data: draw(data.ds, data.about or "deployed", data.base, narrow=data.narrow),
    about="outcome",
    gallery_scenarios="forces",
)
