"""The model against the public record: how well each term ranks the states that said yes above those that said no.

A filled dot is the model with the stances it believes, a hollow one without anything that states said; the middle line
is a coin. What is alike for all states, or differs by chance alone, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.against_record import GROUND, NEITHER, AgainstRecord
from sim.evidence.recorded import MOMENTS
from sim.plates import style
from sim.plates.lettering import width
from sim.plates.plate import Plate
from sim.wording import labels
from sim.wording.numbers import ends

ROW, FOOT = 0.26, 0.45
COIN = 0.5
APART = 0.13
"""Half the distance of a row's two dots, in rows."""


@style.house_style
def draw(kept: AgainstRecord, removed: AgainstRecord, provenance: Mapping[str, Any]) -> Figure:
    """Draw what `analysis.against_record` gives with stances kept and removed."""
    rows = ordered(kept.table, removed.table)
    subtitle = (
        f"AUC with 95 % intervals over states: {kept.yes} that said yes, {kept.no} that said no by "
        f"{MOMENTS[kept.moment]}. Filled, and first in figures: stances kept; hollow: removed. Right of the line a "
        "number ranks with the record, left of it against."
    )
    high = len(rows) * ROW
    sheet = style.sheet(title(kept, removed), subtitle, provenance, high + FOOT)
    called = [labels.term(name) for name in rows]
    names = max(width(text, style.SMALL) for text in called) + 0.1
    texts = [f"{kept.table['auc'][name]:.2f}   {removed.table['auc'][name]:.2f}" for name in rows]
    figures = max(width(text, style.SMALL) for text in texts) + 0.15
    ax = sheet.axes(names, FOOT, style.BODY - names - figures, high)
    for i, name in enumerate(rows):
        y = FOOT + high - (i + 0.5) * ROW
        sheet.text(0, y, called[i], size=style.SMALL, va="center_baseline")
        sheet.text(style.BODY, y, texts[i], size=style.SMALL, va="center_baseline", ha="right")
        _dot(ax, i - APART, kept, name, style.BLUE, style.BLUE)
        _dot(ax, i + APART, removed, name, style.BROWN, style.PAPER)
    ax.axvline(COIN, color=style.INK, linewidth=0.8, zorder=0)
    ax.set(xlim=(0, 1), ylim=(len(rows) - 0.5, -0.5), yticks=[])
    ax.set_xlabel("against   ←   AUC   →   with the record")
    ax.spines["left"].set_visible(False)
    return sheet.figure


def ordered(kept: pd.DataFrame, removed: pd.DataFrame) -> list[str]:
    """What tells states apart with the stances or without; the best first."""
    tells = (kept["verdict"] != NEITHER) | (removed["verdict"] != NEITHER)
    return [str(name) for name in kept["auc"][tells].sort_values(ascending=False, kind="stable").index]


def title(kept: AgainstRecord, removed: AgainstRecord) -> str:
    """How well being on the ground ranks the states, with their stances and without."""
    told, untold = (_auc(found) for found in (kept, removed))
    return f"Who is on the ground ranks the states with AUC {told}; with stances removed, {untold}"


def _auc(found: AgainstRecord) -> str:
    mean, below, above = _figures(found, GROUND)
    low, high = ends(below, above, 2)
    return f"{mean:.2f} ({low} to {high})"


def _figures(found: AgainstRecord, name: str) -> tuple[float, float, float]:
    """The AUC of a row with the ends of its interval."""
    table = found.table
    return float(table["auc"][name]), float(table["auc_low"][name]), float(table["auc_high"][name])


def _dot(ax: Axes, y: float, found: AgainstRecord, name: str, edge: str, fill: str) -> None:
    mean, low, high = _figures(found, name)
    ax.plot([low, high], [y, y], color=edge, linewidth=1.1)
    ax.plot(mean, y, "o", color=edge, markerfacecolor=fill, markersize=5)


PLATE = Plate(
    place=12,
    head="Against the public record",
    text=(
        "Each row is a number of the model that differs among states. It ranks those that said yes to soldiers above "
        "those that said no: perfectly at 1, like a coin at a half, the wrong way round below. The states are few, and "
        "listened to each other: intervals are wide, and still too narrow."
    ),
    draw=lambda data: draw(*data.record()),
    in_studies=False,
)
