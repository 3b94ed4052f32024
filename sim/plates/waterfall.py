"""The willingness waterfall: how a country's decision adds up, term by term, from nothing to its willingness.

Bars to the right speak for sending soldiers, hatched bars to the left against; the grey bar is their sum, and above
zero the country is willing. A thin line spans nine runs in ten. Terms too small to decide share one bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.explain import DECIDING, Explanation
from sim.plates import style
from sim.plates.lettering import width
from sim.plates.plate import Plate
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, bare, digits, figure, level, tick

ASKED = ("country", "role", "known", "willing", "willing_low", "willing_high", "replicates")
"""What a table says of itself in its attributes."""
TOTAL, REST = "willingness", "rest"
MEANS = ["mean", "mean_low", "mean_high"]
PLACES = 2
"""Decimals of every term, so that they add up as they are printed."""
ROW, FOOT = 0.235, 0.42


def table_of(found: Explanation) -> pd.DataFrame:
    """The terms as `analysis.explain` gives them, with what they say of themselves."""
    table = found.table.copy()
    table.attrs = {name: getattr(found, name) for name in ASKED}
    return table


@style.house_style
def draw(table: pd.DataFrame, provenance: Mapping[str, Any] | None = None, *, narrow: bool = False) -> Figure:
    """Draw what `analysis.explain` gives for a country, narrow for a phone; `provenance` adds marks it lacks."""
    rows, called = ordered(table), words(table)
    subtitle = (
        f"Mean terms of the willingness of {labels.state(table.attrs['country'])}, in logits, with 95 % intervals "
        f"of the means ({FINITE_RUNS}); thin lines: nine runs in ten. Above zero it is willing."
    )
    if REST in rows.index:
        subtitle += f" Smaller terms: each less than {100 * DECIDING:.0f} % of all that weighs, so it does not decide."
    marks = {str(key): value for key, value in table.attrs.items()} | dict(provenance or {})
    high = len(rows) * ROW
    body = style.body(narrow=narrow)
    sheet = style.sheet(title(table), subtitle, marks, high + FOOT, body=body)
    names = max(width(called[str(term)], style.SMALL) for term in rows.index) + 0.1
    texts = _figures(rows)
    figures = max(width(text, style.SMALL, bold=True) for text in texts) + 0.1
    ax = sheet.axes(names, FOOT, body - names - figures, high)
    start = 0.0
    for i, (term, row) in enumerate(rows.iterrows()):
        y = FOOT + high - (i + 0.5) * ROW
        weight = "bold" if term == TOTAL else "normal"
        sheet.text(0, y, called[str(term)], size=style.SMALL, va="center_baseline", weight=weight)
        sheet.text(body, y, texts[i], size=style.SMALL, va="center_baseline", ha="right", weight=weight)
        start = _bar(ax, i, 0.0 if term == TOTAL else start, row, term == TOTAL)
    _axis(ax, len(rows))
    return sheet.figure


def ordered(table: pd.DataFrame) -> pd.DataFrame:
    """The terms that decide, what speaks for it first, the largest first; then all smaller ones as one, and the sum.

    Terms go together in a run, so the interval of the smaller ones' sum does not follow from theirs: it has none.
    """
    terms = table.drop(TOTAL)
    decide = terms["weight"] >= DECIDING
    small = terms.loc[~decide & (terms["weight"] > 0.0), "mean"]
    rest = pd.DataFrame({"mean": [small.sum()]}, index=[REST]) if len(small) else None
    return pd.concat([terms[decide].sort_values("mean", ascending=False), rest, table.loc[[TOTAL]]])


def words(table: pd.DataFrame) -> dict[str, str]:
    """Every term of the table in words; they say so where a stance is drawn."""
    terms = table.drop(TOTAL)
    small = int(((terms["weight"] > 0.0) & (terms["weight"] < DECIDING)).sum())
    called = {str(term): labels.term(str(term), known=bool(table.attrs["known"])) for term in table.index}
    return called | {REST: f"{small} smaller terms"}


def title(table: pd.DataFrame) -> str:
    """The decision in most runs, and what weighs most on the side that wins."""
    yes, runs = float(table.attrs["willing"]), int(table.attrs["replicates"])
    terms, name = table["mean"].drop(TOTAL), labels.state(table.attrs["country"])
    low, high = float(table.attrs["willing_low"]), float(table.attrs["willing_high"])
    if low <= 0.5 <= high:
        return f"{name} is as often willing as not: {level(yes, low, high, '1')} of runs"
    willing = yes > 0.5
    ends = (yes, low, high) if willing else (1 - yes, 1 - high, 1 - low)
    often = f"all {runs:,}" if yes in (0.0, 1.0) else f"{level(*ends, '1')} of"
    term = str(terms.idxmax() if willing else terms.idxmin())
    value = figure(float(terms[term]), digits(0, 0, float(terms[term])) - 1, signed=True)
    verb = "is willing to send" if willing else "declines"
    return f"{name} {verb} {table.attrs['role']} in {often} runs; {words(table)[term]} ({value}) weighs most"


def _figures(rows: pd.DataFrame) -> list[str]:
    """What each row says; the smaller terms are what is left of the sum, so that the column adds up."""
    written = rows["mean"].round(PLACES)
    if REST in rows.index:
        written[REST] = written[TOTAL] - written.drop([REST, TOTAL]).sum()
    ends = rows[MEANS[1:]].to_numpy(float)
    return [
        bare(mean, PLACES, signed=True)
        if np.isnan(low)
        else level(mean, low, high, "logit", signed=True, beside=PLACES)
        for mean, (low, high) in zip(written.to_list(), ends, strict=True)
    ]


def _bar(ax: Axes, i: int, start: float, row: pd.Series, total: bool) -> float:
    """Draw one step from `start`; returns where the next one starts."""
    mean = float(row["mean"])
    look: dict[str, Any] = {"facecolor": style.BLUE if mean > 0 else style.SAND, "edgecolor": style.SLATE}
    if total:
        look["facecolor"] = style.BASE
    elif mean < 0:
        look["hatch"] = "////"
    ax.barh(i, mean, left=start, height=0.62, linewidth=0.6, **look)
    ends = [start + float(row["low"]), start + float(row["high"])]
    ax.plot(ends, [i, i], color=style.INK, linewidth=0.8)
    if not total:
        ax.plot([start + mean] * 2, [i, i + 1], color=style.GREY, linewidth=0.6, zorder=0)
    return start + mean


def _axis(ax: Axes, rows: int) -> None:
    ax.set_ylim(rows - 0.5, -0.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvline(0, color=style.INK, linewidth=0.8, zorder=0)
    ax.xaxis.set_major_formatter(lambda x, _: tick(x, signed=True))
    ax.set_xlabel("against   ←   logits   →   for")


PLATE = Plate(
    place=6,
    head="Why a state says no",
    text=(
        "The terms of one government's willingness, added from top to bottom. What lies right of zero speaks "
        "for sending soldiers. It rests on the coefficients of the willingness equation, most of them "
        "judgements of grade C or D."
    ),
    draw=lambda data: draw(*data.terms(data.about or "POL"), narrow=data.narrow),
    about="country",
)
