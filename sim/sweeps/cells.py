"""Tables as a spreadsheet reads them: empty where a value is missing, no text that acts; for people, whole soldiers."""

from __future__ import annotations

import pyarrow as pa
from pyarrow import compute

from sim.inert import inert
from sim.outcomes import RUN
from sim.scenario import LEVERS

SOLDIERS = (
    *(outcome.name for outcome in RUN if outcome.unit == "troops"),
    *(lever.name for lever in LEVERS if getattr(lever.kind, "unit", "") == "troops"),
)
"""Outcomes and levers that are numbers of soldiers."""


def for_people(table: pa.Table) -> pa.Table:
    """The table with empty cells for missing values, inert texts, and soldiers rounded to whole ones."""
    shown = for_spreadsheets(table)
    for place, name in enumerate(shown.column_names):
        if name.startswith(SOLDIERS):
            shown = shown.set_column(place, name, compute.round(shown[name]))
    return shown


def for_spreadsheets(table: pa.Table) -> pa.Table:
    """The table with empty cells for missing values and inert texts; every number as it is."""
    return pa.table({inert(name): _column(table[name].combine_chunks()) for name in table.column_names})


def _column(values: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(values.type):
        labels = pa.array([inert(label) for label in values.dictionary.to_pylist()], pa.string())
        return pa.DictionaryArray.from_arrays(values.indices, labels).dictionary_decode()
    if pa.types.is_string(values.type):
        return pa.array([None if text is None else inert(text) for text in values.to_pylist()], pa.string())
    if not pa.types.is_floating(values.type):
        return values
    return compute.if_else(compute.is_nan(values), None, values)
