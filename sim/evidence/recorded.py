"""What each government had said of sending soldiers by a moment, on the public record: codes from −3 to 3."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

MOMENTS = {"jan2025": "23 January 2025", "mar2025": "26 March 2025", "sep2025": "31 July 2025"}
"""The reading that a moment of the record serves, and the moment's last day."""
COLUMN = {"jan2025": "jan", "mar2025": "mar", "sep2025": "jul"}
UNKNOWN = "unknown"
YES, NO = 1.0, -2.0
"""Codes from which on a state counts as one that would send soldiers, and down from which as one that would not."""


@cache
def recorded_codes(moment: str) -> dict[str, float]:
    """Code of every contributor whose word is known at a moment, −3 no in any case … 3 leads or commits."""
    with (Path(__file__).parent / "record_codes.csv").open(encoding="utf-8", newline="") as lines:
        said = {row["code"]: row[COLUMN[moment]] for row in csv.DictReader(lines)}
    return {code: float(word) for code, word in said.items() if word != UNKNOWN}
