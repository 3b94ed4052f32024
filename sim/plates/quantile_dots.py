"""The quantile dot plot: twenty dots a scenario, each one run in twenty, so that chances can be counted.

After Kay et al. (2016). The base's dots are grey; a line marks its median.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.analysis.compare import compare
from sim.analysis.words import bare, digits
from sim.outcomes import BY_NAME
from sim.plates import style
from sim.plates.figures import scale, tick
from sim.plates.lettering import width, wrap
from sim.plates.words import headed, in_sentence, scenario

DOTS = 20
BINS = 26
"""Columns of dots over the width of the plate."""
NAMES, FOOT, GAP = 1.45, 0.5, 0.12
Reals = NDArray[np.float64]


@style.house_style
def draw(ds: xr.Dataset, outcome: str = "deployed", base: str = "base") -> Figure:
    """Draw one outcome of every scenario."""
    unit = BY_NAME[outcome].unit
    names = [str(name) for name in ds["scenario"].values]
    values = {name: scale(unit) * ds[outcome].sel(scenario=name).values for name in names}
    dots = {name: quantiles(found) for name, found in values.items()}
    room = min(NAMES, max(width(name, style.SMALL) for name in names) + 0.1)
    wide = style.BODY - room
    low, high = min(d[0] for d in dots.values()), max(d[-1] for d in dots.values())
    step = (high - low) / (BINS - 2) or 1.0
    start, diameter = low - step, wide / BINS
    stacks = {name: Counter(((found - start) // step).astype(int).tolist()) for name, found in dots.items()}
    heights = [diameter * (max(stack.values()) + 0.5) + GAP for stack in stacks.values()]
    subtitle = (
        f"{headed(outcome)}: {DOTS} dots a scenario, each one run in {DOTS} of "
        f"{ds.attrs['replicates']:,}. Line: median of {base}."
    )
    sheet = style.sheet(title(ds, dots, outcome, base), subtitle, ds.attrs, sum(heights) + FOOT)
    top = sum(heights) + FOOT
    for name, height in zip(names, heights, strict=True):
        top -= height
        ax = sheet.axes(room, top, wide, height)
        ax.set(xlim=(start, start + BINS * step), ylim=(0, height), yticks=[], facecolor="none")
        ax.axvline(float(np.median(dots[base])), color=style.BASE, linewidth=1.0, zorder=0)
        ax.spines["left"].set_visible(False)
        colour = style.BASE if name == base else style.BLUE
        x = [start + (column + 0.5) * step for column, n in stacks[name].items() for _ in range(n)]
        y = [diameter * (k + 0.6) for n in stacks[name].values() for k in range(n)]
        ax.scatter(x, y, s=(72 * diameter * 0.92) ** 2, color=colour, linewidth=0)
        last = name == names[-1]
        ax.xaxis.set_major_locator(MaxNLocator(6))
        ax.xaxis.set_major_formatter(lambda value, _: tick(value))
        ax.tick_params(axis="x", length=2 if last else 0, labelbottom=last)
        label = "\n".join(wrap(name, room - 0.1, style.SMALL, most=2))
        sheet.text(0, top + diameter * 0.6, label, size=style.SMALL, va="bottom", linespacing=1.1)
    sheet.text(room, 0.1, headed(outcome), size=style.SMALL, color=style.SLATE)
    return sheet.figure


def quantiles(values: Reals) -> Reals:
    """The middles of twenty equal parts of the runs that have a value."""
    return np.asarray(np.nanquantile(values, (np.arange(DOTS) + 0.5) / DOTS))


def title(ds: xr.Dataset, dots: dict[str, Reals], outcome: str, base: str) -> str:
    """The scenario whose dots shift most against the base's median, or that no shift is seen."""
    what = in_sentence(outcome)
    if len(dots) == 1:
        first, third = np.quantile(next(iter(dots.values())), (0.25, 0.75))
        places = digits(float(first), float(third))
        return f"{base}: half of the runs lie between {bare(first, places)} and {bare(third, places)}, {what}"
    table = compare(ds, base=base, measures=[outcome])
    seen = table.loc[table["separated"], "scenario"]
    if seen.empty:
        return f"No difference from {base} in {what} is seen"
    median = float(np.median(dots[base]))
    above = {name: int((dots[name] > median).sum()) for name in map(str, seen)}
    name = max(above, key=lambda key: abs(above[key] - DOTS / 2))
    more = above[name] >= DOTS / 2
    count = f"{above[name] if more else DOTS - above[name]} of {DOTS} dots lie {'above' if more else 'below'}"
    return f"{what[0].upper()}{what[1:]}: {scenario(name)}, {count} the median of {base}"
