"""A table of values as a plate: rows and columns named, cells shaded from little to much and written out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.plates import style
from sim.plates.lettering import width, wrap

ROW, LINE = 0.32, 0.15
"""Inches: height of a row of cells, and of a line of a column's name."""
NAMES = 1.75
NARROW = 0.75
"""Names of columns narrower than this stand upright."""
Reals = NDArray[np.float64]


def head(columns: Sequence[str], rows: Sequence[str]) -> float:
    """Inches that the names of the columns take."""
    column = _column(columns, rows)
    if column < NARROW:
        return max(width(name, style.SMALL, bold=True) for name in columns) + 0.12
    return max(len(wrap(name, column, style.SMALL, bold=True, most=4)) for name in columns) * LINE + 0.1


def fill(
    sheet: style.Sheet,
    rows: Sequence[str],
    columns: Sequence[str],
    texts: Sequence[Sequence[str]],
    shades: Reals,
    *,
    strong: Sequence[int] = (),
) -> None:
    """Write a table from the top of the sheet; `shades` run from 0 to 1, `strong` rows are bold."""
    names, column = _names(rows), _column(columns, rows)
    top = sheet.height - head(columns, rows)
    for j, name in enumerate(columns):
        _column_name(sheet, name, names + (j + 0.5) * column, top + 0.07, column)
    ax = sheet.axes(names, top - len(rows) * ROW, len(columns) * column, len(rows) * ROW)
    ax.imshow(shades, cmap=style.DEPTH, vmin=0.0, vmax=1.6, aspect="auto")
    ax.set_axis_off()
    ax.hlines(np.arange(1, len(rows)) - 0.5, -0.5, len(columns) - 0.5, color=style.PAPER, linewidth=1.5)
    ax.vlines(np.arange(1, len(columns)) - 0.5, -0.5, len(rows) - 0.5, color=style.PAPER, linewidth=1.5)
    for i, name in enumerate(rows):
        y, weight = top - (i + 0.5) * ROW, "bold" if i in strong else "normal"
        label = wrap(name, names - 0.1, style.SMALL, bold=i in strong, most=2)
        middle = "center_baseline" if len(label) == 1 else "center"
        sheet.text(0, y, "\n".join(label), size=style.SMALL, va=middle, weight=weight, linespacing=1.1)
        for j, text in enumerate(texts[i]):
            x = names + (j + 0.5) * column
            sheet.text(x, y, text, size=7.5, ha="center", va="center_baseline", weight=weight)


def _column_name(sheet: style.Sheet, name: str, x: float, y: float, column: float) -> None:
    if column < NARROW:
        sheet.text(x, y, name, size=style.SMALL, weight="bold", rotation=90, ha="center", va="bottom")
        return
    text = "\n".join(wrap(name, column, style.SMALL, bold=True, most=4))
    look = {"ha": "center", "va": "baseline", "linespacing": 1.15}
    sheet.text(x, y, text, size=style.SMALL, weight="bold", **look)


def _names(rows: Sequence[str]) -> float:
    return min(NAMES, max(width(name, style.SMALL, bold=True) for name in rows) + 0.12)


def _column(columns: Sequence[str], rows: Sequence[str]) -> float:
    return (style.BODY - _names(rows)) / len(columns)
