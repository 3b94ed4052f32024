"""Assembles the complete C source of the engine: translated rules and month, draws, and the loop over runs.

The same text is translated once for each way of running: one run at a time, and several abreast, one in each lane of a
vector, which may be replicates of one scenario or scenarios on one replicate. A way says which records differ between
lanes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import cast

from sim.engine import chance, layout
from sim.engine.assumptions import PARAMETERS
from sim.engine.month.run import run
from sim.engine.translate.program import Program
from sim.engine.translate.types import COUNT, Number, Reference
from sim.rules.records import Assessment, Assumptions, Levers, Month, Record

C_FILES = Path(__file__).parent / "c"
POINTER = "void *"
JOB = {
    "seed": "uint64_t",
    "first": "int64_t",  # number of the first replicate
    "replicates": "int64_t",
    "stride": "int64_t",  # rows of results from one scenario to the next
    "scenarios": "int64_t",
    "months": "int64_t",  # of every calendar
    "countries": "int64_t",
    "countries_kept": "int64_t",  # countries, months and terms in a row of results; 0: not asked for
    "months_kept": "int64_t",
    "terms_kept": "int64_t",
    "traced_country": "int64_t",  # country whose terms are kept
    "lanes": "int64_t",  # 0: one run at a time, whatever the processor can do
    "room": "int64_t",  # numbers that one run's results by country and month need
    "horizons": "int64_t *",
    "theory": "int64_t *",
    "calendar": "int64_t *",
    "elections_at": "int64_t *",
    "pledges_at": "int64_t *",
    "orders_at": "int64_t *",
    "needs_at": "int64_t *",
    "levers": POINTER,
    "panel": POINTER,
    "fixed": POINTER,
    "priors": POINTER,
    "calendars": POINTER,
    "elections": POINTER,
    "pledges": POINTER,
    "orders": POINTER,
    "needs": POINTER,
    "facts": POINTER,
    "known": POINTER,
    "draws": POINTER,  # of all replicates, or nothing: they are made as they are needed
    "scratch": POINTER,  # room for MAX_LANES times `room` and a tape
    "run": POINTER,
    "by_country": POINTER,
    "by_month": POINTER,
    "terms": POINTER,
}
"""What is asked of the engine at once, field by field: one listing for C, for Python and for the page."""
MAX_LANES = 8
"""Replicates whose draws are made at once; they stay in the processor's nearest cache."""
DIFFERING: frozenset[type[Record]] = frozenset(
    {
        # what is said of a scenario, and drawn for a replicate
        Levers,
        layout.Panel,
        layout.RunInput,
        layout.Draws,
        layout.CountryDraws,
        layout.RunDraws,
        layout.MonthDraws,
        # what a run remembers and leaves behind
        Assumptions,
        Month,
        Assessment,
        layout.Constants,
        layout.RunState,
        layout.Countries,
        layout.Outcomes,
        layout.CountryOutcomes,
        layout.MonthOutcomes,
        layout.Terms,
    }
)
"""Records of which every lane has its own; they share a theory's priors, a calendar, and what is known."""


@dataclass(frozen=True)
class Way:
    """A way of running: what differs between lanes, and the files of C around the translated text."""

    differing: frozenset[type[Record]]
    before: str
    after: str


WAYS = {
    "one": Way(frozenset(), "numbers.h", "runs.h"),
    "lanes": Way(DIFFERING, "lanes.h", "lane_runs.h"),
}


@cache
def source(way: str) -> str:
    """The whole text of one way of running."""
    way_spec = WAYS[way]
    program = Program(way_spec.differing)
    count = Number(COUNT)
    arguments = (Reference(layout.RunInput), count, count, Reference(layout.Results))
    entry = program.instance(cast(FunctionType, run), arguments, masked=False)
    numbers = {
        "STREAM": f"UINT64_C({chance.STREAM})",
        "RUN_PAGE": chance.MONTH_AT,
        "YEAR_PAGE": chance.YEAR,
        "PARAMETERS": len(PARAMETERS),
        "MAX_LANES": MAX_LANES,
        "RUN": entry.name,
    }
    job = " ".join(f"{kind}{'' if kind.endswith('*') else ' '}{name};" for name, kind in JOB.items())
    lines = [
        "/* Generated from sim/rules and sim/engine/month by sim/engine/translate; not edited. */",
        *(f"#define {name} {value}" for name, value in numbers.items()),
        f'#include "{way_spec.before}"',
        '#include "random.h"',
        *program.typedefs,
        f"typedef struct {{ {job} }} Job;",
        *program.functions,
        '#line 1 "part.h"',
        '#include "part.h"',
        f'#include "{way_spec.after}"',
        "",
    ]
    return "\n".join(lines)
