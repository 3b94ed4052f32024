"""The table of docs/credibility.md about parts: what fails without each, measured, and which headline it moves most."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import Any

from sim.analysis.ablation import PARTS, Part
from sim.analysis.headlines import named
from sim.analysis.noticed import NOTICED, behind, earned
from sim.engine.assumptions import PARAMETERS
from sim.scenario import Scenario
from tests.patterns.lab import Bench
from tools.credibility.figures import ablated, figure
from tools.credibility.patterns import FAILS, judged
from tools.credibility.pool import side_by_side
from tools.marks import table

SETS, REPLICATES = 2, 2_000
"""Sets of tapes, and runs of each scenario on each: a pattern fails that fails on every set."""
NONE = "–"


def without(part: Part) -> Bench:
    """A bench on which patterns are measured without a part; what a pattern itself assumes or pulls goes before."""
    fixed = tuple(part.assume.get(name, math.nan) for name in PARAMETERS)
    return Bench(Scenario().but(**part.levers), REPLICATES, vector=fixed)


def failing(part: Part) -> tuple[str, ...]:
    """Of the patterns that are to notice a part, those that fail without it."""
    said = judged(without(part), SETS, NOTICED[part.title].patterns)
    return tuple(code for code, verdict in said.items() if verdict == FAILS)


def parts() -> str:
    """Every part: the patterns that fail without it and what they rest on, its limit case, what it moves."""
    found: dict[Hashable, dict[Hashable, Any]] = earned(ablated()).to_dict("index")
    rows = []
    failed = side_by_side(failing, PARTS)
    for part, codes in zip(PARTS, failed, strict=True):
        by, row = NOTICED[part.title], found[part.title]
        moved = f"{named(row['headline']).says}, by {figure(row['change'])}" if row["headline"] else NONE
        span = f"{figure(row['low'])} to {figure(row['high'])}" if row["headline"] else NONE
        other = "; ".join([*by.case, *(f"variant `{name}`" for name in by.variants)]) or NONE
        rows.append(
            (f"`{part.title}`: {part.off}", "; ".join(map(behind, codes)) or NONE, other, moved, span)
        )
    heads = (
        "part, and what it is without it",
        "patterns that fail",
        "limit case, or variant",
        "moves most",
        "95 %",
    )
    limited = sum(bool(NOTICED[part.title].limit) for part in PARTS)
    still = sum(not row["headline"] for row in found.values())
    return (
        f"{table(heads, rows)}\n{sum(map(bool, failed))} of {len(PARTS)} parts fail a pattern when switched off, on "
        f"{SETS} sets of {REPLICATES:,} runs a scenario; {limited} have a limit case that comes out wrong; {still} "
        "move no headline. The headline is the one that changes by the largest share of itself; its interval is "
        "Monte-Carlo error alone.\n"
    )


def samples() -> list[str]:
    """The beginning of a row that takes a moment to make again."""
    part = next(part for part in PARTS if part.title == "arming.relief")
    return [f"| `{part.title}`: {part.off} | {'; '.join(map(behind, failing(part)))} | "]


TABLES: dict[str, Callable[[], str]] = {"parts": parts}
"""What stands between which marks."""
