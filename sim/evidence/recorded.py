"""What each government had said of sending soldiers by a moment, on the public record: codes from −3 to 3."""

from __future__ import annotations

from functools import cache

from sim.evidence import Evidence, load
from sim.evidence.layers import compared

MOMENTS = {"jan2025": "23 January 2025", "mar2025": "26 March 2025", "sep2025": "31 July 2025"}
"""The reading that a moment of the record serves, and the moment's last day."""
YES, NO = 1.0, -2.0
"""Codes from which on a state counts as one that would send soldiers, and down from which as one that would not."""


def recorded_codes(moment: str) -> dict[str, float]:
    """Code of every contributor whose word is known at a moment, −3 no in any case … 3 leads or commits."""
    return _recorded(load(), moment)


@cache
def _recorded(evidence: Evidence, moment: str) -> dict[str, float]:
    return {pair.code: float(pair.record.value) for pair in compared(evidence, moment) if pair.record}
