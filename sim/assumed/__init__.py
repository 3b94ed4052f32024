"""Which ranges a run draws its parameters from: the priors of the ledger, or these matched to the patterns.

Matched priors are ledger priors narrowed by what the model must show (`sim.analysis.matching`); the suite writes them
into `matched.csv` (`make validate`), each beside the prior that it was narrowed from. They are priors like any other:
handed to both engines with the inputs, drawn on the same tapes. A theory's own priors stay as its author holds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sim.engine.assumptions import PARAMETERS
from sim.engine.inputs import Inputs
from sim.evidence import load
from sim.evidence.table import EvidenceError, rows
from sim.scenario.errors import ScenarioError, choice

ASSUMPTIONS = ("priors", "matched")
"""What a run may draw from, the usual first."""
FILE = Path(__file__).parent / "matched.csv"
ENDS = ("low", "mode", "high")
COLUMNS = ("parameter", *ENDS, *(f"prior_{end}" for end in ENDS), "patterns")
Triangle = tuple[float, float, float]


@dataclass(frozen=True)
class Matched:
    """A narrowed prior, the prior that it was narrowed from, and the patterns that did it."""

    parameter: str
    now: Triangle
    before: Triangle
    by: tuple[str, ...] = ()


@cache
def matched() -> Mapping[str, Matched]:
    """The narrowed priors by parameter; those that the patterns left alone are not among them."""
    return {row.parameter: row for row in read(FILE)}


def read(path: Path) -> list[Matched]:
    """Narrowed priors of a file, perhaps none; raises `EvidenceError` where one does not lie within its prior."""
    found: list[Matched] = []
    content = path.read_bytes()
    if len(content.splitlines()) == 1:
        return found
    for row in rows(path.name, content, COLUMNS):
        name = row.choice("parameter", PARAMETERS)
        low, mode, high, *before = (row.number(column) for column in COLUMNS[1:-1])
        if not before[0] <= low <= mode <= high <= before[2]:
            raise EvidenceError(f"{path.name}, row {row.line}: must lie within its prior, low ≤ mode ≤ high")
        by = row.listed("patterns", {pattern.pattern_id for pattern in load().patterns}, "a pattern")
        found.append(Matched(name, (low, mode, high), (before[0], before[1], before[2]), by))
    return found


def digest() -> str:
    """Twelve hexadecimal digits of the narrowed priors."""
    return hashlib.sha256(FILE.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:12]


def label(assumptions: str) -> str:
    """What results say of it: `priors`, or `matched` with the digest of the narrowed priors."""
    return assumptions if assumptions == ASSUMPTIONS[0] else f"{assumptions} {digest()}"


def drawn_from(marks: Mapping[str, Any]) -> str:
    """What results were drawn from, by their marks; those of older versions know the priors alone.

    Raises
    ------
    ScenarioError
        If they were drawn from other matched priors than these.

    Examples
    --------
    >>> drawn_from({}), drawn_from({"assumptions": "priors"})
    ('priors', 'priors')
    """
    said = str(marks.get("assumptions", ASSUMPTIONS[0]))
    if said not in map(label, ASSUMPTIONS):
        raise ScenarioError(
            f"assumptions: the results were drawn from {said}; the matched priors are now {digest()}"
        )
    return said.split()[0]


def assume(inputs: Inputs, assumptions: str) -> Inputs:
    """Inputs whose runs draw from these ranges.

    Raises
    ------
    ScenarioError
        If there are no such ranges, or the priors of the ledger are not those that the matched ones were narrowed from.

    Examples
    --------
    >>> from sim.engine.inputs import lay_out
    >>> from sim.scenario import Scenario
    >>> inputs = lay_out([Scenario()])
    >>> assume(inputs, "priors") is inputs
    True
    """
    if choice("assumptions", assumptions, ASSUMPTIONS) == "priors":
        return inputs
    known, ranges = load().parameters, inputs.priors.copy()
    for name, row in matched().items():
        usual = (known[name].low, known[name].mode, known[name].high)
        if usual != row.before:
            raise ScenarioError(
                f"assumptions: matched priors were narrowed from another prior of {name}; run make validate"
            )
        at = PARAMETERS.index(name)
        is_usual = [tuple(one[end][at] for end in ENDS) == usual for one in ranges]
        for end, value in zip(ENDS, row.now, strict=True):
            ranges[end][is_usual, at] = value
    return replace(inputs, priors=ranges)
