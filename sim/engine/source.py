"""The engine's C: the translated rules and month, the draws, and the loop over runs, as one text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sim.engine import chance, layout
from sim.engine.assumptions import PARAMETERS
from sim.engine.month.run import run
from sim.engine.translate.program import Program
from sim.engine.translate.types import COUNT, Number, Reference

C_FILES = Path(__file__).parent / "c"
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
    "watched": "int64_t",  # country whose terms are kept
    "horizons": "int64_t *",
    "theory": "int64_t *",
    "calendar": "int64_t *",
    "votes": "int64_t *",
    "levers": "Levers *",
    "panel": "Panel *",
    "fixed": "double *",
    "prior": "Prior *",
    "calendars": "Now *",
    "elections": "Election *",
    "facts": "Facts *",
    "known": "Known *",
    "draws": "double *",  # of all replicates, or nothing: they are made as they are needed
    "scratch": "double *",  # room for the draws of ABREAST replicates
    "run": "Outcomes *",
    "by_country": "CountryOutcomes *",
    "by_month": "MonthOutcomes *",
    "terms": "Terms *",
}
"""What is asked of the engine at once, field by field: one listing for C, for Python and for the page."""
ABREAST = 8
"""Replicates whose draws are made at once; they stay in the processor's nearest cache."""


@cache
def scalar() -> str:
    """The engine that takes one run at a time."""
    program = Program()
    count = Number(COUNT)
    entry = program.instance(
        run, (Reference(layout.Given), count, count, Reference(layout.Results)), masked=False
    )
    numbers = {
        "STREAM": f"UINT64_C({chance.STREAM})",
        "RUN_PAGE": chance.MONTH_AT,
        "YEAR_PAGE": chance.YEAR,
        "PARAMETERS": len(PARAMETERS),
        "ABREAST": ABREAST,
        "RUN": entry.name,
    }
    job = " ".join(f"{kind}{'' if kind.endswith('*') else ' '}{name};" for name, kind in JOB.items())
    return "\n".join(
        [
            "/* Generated from sim/rules and sim/engine/month by sim/engine/translate; not edited. */",
            *(f"#define {name} {value}" for name, value in numbers.items()),
            '#include "numbers.h"',
            '#include "random.h"',
            *program.typedefs,
            f"typedef struct {{ {job} }} Job;",
            *program.functions,
            '#line 1 "runs.h"',
            '#include "runs.h"',
            "",
        ]
    )
