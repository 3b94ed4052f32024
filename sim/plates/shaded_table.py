"""A table of values as a plate: rows and columns named, cells shaded from little to much and written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.plates import style
from sim.plates.lettering import width, wrap

ROW, LINE, PAD = 0.32, 0.15, 0.14
"""Inches: height of a row of cells, of a line of a column's name, and room around what a cell says."""
NAMES, CELL = 1.75, 7.5
APART = 0.06
"""Inches between the names of two columns that lie."""
Reals = NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Named rows and columns, what each cell says and how dark it is (0 to 1); `strong` rows are bold."""

    rows: Sequence[str]
    columns: Sequence[str]
    texts: Sequence[Sequence[str]]
    shades: Reals
    strong: Sequence[int] = ()

    @property
    def names(self) -> float:
        """Inches for the names of the rows."""
        return min(NAMES, max(width(name, style.SMALL, bold=True) for name in self.rows) + 0.12)

    @property
    def edges(self) -> Reals:
        """Where the columns begin and end: each as wide as its cells need, the rest shared."""
        need = (
            np.array([max(width(t, CELL, bold=True) for t in c) for c in zip(*self.texts, strict=True)]) + PAD
        )
        spare = (style.BODY - self.names - need.sum()) / len(need)
        return self.names + np.concatenate([[0.0], np.cumsum(need + spare)])

    @property
    def upright(self) -> bool:
        """Whether a column is too narrow for a word of its name, so that all names stand upright."""
        words = [max(width(w, style.SMALL, bold=True) for w in name.split()) for name in self.columns]
        return bool((np.array(words) + APART > np.diff(self.edges)).any())

    @property
    def head(self) -> float:
        """Inches that the names of the columns take."""
        if self.upright:
            return max(width(name, style.SMALL, bold=True) for name in self.columns) + 0.12
        return max(map(len, self.headings())) * LINE + 0.1

    @property
    def height(self) -> float:
        """Inches of the whole table."""
        return self.head + len(self.rows) * ROW

    def headings(self) -> list[list[str]]:
        """The names of the columns, broken into lines."""
        rooms = np.diff(self.edges)
        return [
            wrap(name, room - APART, style.SMALL, bold=True)
            for name, room in zip(self.columns, rooms, strict=True)
        ]

    def fill(self, sheet: style.Sheet) -> None:
        """Write the table on a sheet of its height."""
        top, edges = len(self.rows) * ROW, self.edges
        middles = (edges[1:] + edges[:-1]) / 2
        self._heads(sheet, middles, top + 0.07)
        ax = sheet.axes(float(edges[0]), 0.0, float(edges[-1] - edges[0]), top)
        ax.pcolormesh(edges, np.arange(len(self.rows) + 1), self.shades, cmap=style.DEPTH, vmin=0.0, vmax=1.6)
        ax.hlines(range(1, len(self.rows)), edges[0], edges[-1], color=style.PAPER, linewidth=1.5)
        ax.vlines(edges[1:-1], 0, len(self.rows), color=style.PAPER, linewidth=1.5)
        ax.set(xlim=(edges[0], edges[-1]), ylim=(len(self.rows), 0))
        ax.set_axis_off()
        for i, name in enumerate(self.rows):
            y, weight = top - (i + 0.5) * ROW, "bold" if i in self.strong else "normal"
            self._row_name(sheet, name, y, weight)
            for x, text in zip(middles, self.texts[i], strict=True):
                sheet.text(float(x), y, text, size=CELL, ha="center", va="center_baseline", weight=weight)

    def _heads(self, sheet: style.Sheet, middles: Reals, y: float) -> None:
        upright: dict[str, Any] = {"va": "bottom", "rotation": 90}
        level: dict[str, Any] = {"va": "baseline", "linespacing": 1.15}
        look = upright if self.upright else level
        for x, name, lines in zip(middles, self.columns, self.headings(), strict=True):
            text = name if self.upright else "\n".join(lines)
            sheet.text(float(x), y, text, size=style.SMALL, weight="bold", ha="center", **look)

    def _row_name(self, sheet: style.Sheet, name: str, y: float, weight: str) -> None:
        lines = wrap(name, self.names - 0.1, style.SMALL, bold=weight == "bold", most=2)
        middle = "center_baseline" if len(lines) == 1 else "center"
        sheet.text(0, y, "\n".join(lines), size=style.SMALL, va=middle, weight=weight, linespacing=1.1)
