"""What is known and who said it: ledgers of cited rows, and a loader that refuses the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sim.evidence.ledgers import read
from sim.evidence.records import (
    Article,
    Claim,
    Condition,
    Contradiction,
    Country,
    Election,
    Evidence,
    Fact,
    Mission,
    Parameter,
    Pattern,
    Poll,
    Reading,
    Remark,
    Stance,
    Theory,
)
from sim.evidence.table import EvidenceError

LEDGERS = Path(__file__).parent
"""The package's own."""
_in_use: Evidence | None = None

__all__ = [
    "Article",
    "Claim",
    "Condition",
    "Contradiction",
    "Country",
    "Election",
    "Evidence",
    "EvidenceError",
    "Fact",
    "Mission",
    "Parameter",
    "Pattern",
    "Poll",
    "Reading",
    "Remark",
    "Stance",
    "Theory",
    "load",
    "packaged",
    "put_in_use",
]


@cache
def packaged() -> Evidence:
    """The package's own ledgers, whatever study folder is in use; read once."""
    return read(LEDGERS)


def load(folder: Path | None = None) -> Evidence:
    """Return the ledgers in use: the package's, or with those of a study folder over them; or a folder's, read anew.

    Which are in use is one setting of the process, made by `sim.use` before scenarios are. A scenario remembers the
    ledgers that it was checked against, and no engine runs it under others.
    """
    if folder is not None:
        return read(folder)
    return _in_use or packaged()


def put_in_use(evidence: Evidence | None) -> Evidence | None:
    """Set what `load` returns, None for the package's own; returns what it was."""
    global _in_use
    before, _in_use = _in_use, evidence
    return before
