"""The layout of the WebAssembly module for a program in another language: every offset, name and unit.

All of it is made from the engine's own listings, so that nothing about the layout is typed a second time.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import numpy as np

from sim import outcomes
from sim.engine import chance, layout
from sim.engine.assumptions import PARAMETERS
from sim.engine.inputs import Inputs
from sim.engine.source import JOB, MAX_LANES
from sim.evidence import load
from sim.rules.records import Facts, Levers, Record
from sim.rules.willingness import TERMS
from sim.scenario import roster

ADDRESS = "uint32"
"""An address in the module's memory."""
INPUTS: dict[str, tuple[str, int] | type[Record]] = {
    "horizons": ("int64", 1),
    "theory": ("int64", 1),
    "calendar": ("int64", 1),
    "elections_at": ("int64", 1),
    "pledges_at": ("int64", 1),
    "orders_at": ("int64", 1),
    "needs_at": ("int64", 1),
    "levers": Levers,
    "panel": layout.Panel,
    "fixed": ("float64", len(PARAMETERS)),
    "priors": layout.Prior,
    "calendars": layout.CalendarMonth,
    "elections": layout.Election,
    "pledges": layout.Pledge,
    "orders": layout.Order,
    "needs": layout.Need,
    "facts": Facts,
    "known": layout.CountryConstants,
}
"""What stands in the arrays that a job points at: numbers so many a row, or records."""
OUTPUTS: dict[str, type[Record]] = {
    "run": layout.Outcomes,
    "by_country": layout.CountryOutcomes,
    "by_month": layout.MonthOutcomes,
    "terms": layout.Terms,
}
"""What stands in the arrays that a job is to fill."""


def exported(inputs: Inputs) -> dict[str, bytes]:
    """Scenarios as a program in another language hands them over: the bytes of each of the layout's inputs.

    Examples
    --------
    >>> from sim.engine.inputs import lay_out
    >>> from sim.scenario import Scenario
    >>> sorted(exported(lay_out([Scenario()])))[:4]
    ['calendar', 'calendars', 'elections', 'elections_at']
    """
    return {name: np.ascontiguousarray(array).tobytes() for name, array in inputs.arrays().items()}


def described() -> dict[str, Any]:
    """The layout of the engine in plain lists and numbers, ready to be written as JSON."""
    records = [kind for kind in (*INPUTS.values(), *OUTPUTS.values()) if not isinstance(kind, tuple)]
    return {
        "job": job(),
        "records": {record.__name__: laid_out(layout.dtype(record)) for record in records},
        "inputs": {name: _array(kind) for name, kind in INPUTS.items()},
        "outputs": {name: _array(kind) for name, kind in OUTPUTS.items()},
        "outcomes": {
            "run": [asdict(outcome) for outcome in outcomes.RUN],
            "by_country": [asdict(outcome) for outcome in outcomes.COUNTRY],
            "by_month": [asdict(outcome) for outcome in outcomes.MONTH],
        },
        "terms": list(TERMS),
        "parameters": [
            {"name": name, "unit": parameter.unit} for name, parameter in load().parameters.items()
        ],
        "countries": list(roster.codes()),
        "seats": layout.SEATS,
        "draws": _draws(),
        "most_lanes": MAX_LANES,
    }


def job() -> dict[str, Any]:
    """The struct that the entry takes, as a processor with addresses of 32 bits lays it out."""
    kinds = {name: ADDRESS if kind.endswith("*") else kind.removesuffix("_t") for name, kind in JOB.items()}
    return laid_out(np.dtype(list(kinds.items()), align=True))


def laid_out(row: np.dtype[Any]) -> dict[str, Any]:
    """A struct's size in bytes and its fields: offset, kind of number, and how many of them."""
    fields = {}
    for name, (kind, at, *_) in (row.fields or {}).items():
        fields[name] = {"at": at, "kind": kind.base.name, "length": math.prod(kind.shape)}
    return {"size": row.itemsize, "fields": fields}


def _array(kind: tuple[str, int] | type[Record]) -> dict[str, Any]:
    if isinstance(kind, tuple):
        return {"kind": kind[0], "length": kind[1]}
    return {"record": kind.__name__}


def _draws() -> dict[str, Any]:
    """Addresses of the draws within a replicate's tape (`engine.chance`)."""
    return {
        "stream": str(chance.STREAM),
        "assumptions_at": 0,
        "country_at": chance.COUNTRY_AT,
        "country_purposes": list(chance.COUNTRY_PURPOSES),
        "run_at": chance.RUN_AT,
        "run_purposes": list(chance.RUN_PURPOSES),
        "month_at": chance.MONTH_AT,
        "month_purposes": list(chance.MONTH_PURPOSES),
        "year": chance.YEAR,
    }
