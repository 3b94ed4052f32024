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
]


@cache
def _packaged() -> Evidence:
    return read(Path(__file__).parent)


def load(folder: Path | None = None) -> Evidence:
    """Return the packaged ledgers, read once, or those of another folder, read each time."""
    return _packaged() if folder is None else read(folder)
