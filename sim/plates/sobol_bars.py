"""Sobol bars: how much of an outcome's variance each input makes, alone and with the others, with intervals.

The pale bar is the total index, with all interactions; the dark one below it, what the input does alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plates import style
from sim.plates.figures import amount, half_width, tick
from sim.plates.lettering import width
from sim.plates.words import in_sentence, lever, listed

ROW, FOOT, FIGURES = 0.3, 0.45, 1.0


@style.house_style
def draw(indices: pd.DataFrame, provenance: Mapping[str, Any], *, outcome: str, most: int = 12) -> Figure:
    """Draw the `most` weighty inputs of one outcome.

    `indices` has one row an input, by name: first-order index `S1` from `S1_low` to `S1_high`, and total
    index `ST` from `ST_low` to `ST_high`.
    """
    rows = indices.sort_values("ST", ascending=False).head(most)
    left_out = len(indices) - len(rows)
    subtitle = (
        f"Share of the variance of {in_sentence(outcome)}: alone (dark) and with all interactions (pale, and "
        "in figures), with 95 % intervals."
    )
    if left_out:
        next_one = indices.drop(rows.index).nlargest(1, "ST").iloc[0]
        subtitle += f" The other {left_out} inputs: at most {_total(next_one)}."
    high = len(rows) * ROW
    sheet = style.sheet(title(indices, outcome), subtitle, provenance, high + FOOT)
    names = max(width(lever(str(name)), style.SMALL) for name in rows.index) + 0.1
    ax = sheet.axes(names, FOOT, style.BODY - names - FIGURES, high)
    for i, (name, row) in enumerate(rows.iterrows()):
        y = FOOT + high - (i + 0.5) * ROW
        sheet.text(0, y, lever(str(name)), size=style.SMALL, va="center_baseline")
        sheet.text(style.BODY, y, _total(row), size=style.SMALL, va="center_baseline", ha="right")
        _bars(ax, i, row)
    ax.set(ylim=(len(rows) - 0.5, -0.5), yticks=[], xlabel="share of the variance")
    ax.xaxis.set_major_formatter(lambda x, _: tick(x))
    ax.axvline(0, color=style.INK, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    return sheet.figure


def title(indices: pd.DataFrame, outcome: str) -> str:
    """The weightiest input, or those that cannot be told apart at the top."""
    rows = indices.sort_values("ST", ascending=False)
    top = rows.iloc[0]
    what = in_sentence(outcome)
    if top["ST_low"] <= 0.0:
        return f"No input is seen to move {what}"
    level = [lever(str(name)) for name, row in rows.iterrows() if row["ST_high"] >= top["ST_low"]]
    if len(level) > 1:
        return f"Weightiest for {what}: {listed(level, 3)}, which cannot be told apart"
    return f"Weightiest for {what}: {level[0]}, {_total(top)} of the variance"


def _total(row: pd.Series) -> str:
    return amount(row["ST"], half_width(row["ST"], row["ST_low"], row["ST_high"]), "")


def _bars(ax: Axes, i: int, row: pd.Series) -> None:
    for kind, y, colour in (("ST", i - 0.17, style.SKY), ("S1", i + 0.17, style.BLUE)):
        ax.barh(y, row[kind], height=0.32, color=colour, edgecolor=style.SLATE, linewidth=0.5)
        ends = [row[f"{kind}_low"], row[f"{kind}_high"]]
        ax.plot(ends, [y, y], color=style.PAPER, linewidth=2.6)
        ax.plot(ends, [y, y], color=style.INK, linewidth=1.1)
