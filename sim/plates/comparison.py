"""The paired-difference plate: what each excursion changes against the base on the same chance.

The base is grey and stands at zero. A triangle points to where a difference lies; a hollow ring says none is
seen. All intervals are 95 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sim.analysis.compare import base_of, compare
from sim.plates import given, style
from sim.plates.lettering import width, wrap
from sim.plates.paired import Row, rows_of
from sim.plates.plate import Plate
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, in_common, interval, level, scale, tick

OUTCOMES = (
    "deployed",
    "ground_contributors",
    "attacked",
    "direct_war",
    "bystander",
    "kia",
    "kyiv_content",
    "cost_eur_bn",
)
FOCUS = "attacked"
"""What the title speaks of first, where a difference is seen."""
NAMES, GAP, HEAD, FOOT = 1.45, 0.2, 0.25, 0.3
"""Inches: most room for names, between panels, above and below a panel's rows."""


class Box(NamedTuple):
    """Where a panel lies on the sheet, in inches."""

    left: float
    bottom: float
    wide: float
    high: float


@style.house_style
def draw(
    ds: xr.Dataset, base: str | None = None, outcomes: Sequence[str] = OUTCOMES, columns: int = 2
) -> Figure:
    """Draw base against excursions.

    Parameters
    ----------
    ds
        Results of `simulate`.
    base
        The scenario that the others are compared with; left out, `base` or the first.
    outcomes
        Variables over scenario and replicate, a panel each.
    columns
        Panels side by side; the sheet is as wide as they ask for.

    Returns
    -------
    matplotlib.figure.Figure
        The plate; its label is its title.

    Examples
    --------
    >>> from sim import Scenario, simulate
    >>> ds = simulate({"base": Scenario(horizon=6), "same": Scenario(horizon=6)}, replicates=20)
    >>> draw(ds).get_label()
    'No difference from base is seen in 20 paired runs'
    """
    base = base_of(given.several(ds), base)
    table = compare(ds, base=base, measures=outcomes)
    panels = {name: rows_of(table, name) for name in outcomes}
    subtitle = (
        f"Paired differences from {labels.scenario(base)} (grey), which stands in its own units; 95 % intervals, "
        f"{FINITE_RUNS}. Blue: more than {labels.scenario(base)}; brown: less; a hollow ring: no difference is "
        "seen. Shares in per cent, their differences in points."
    )
    names = [row.scenario for row in panels[outcomes[0]]]
    room = min(NAMES, max(width(name, style.SMALL) for name in names) + 0.1)
    wrapped = [wrap(name, room - 0.08, style.SMALL, most=2) for name in names]
    pitch = 0.2 if all(len(label) == 1 for label in wrapped) else 0.29
    high = len(names) * pitch
    tall = HEAD + high + FOOT
    columns = min(columns, len(outcomes))
    bands = ceil(len(outcomes) / columns)
    wide = (style.BODY - room - GAP) / 2
    body = room + columns * (wide + GAP) - GAP
    sheet = style.sheet(
        title(panels, base, ds.attrs["replicates"]),
        subtitle,
        ds.attrs,
        bands * tall,
        body=body,
    )
    for k, (outcome, rows) in enumerate(panels.items()):
        bottom = (bands - 1 - k // columns) * tall + FOOT
        if k % columns == 0:
            for label, row, y in zip(wrapped, rows, _middles(bottom, high, len(rows)), strict=True):
                _name(sheet, label, y, style.BASE if row.scenario == base else style.INK)
        _panel(sheet, Box(room + (k % columns) * (wide + GAP), bottom, wide, high), outcome, rows, base)
    return sheet.figure


def title(panels: Mapping[str, list[Row]], base: str, runs: int) -> str:
    """What the excursions do to the risk of attack; else their clearest difference; or that none is seen."""
    excursions = [row for rows in panels.values() for row in rows if row.scenario != base]
    if not excursions:
        name, (row, *_) = next(iter(panels.items()))
        value = level(row.value, *row.ends, labels.unit(name))
        return f"Nothing to compare: {labels.scenario(base)} alone, {labels.outcome(name)} {value}"
    if not any(row.separated for row in excursions):
        return f"No difference from {labels.scenario(base)} is seen in {runs:,} paired runs"
    among = len(excursions)
    seen = {name: [row for row in rows if row.stands_out(among)] for name, rows in panels.items()}
    if not any(seen.values()):
        return f"None of {among} differences from {labels.scenario(base)} stands out among so many"
    if seen.get(FOCUS):
        low, high = (end(seen[FOCUS], key=lambda row: row.difference) for end in (min, max))
        ends = [high] if low is high else [high, low]
        changes = ", ".join(
            f"{labels.scenario(row.scenario)} {_change(FOCUS, row, panels[FOCUS])}" for row in ends
        )
        return f"{labels.head(FOCUS).partition(',')[0]} against {labels.scenario(base)}: {changes}"
    noise = {name: next(row.error for row in rows if row.scenario == base) for name, rows in panels.items()}
    name, row = max(
        ((name, row) for name, rows in seen.items() for row in rows),
        key=lambda pair: abs(pair[1].difference) / (noise[pair[0]] or pair[1].noise or 1.0),
    )
    who = labels.scenario(row.scenario)
    change = _change(name, row, panels[name])
    return f"Clearest difference from {labels.scenario(base)}: {who}, {labels.outcome(name)} {change}"


def _change(outcome: str, row: Row, panel: list[Row]) -> str:
    """A difference with its unit, to the places that its panel has."""
    return level(row.difference, row.low, row.high, labels.unit(outcome), signed=True, beside=_places(panel))


def _places(panel: list[Row]) -> int | None:
    """One rule for the base and all differences from it."""
    base = next(one for one in panel if not one.noise and not one.difference)
    differences = ((one.difference, one.noise) for one in panel if one is not base)
    return in_common([(base.value, base.error)], differences)


def _middles(bottom: float, high: float, rows: int) -> list[float]:
    """Inches of the middle of each row, from the top."""
    return [bottom + high * (1 - (i + 0.5) / rows) for i in range(rows)]


def _name(sheet: style.Sheet, label: list[str], y: float, colour: str) -> None:
    middle = "center_baseline" if len(label) == 1 else "center"
    sheet.text(0, y, "\n".join(label), size=style.SMALL, va=middle, color=colour, linespacing=1.1)


def _panel(sheet: style.Sheet, box: Box, outcome: str, rows: list[Row], base: str) -> None:
    kind = labels.unit(outcome)
    texts = [_text(row, outcome, rows, base) for row in rows]
    column = max(width(text, style.SMALL) for text in texts) + 0.06
    ax = sheet.axes(box.left, box.bottom, box.wide - column, box.high)
    look: dict[str, Any] = {"size": style.SMALL, "ha": "right", "va": "center_baseline"}
    for i, (row, y) in enumerate(zip(rows, _middles(box.bottom, box.high, len(rows)), strict=True)):
        colour = _mark(ax, row, i, scale(kind), base)
        sheet.text(box.left + box.wide, y, texts[i], color=colour, **look)
    _axis(ax, rows, scale(kind))
    sheet.text(box.left, box.bottom + box.high + 0.05, labels.head(outcome), size=style.TEXT, weight="bold")


def _text(row: Row, outcome: str, panel: list[Row], base: str) -> str:
    unit, places = labels.unit(outcome), _places(panel)
    if row.scenario == base:
        return level(row.value, *row.ends, unit, beside=places)
    return interval(row.difference, row.low, row.high, unit, signed=True, beside=places)


def _mark(ax: Axes, row: Row, i: int, times: float, base: str) -> str:
    """Draw a row; returns the colour of its words."""
    if row.scenario == base:
        ax.plot(0, i, "s", color=style.BASE, markersize=4)
        return style.SLATE
    look: dict[str, Any]
    if not row.separated:
        look, colour, words = {"marker": "o", "markerfacecolor": style.PAPER}, style.GREY, style.SLATE
    else:
        more = row.difference > 0
        look, colour = {"marker": ">" if more else "<"}, style.BLUE if more else style.BROWN
        words = style.INK
    ax.plot([times * row.low, times * row.high], [i, i], color=colour, linewidth=1.6, solid_capstyle="butt")
    ax.plot(times * row.difference, i, color=colour, markersize=5, **look)
    return words


def _axis(ax: Axes, rows: list[Row], times: float) -> None:
    ends = [0.0, *(times * end for row in rows for end in (row.low, row.high) if end == end)]
    span = (max(ends) - min(ends)) or 1.0
    ax.set_xlim(min(ends) - 0.1 * span, max(ends) + 0.1 * span)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.axvline(0, color=style.BASE, linewidth=1.0, zorder=0)
    ax.hlines(range(len(rows)), *ax.get_xlim(), color=style.MIST, linewidth=0.5, zorder=0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(2))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: tick(x, signed=True)))
    ax.tick_params(axis="x", labelsize=7, length=2, pad=1.5)


PLATE = Plate(
    place=1,
    head="What each excursion changes",
    text=(
        "Each row is a scenario, each panel an outcome. Read where a mark stands from the grey line: that is "
        "what the excursion changes, with its 95 % interval. A hollow ring says that the difference cannot be "
        "told from chance. It rests on paired runs: every scenario meets the same chance and the same "
        "assumptions."
    ),
    draw=lambda data: draw(
        data.ds, data.base, data.outcomes or OUTCOMES, 1 if data.narrow else 4 if data.lying else 2
    ),
)
