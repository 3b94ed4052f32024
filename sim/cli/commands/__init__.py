"""What the verbs do: each is a function under a row that says what it takes; `VERBS` has them in the order of help."""

from __future__ import annotations

from sim.cli.commands import (
    alternatives,
    claims,
    decisions,
    demo,
    earlier_runs,
    evidence,
    help,  # noqa: A004 - the verb's name
    presets,
    reports,
    seminar,
    single_run,
    sources,
    sweeps,
    uncertainty,
)
from sim.cli.parse.verbs import VERBS as VERBS
from sim.cli.parse.verbs import Verb

MODULES = (
    single_run,
    demo,
    earlier_runs,
    presets,
    sources,
    claims,
    evidence,
    decisions,
    alternatives,
    uncertainty,
    reports,
    seminar,
    sweeps,
    help,
)
"""In the order in which help lists their verbs."""
VERBS.update((row.name, row) for module in MODULES for row in vars(module).values() if isinstance(row, Verb))
