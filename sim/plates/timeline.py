"""Who joins when: for each state, the share of runs in which its soldiers have come by each month.

A row darkens as more runs have the state's soldiers in Ukraine; a diamond stands where half of them do. A question mark
stands behind a state whose stance is unknown.
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.analysis.spoken import spoken_of
from sim.plates import given, style
from sim.plates.lettering import width
from sim.plates.plate import Plate
from sim.stats import intervals
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, finest, half_width, level

ROW, FOOT = 0.175, 0.62
RARE = 0.01
Reals = NDArray[np.float64]


@style.house_style
def draw(ds: xr.Dataset, scenario: str | None = None, *, narrow: bool = False) -> Figure:
    """Draw one scenario of the results, the first unless named; narrow for a phone."""
    name = given.scenario(ds, scenario)
    joined = given.variable(ds, "joined_month_by_country").sel(scenario=name).values
    codes, shares = arrivals(joined, [str(c) for c in ds["country"].values], ds.sizes["month"])
    shown = max(1, int((shares[:, -1] >= RARE).sum()))
    rare = [labels.state(code) for code in codes[shown:]]
    known = spoken_of(given.levers(ds, name))
    rows = [labels.state(code) + ("" if code in known else " ?") for code in codes[:shown]]
    subtitle = (
        f"Scenario {labels.scenario(name)}: share of {ds.attrs['replicates']:,} runs in which a state has had "
        "soldiers in Ukraine or on the way by that month; at the right, by the end. Diamond: half of the runs. "
        f"Question mark: stance unknown, drawn in each run. ±: {FINITE_RUNS}."
    )
    if rare:
        subtitle += f" In fewer than one run in a hundred: {labels.some(rare)}."
    body = style.body(narrow=narrow)
    sheet = style.sheet(title(codes, shares, len(joined)), subtitle, ds.attrs, shown * ROW + FOOT, body=body)
    names = max(width(row, style.SMALL) for row in rows) + 0.1
    texts = _shares(shares[:shown, -1], len(joined))
    figures = max(width(text, style.SMALL) for text in texts) + 0.1
    _strips(sheet.axes(names, FOOT, body - names - figures, shown * ROW), shares[:shown])
    for i in range(shown):
        y = FOOT + (shown - i - 0.5) * ROW
        sheet.text(0, y, rows[i], size=style.SMALL, va="center_baseline")
        sheet.text(body, y, texts[i], size=style.SMALL, va="center_baseline", ha="right")
    _scale(sheet, names)
    return sheet.figure


def arrivals(joined: Reals, codes: list[str], months: int) -> tuple[list[str], Reals]:
    """States, the likeliest first, and the share of runs that have each by each month, (states, months)."""
    by = np.stack([(joined <= month).mean(axis=0) for month in range(months)], axis=1)
    order = np.argsort(-by.sum(axis=1) - 1000 * by[:, -1], kind="stable")
    return [codes[k] for k in order], by[order]


def title(codes: list[str], shares: Reals, runs: int) -> str:
    """Which states join in half of the runs, beyond the noise, and the first of them with its month."""
    sure = 0.5 + 0.98 / sqrt(runs)
    joins = {code: row for code, row in zip(codes, shares, strict=True) if row[-1] >= sure}
    if not joins:
        return f"No state joins in half of the runs; {labels.state(codes[0])} comes nearest"
    half = {code: int(np.argmax(row >= 0.5)) for code, row in joins.items()}
    month = min(half.values())
    first = [labels.state(code) for code in half if half[code] == month]
    later = [labels.state(code) for code in sorted(half, key=lambda code: half[code]) if half[code] > month]
    then = f", later {labels.some(later)}" if later else "; no other state clearly does"
    verb = "has" if len(first) == 1 else "have each"
    return f"{labels.some(first)} {verb} joined in half of the runs by month {month + 1}{then}"


def _shares(shares: Reals, runs: int) -> list[str]:
    """Shares of runs with their intervals, to the same places."""
    found = intervals.share_of(np.rint(shares * runs), np.full(len(shares), float(runs)))
    rows = list(zip(shares.tolist(), found.low.tolist(), found.high.tolist(), strict=True))
    places = finest((share, half_width(share, low, high)) for share, low, high in rows)
    return [level(*row, "1", beside=places) for row in rows]


def _strips(ax: Axes, shares: Reals) -> None:
    rows, months = shares.shape
    edges = np.arange(months + 1) + 0.5
    ax.pcolormesh(edges, np.arange(rows + 1) - 0.5, shares, cmap=style.DEPTH, vmin=0, vmax=1)
    ax.hlines(np.arange(rows + 1) - 0.5, 0.5, months + 0.5, color=style.PAPER, linewidth=1.2)
    for i, row in enumerate(shares):
        if row[-1] >= 0.5:
            ax.plot(
                np.argmax(row >= 0.5) + 1, i, "D", color=style.PAPER, markeredgecolor=style.INK, markersize=4
            )
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_yticks([])
    ax.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    ax.set_xlabel("months since the start")


def _scale(sheet: style.Sheet, left: float) -> None:
    ax = sheet.axes(left, 0.0, 1.2, 0.1)
    ax.imshow(np.linspace(0, 1, 64)[None, :], cmap=style.DEPTH, aspect="auto", extent=(0, 1, 0, 1))
    ax.set(xticks=[], yticks=[])
    sheet.text(left - 0.06, 0.05, "0 %", size=7, ha="right", va="center")
    sheet.text(left + 1.26, 0.05, "100 % of runs", size=7, va="center")


PLATE = Plate(
    place=4,
    head="Who joins when",
    text=(
        "A row darkens as more runs have the state's soldiers in Ukraine. A diamond marks the month at which "
        "half of them do. It rests on thresholds and peers: who comes early pulls the others."
    ),
    draw=lambda data: draw(data.ds, data.about or data.base, narrow=data.narrow),
    about="scenario",
)
