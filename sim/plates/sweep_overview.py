"""A sweep at a glance: one outcome of many points, set against each swept lever in turn.

Every grey dot is a point of the sweep. The line is the mean of the points in ten equal groups along the
lever, the band its 95 % interval: a flat line says that the lever, over what else was swept, moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, hypot
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.plates import style
from sim.plates.plate import Data, Plate
from sim.stats import intervals
from sim.wording import labels
from sim.wording.numbers import amount, scale, tick

GROUPS = 10
PANEL, HEAD, FOOT, GAP, TICKS = 1.25, 0.28, 0.3, 0.2, 0.62
DOTS = 4_000
"""More points than this are thinned for drawing; groups use them all."""
SURE = 0.005
"""Level of the test that a lever matters: many levers are looked at."""
Reals = NDArray[np.float64]


class Profile(NamedTuple):
    """Mean of the outcome in groups along a lever, with its 95 % interval."""

    at: Reals
    mean: Reals
    low: Reals
    high: Reals
    p: float

    @property
    def rise(self) -> float:
        """Largest mean less smallest."""
        return float(self.mean.max() - self.mean.min())

    @property
    def error(self) -> float:
        """95 % half-width of the rise."""
        half = np.maximum(self.high - self.mean, self.mean - self.low)
        return float(np.hypot(half[self.mean.argmax()], half[self.mean.argmin()]))

    @property
    def seen(self) -> bool:
        """Whether the groups differ by more than chance would make them (analysis of variance)."""
        return self.p < SURE


@style.house_style
def draw(
    points: pd.DataFrame, provenance: Mapping[str, Any], *, levers: Sequence[str], outcome: str
) -> Figure:
    """Draw the points of a sweep against each swept lever, one dot a point.

    Parameters
    ----------
    points
        One row a point: a column for each lever, and one for the outcome's mean or probability in its own unit (a
        share is 0 to 1).
    provenance
        `statement` and, for the footer, seed, replicates, version and hashes.
    levers
        Columns of `points` to draw, at least one; the steepest is drawn first.
    outcome
        The column of `points` that is set against them.

    Returns
    -------
    matplotlib.figure.Figure
        The plate; its label is its title.

    Examples
    --------
    >>> points = pd.DataFrame({"us_backing": np.linspace(0, 1, 40)})
    >>> points["kyiv_content"] = 0.2 + 0.4 * points["us_backing"]
    >>> draw(points, {"statement": "example"}, levers=["us_backing"], outcome="kyiv_content").get_label()
    'Steepest for chance that Kyiv is content: US backing, 37 ± 3 points over its range'
    """
    times = scale(labels.unit(outcome))
    values = points[outcome].to_numpy(dtype=float)
    profiles = {name: profile(points[name].to_numpy(dtype=float), values) for name in levers}
    order = sorted(levers, key=lambda name: -profiles[name].rise)
    subtitle = (
        f"{labels.head(outcome)}: {len(points):,} points, each a scenario, against every swept lever. Line: mean "
        f"of {GROUPS} groups along the lever, with its 95 % interval; the steepest lever first."
    )
    columns = 2 if len(order) < 5 else 3
    bands, tall = ceil(len(order) / columns), HEAD + PANEL + FOOT
    sheet = style.sheet(title(profiles, outcome), subtitle, provenance, bands * tall)
    wide = (style.BODY - TICKS - (columns - 1) * GAP) / columns
    thin = slice(None, None, ceil(len(points) / DOTS))
    for k, name in enumerate(order):
        left, bottom = TICKS + (k % columns) * (wide + GAP), (bands - 1 - k // columns) * tall
        ax = sheet.axes(left, bottom + FOOT, wide, PANEL)
        _panel(ax, points[name].to_numpy(dtype=float)[thin], values[thin], profiles[name], times)
        if k % columns:
            ax.tick_params(labelleft=False)
        else:
            sheet.upright(bottom + FOOT + PANEL / 2, labels.head(outcome))
        sheet.text(left, bottom + FOOT + PANEL + 0.07, labels.lever(name), size=style.TEXT, weight="bold")
    return sheet.figure


def profile(levels: Reals, values: Reals) -> Profile:
    """Group the points along a lever: by its levels if few, else in equal numbers."""
    from scipy import stats  # half a second, which other plates need not wait for

    few = np.unique(levels)
    edges = few if len(few) <= GROUPS else np.unique(np.quantile(levels, np.arange(GROUPS) / GROUPS))
    group = np.searchsorted(edges, levels, side="right") - 1
    members = [group == k for k in range(len(edges)) if (group == k).sum() > 1]
    means = [intervals.mean(values[member]) for member in members]
    at = np.array([levels[member].mean() for member in members])
    mean, low, high = (np.array([getattr(f, end) for f in means], float) for end in ("mean", "low", "high"))
    test = stats.f_oneway(*(values[member] for member in members)) if len(members) > 1 else None
    return Profile(at, mean, low, high, float(test.pvalue) if test else 1.0)


def title(profiles: Mapping[str, Profile], outcome: str) -> str:
    """The lever along which the mean changes most, those that share that place, or that none is seen to matter."""
    what = labels.outcome(outcome)
    seen = {name: curve for name, curve in profiles.items() if curve.seen}
    if not seen:
        return f"No lever is seen to move {what} in this sweep"
    steepest = max(seen, key=lambda name: seen[name].rise)
    best = seen[steepest]
    alike = [name for name in seen if best.rise - seen[name].rise < hypot(best.error, seen[name].error)]
    if len(alike) > 1:
        names = labels.some(map(labels.lever, sorted(alike, key=lambda name: -seen[name].rise)), 3)
        return f"Steepest for {what}: {names}, which cannot be told apart"
    change = amount(
        seen[steepest].rise, seen[steepest].error, labels.unit(outcome), signed=True
    ).removeprefix("+")
    return f"Steepest for {what}: {labels.lever(steepest)}, {change} over its range"


def _panel(ax: Axes, levels: Reals, values: Reals, curve: Profile, times: float) -> None:
    colour = style.BLUE if curve.seen else style.SLATE
    ax.plot(levels, times * values, ".", color=style.GREY, markersize=2, alpha=0.35, rasterized=True)
    ax.fill_between(curve.at, times * curve.low, times * curve.high, color=style.SKY, alpha=0.8, linewidth=0)
    ax.plot(curve.at, times * curve.mean, color=colour, linewidth=1.8, marker="o", markersize=3)
    ax.xaxis.set_major_locator(MaxNLocator(3))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.xaxis.set_major_formatter(lambda x, _: tick(x))
    ax.yaxis.set_major_formatter(lambda y, _: tick(y))
    ax.tick_params(labelsize=7, length=2)
    ax.grid(axis="y", color=style.MIST, linewidth=0.5)


def _of_data(outcome: str, data: Data) -> Figure:
    points, marks = data.sample(outcome)
    return draw(points, marks, levers=[str(name) for name in points.columns[:-1]], outcome=outcome)


PLATE = Plate(
    place=11,
    head="A sweep at a glance",
    text=(
        "Every dot is a scenario drawn at random from the swept ranges. The line is the mean along one lever "
        "while the others vary; a flat one moves nothing on average."
    ),
    draw=lambda data: _of_data("deployed", data),
    in_studies=False,
)
