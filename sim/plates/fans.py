"""Fan charts: the runs of each scenario month by month, with the base in grey behind every one.

A dark line is the median; the darker band holds half of the runs, the lighter one nine in ten.
"""

from __future__ import annotations

from math import ceil

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, MultipleLocator
from numpy.typing import NDArray

from sim.analysis.compare import base_of
from sim.outcomes import BY_NAME
from sim.plates import given, style
from sim.plates.lettering import wrap
from sim.plates.plate import Plate
from sim.stats import intervals
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, level, scale, tick

BAND = (0.05, 0.25, 0.5, 0.75, 0.95)
PANEL, HEAD, FOOT, GAP, TICKS = 1.35, 0.3, 0.3, 0.22, 0.66
Reals = NDArray[np.float64]


@style.house_style
def draw(
    ds: xr.Dataset, outcome: str = "deployed_path", base: str | None = None, columns: int | None = None
) -> Figure:
    """Draw one outcome by month.

    Parameters
    ----------
    ds
        Results of `simulate`.
    outcome
        One that has a value a month.
    base
        The scenario that the others are compared with; left out, `base` or the first.
    columns
        Panels side by side, a panel a scenario; one alone makes a narrow sheet, for a phone.

    Returns
    -------
    matplotlib.figure.Figure
        The plate; its label is its title.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> draw(simulate(Scenario(horizon=6), replicates=20), columns=1).get_label()[:18]
    'scenario ends with'
    """
    base, values = base_of(ds, base), given.variable(ds, outcome, "month")
    names = [str(name) for name in ds["scenario"].values]
    times = scale(BY_NAME[outcome].unit)
    paths = {name: times * values.sel(scenario=name).values for name in names}
    subtitle = (
        f"{labels.head(outcome)} by month: median, half of the runs (dark band) and nine in ten (light band). "
        f"Dashed: the same of {labels.scenario(base)}, median and half. ±: {FINITE_RUNS}."
    )
    tension = BY_NAME[outcome].unit == "rung"
    if tension:
        subtitle += " " + ", ".join(f"{rung} {name}" for rung, name in enumerate(labels.TENSION, 1)) + "."
    body = style.body(narrow=columns == 1)
    columns = min(columns or (2 if len(names) < 7 else 3), len(names))
    bands = ceil(len(names) / columns)
    tall = HEAD + PANEL + FOOT
    sheet = style.sheet(title(ds, outcome, base), subtitle, ds.attrs, bands * tall + 0.15, body=body)
    wide = (body - TICKS - (columns - 1) * GAP) / columns
    fans = {name: _quantiles(path) for name, path in paths.items()}
    top = max(float(np.nanmax(fan)) for fan in fans.values())
    for k, name in enumerate(names):
        left, bottom = TICKS + (k % columns) * (wide + GAP), 0.15 + (bands - 1 - k // columns) * tall
        ax = sheet.axes(left, bottom + FOOT, wide, PANEL)
        _fan(ax, fans[name], None if name == base else fans[base])
        _heights(ax, top, rungs=tension)
        ax.tick_params(labelleft=not k % columns)
        if not k % columns:
            sheet.upright(bottom + FOOT + PANEL / 2, labels.head(outcome))
        (label,) = wrap(name, wide, style.TEXT, bold=True, most=1)
        sheet.text(left, bottom + FOOT + PANEL + 0.07, label, size=style.TEXT, weight="bold")
    sheet.text(TICKS, 0.0, "months since the start", size=style.SMALL, color=style.SLATE)
    return sheet.figure


def title(ds: xr.Dataset, outcome: str, base: str) -> str:
    """The largest difference from the base in the last month that both have, or that none is seen."""
    values = ds[outcome].values
    names = [str(name) for name in ds["scenario"].values]
    at = names.index(base)
    month = int(np.flatnonzero(~np.isnan(values).all(axis=1).any(axis=0))[-1])
    end, unit, what = values[:, :, month], BY_NAME[outcome].unit, labels.outcome(outcome)
    if len(names) == 1:
        alone = intervals.mean(end[0])
        value = level(float(alone.mean), float(alone.low), float(alone.high), unit)
        return f"{labels.scenario(base)} ends with {value} {what} on average"
    difference = intervals.mean(end - end[at])
    seen = intervals.separated(end - end[at], difference)
    if not seen.any():
        return f"No difference from {labels.scenario(base)} in mean {what} is seen in month {month + 1}"
    k = int(np.argmax(np.where(seen, np.abs(difference.mean), -1.0)))
    change = level(
        float(difference.mean[k]), float(difference.low[k]), float(difference.high[k]), unit, signed=True
    )
    furthest = f"Furthest from {labels.scenario(base)} in month {month + 1}: {labels.scenario(names[k])}"
    return f"{furthest}, mean {what} {change}"


def _heights(ax: Axes, top: float, *, rungs: bool) -> None:
    """From nothing, or from the first rung of a ladder, to what any panel reaches."""
    if rungs:
        ax.set_ylim(0.8, max(2.2, 1.05 * top))
        ax.yaxis.set_major_locator(MultipleLocator(1))
    else:
        ax.set_ylim(0, 1.05 * top or 1.0)


def _quantiles(paths: Reals) -> Reals:
    """Quantiles by month, (band, months); months past the horizon stay empty."""
    kept = ~np.isnan(paths).all(axis=0)
    bands = np.full((len(BAND), paths.shape[1]), np.nan)
    bands[:, kept] = np.nanquantile(paths[:, kept], BAND, axis=0)
    return bands


def _fan(ax: Axes, fan: Reals, behind: Reals | None) -> None:
    months = np.arange(1, fan.shape[1] + 1)
    if behind is None:
        ax.fill_between(months, fan[0], fan[4], color="#ececec", linewidth=0)
        ax.fill_between(months, fan[1], fan[3], color="#cfcfcf", linewidth=0)
        ax.plot(months, fan[2], color=style.SLATE, linewidth=1.4)
    else:
        ax.fill_between(months, fan[0], fan[4], color=style.SKY, alpha=0.35, linewidth=0)
        ax.fill_between(months, fan[1], fan[3], color=style.SKY, linewidth=0)
        for k in (1, 3):
            ax.plot(months, behind[k], color=style.SLATE, linewidth=0.7, linestyle=(0, (4, 2)))
        ax.plot(months, behind[2], color=style.SLATE, linewidth=1.4, linestyle=(0, (4, 2)))
        ax.plot(months, fan[2], color=style.BLUE, linewidth=1.8)
    ax.set_xlim(1, len(months))
    ax.xaxis.set_major_locator(MultipleLocator(12 if len(months) > 18 else 3))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.yaxis.set_major_formatter(lambda y, _: tick(y))
    ax.tick_params(labelsize=7, length=2)
    ax.grid(axis="y", color=style.MIST, linewidth=0.5)


PLATE = Plate(
    place=3,
    head="The force over time",
    text=(
        "A panel a scenario: the dark line is the median run, the bands hold half and nine tenths of the "
        "runs, the dashed lines are the base. Compare the shift with the spread, which holds chance and "
        "assumptions together."
    ),
    draw=lambda data: draw(data.ds, data.about or "deployed_path", data.base, 1 if data.narrow else None),
    about="path",
    gallery_scenarios="forces",
)
