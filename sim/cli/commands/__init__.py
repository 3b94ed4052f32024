"""What the verbs do: each is a function under a row that says what it takes; `VERBS` has them in the order of help."""

from __future__ import annotations

from sim.cli.commands import (
    alternatives,
    claims,
    comparing,
    decisions,
    demo,
    doubts,
    evidence,
    help,  # noqa: A004 - the verb's name
    measured,
    own_study,
    pages,
    presets,
    redrawing,
    reports,
    seminar,
    single_run,
    sources,
    sweeps,
    tables,
    uncertainty,
)
from sim.cli.parse.left_behind import with_left
from sim.cli.parse.verbs import VERBS as VERBS
from sim.cli.parse.verbs import Verb

MODULES = (
    single_run,
    demo,
    comparing,
    own_study,
    presets,
    sources,
    claims,
    evidence,
    measured,
    decisions,
    alternatives,
    uncertainty,
    doubts,
    reports,
    redrawing,
    pages,
    seminar,
    sweeps,
    tables,
    help,
)
"""In the order in which help lists their verbs."""
LEAVING = frozenset(
    {
        "explain",
        "flip",
        "pivotal",
        "divergence",
        "enough",
        "rank",
        "sensitivity",
        "discover",
        "decompose",
        "hindcast",
        "against-record",
        "spread",
        "ablation",
        "screening",
        "docking",
    }
)
"""Verbs that leave what they find in a folder: sentence, table, plate, and the line that repeats it."""
VERBS.update(
    (row.name, with_left(row) if row.name in LEAVING else row)
    for module in MODULES
    for row in vars(module).values()
    if isinstance(row, Verb)
)
