"""What the page shows where it cannot run: the base's outcomes as a plain table, worked out when it is written."""

from __future__ import annotations

import html

from sim import outcomes
from sim.analysis import runs
from sim.scenario import Scenario
from sim.stats import intervals
from sim.stats.bounds import bounds
from sim.web.data import STRIP
from sim.wording import labels, numbers

RUNS = 2_000


def table(scenario: Scenario, *, seed: int) -> str:
    """The scenario's outcomes with their intervals, as an HTML table."""
    values = runs.measured([scenario], STRIP, replicates=RUNS, seed=seed)[:, 0]
    rows = "".join(_row(name, row) for name, row in zip(STRIP, values, strict=True))
    return f"<table><caption>{RUNS:,} runs, seed {seed}</caption><tbody>{rows}</tbody></table>"


def _row(name: str, values: intervals.Reals) -> str:
    outcome = outcomes.BY_NAME[name]
    found = intervals.level(values, flag=outcome.kind == "flag", **bounds(name)._asdict())
    text = numbers.level(float(found.mean), float(found.low), float(found.high), outcome.unit)
    head = html.escape(labels.outcome(name).capitalize())
    unit = "" if outcome.unit in labels.UNWRITTEN or outcome.unit in numbers.PERCENT else f" {outcome.unit}"
    return f'<tr><th scope="row">{head}</th><td>{html.escape(text + unit)}</td></tr>'
