"""Sensitivity bars: how much of an outcome's variance each input makes, alone and with the others.

The pale bar is the total index, with all interactions; the dark one below it, what the input does alone.
Lines are 95 % intervals.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plates import style
from sim.plates.lettering import width
from sim.plates.plate import Plate
from sim.wording import labels
from sim.wording.numbers import tick

if TYPE_CHECKING:
    from sim.analysis.indices import Sensitivity

ROW, FOOT = 0.3, 0.45
MAX_BARS = 12


@style.house_style
def draw(indices: Sensitivity, provenance: Mapping[str, Any]) -> Figure:
    """Draw what `analysis.sensitivity` gives, at most the twelve strongest factors."""
    rows = indices.table.head(MAX_BARS)
    high = len(rows) * ROW
    sheet = style.sheet(
        title(indices), _subtitle(indices, len(indices.table) - len(rows)), provenance, high + FOOT
    )
    names = max(width(labels.lever(str(name)), style.SMALL) for name in rows.index) + 0.1
    texts = [indices.figure(str(name)) for name in rows.index]
    figures = max(width(text, style.SMALL) for text in texts) + 0.1
    ax = sheet.axes(names, FOOT, style.BODY - names - figures, high)
    for i, (name, row) in enumerate(rows.iterrows()):
        y = FOOT + high - (i + 0.5) * ROW
        sheet.text(0, y, labels.lever(str(name)), size=style.SMALL, va="center_baseline")
        sheet.text(style.BODY, y, texts[i], size=style.SMALL, va="center_baseline", ha="right")
        _bar(ax, i - 0.17, indices.interval(str(name)), style.SKY)
        if "first" in row:
            _bar(ax, i + 0.17, indices.interval(str(name), "first"), style.BLUE)
    ax.set(ylim=(len(rows) - 0.5, -0.5), yticks=[], xlabel=indices.method)
    ax.xaxis.set_major_formatter(lambda x, _: tick(x))
    ax.axvline(0, color=style.INK, linewidth=0.8)
    ax.spines["left"].set_visible(False)
    return sheet.figure


def title(indices: Sensitivity) -> str:
    """The weightiest input, or those that cannot be told apart at the top."""
    top = indices.table.iloc[0]
    what = labels.outcome(indices.measure)
    if top["index"] <= top["error"]:
        return f"No input is seen to move {what}"
    leaders = [labels.lever(name) for name in indices.leaders]
    if len(leaders) > 1:
        return f"Weightiest for {what}: {labels.some(leaders, 3)}, which cannot be told apart"
    return f"Weightiest for {what}: {leaders[0]}, {indices.figure(str(indices.table.index[0]))}"


def _subtitle(indices: Sensitivity, left_out: int) -> str:
    text = (
        f"{indices.method}, of {labels.outcome(indices.measure)} (pale, and in figures), with 95 % intervals"
    )
    if "first" in indices.table:
        text += "; dark: the factor alone"
    if left_out:
        text += f". {left_out} weaker factors are left out"
    if not indices.settled:
        text += f". Not settled: indices {indices.moves()}"
    return f"{text}. {indices.held}".rstrip()


def _bar(ax: Axes, y: float, interval: tuple[float, float, float], colour: str) -> None:
    value, *ends = interval
    ax.barh(y, value, height=0.32, color=colour, edgecolor=style.SLATE, linewidth=0.5)
    ax.plot(ends, [y, y], color=style.PAPER, linewidth=2.6)
    ax.plot(ends, [y, y], color=style.INK, linewidth=1.1)


PLATE = Plate(
    place=10,
    head="Which levers matter",
    text=(
        "How much of the variance of the force each lever makes, with the others and alone, when all vary "
        "over their ranges. It rests on those ranges: a lever given a narrow one looks weak. The plate says "
        "so if the indices have not settled."
    ),
    draw=lambda data: draw(*data.indices("deployed")),
    in_studies=False,
)
