"""Theory against headline: what each rival theory says of the same scenario, outcome by outcome.

A triangle says that a theory is seen to differ from the base, upwards or downwards, on the same chance; the
shade, how far beside the other theories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import xarray as xr
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.analysis.compare import compare
from sim.plates import style
from sim.plates.paired import Row, rows_of
from sim.plates.plate import Plate
from sim.plates.shaded_table import Table
from sim.wording import labels
from sim.wording.numbers import FINITE_RUNS, finest, interval, level

OUTCOMES = ("deployed", "ground_contributors", "attacked", "direct_war", "kyiv_content")


@style.house_style
def draw(ds: xr.Dataset, base: str = "consensus", outcomes: Sequence[str] = OUTCOMES) -> Figure:
    """Draw results whose scenarios are one setting under each theory, named by theory."""
    compared = compare(ds, base=base, measures=outcomes)
    columns = {outcome: rows_of(compared, outcome) for outcome in outcomes}
    theories = [row.scenario for row in columns[outcomes[0]]]
    places = {outcome: finest((row.value, row.error) for row in rows) for outcome, rows in columns.items()}
    texts = [
        [_cell(outcome, rows[i], places[outcome]) for outcome, rows in columns.items()]
        for i in range(len(theories))
    ]
    shades = np.stack([_shades(rows) for rows in columns.values()], axis=1)
    heads = [labels.head(outcome) for outcome in outcomes]
    names = [labels.lever(theory) for theory in theories]
    subtitle = (
        f"Means and chances under each theory, with 95 % intervals, {FINITE_RUNS}. A triangle where a theory is "
        f"seen to differ from {base} over {ds.attrs['replicates']:,} paired runs; darker where it differs most."
    )
    table = Table(names, heads, texts, shades, [theories.index(base)])
    sheet = style.sheet(title(columns, base), subtitle, ds.attrs, table.height)
    table.fill(sheet)
    return sheet.figure


def title(columns: Mapping[str, list[Row]], base: str) -> str:
    """The headline on which theories lie furthest apart beside its noise, and which two."""
    among = sum(len(rows) - 1 for rows in columns.values())
    apart = {outcome: max(_clarity(row, among) for row in rows) for outcome, rows in columns.items()}
    outcome = max(apart, key=lambda name: apart[name])
    if not apart[outcome]:
        return f"No theory is seen to differ from {base} on any headline"
    low, high = (end(columns[outcome], key=lambda row: row.value) for end in (min, max))
    ends = [
        f"{level(row.value, *row.ends, labels.unit(outcome))} under {labels.lever(row.scenario)}"
        for row in (low, high)
    ]
    return f"Theories part most on {labels.outcome(outcome)}: {ends[0]}, {ends[1]}"


def _clarity(row: Row, among: int) -> float:
    """A difference beside its noise; zero where none stands out among so many."""
    return abs(row.difference) / (row.noise or 1.0) if row.stands_out(among) else 0.0


def _shades(rows: list[Row]) -> NDArray[np.float64]:
    gaps = np.array([abs(row.difference) if row.separated else 0.0 for row in rows])
    return np.asarray(gaps / (gaps.max() or 1.0))


def _cell(outcome: str, row: Row, places: int | None) -> str:
    mark = ("▲ " if row.difference > 0 else "▼ ") if row.separated else ""
    return mark + interval(row.value, *row.ends, labels.unit(outcome), beside=places)


PLATE = Plate(
    place=8,
    head="What each theory says",
    text=(
        "One scenario under each rival theory of deterrence and alliances. Where a column is dark, the answer "
        "is decided by the theory one holds and not by the levers."
    ),
    draw=lambda data: draw(data.ds, data.base, data.outcomes or OUTCOMES),
    gallery_scenarios="theories",
    narrows=False,
)
