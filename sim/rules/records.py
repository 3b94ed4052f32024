"""What a rule may read: assumptions `p`, levers `s` and a country's facts `c`, all numbers, all frozen.

In the ensemble they are rows of structured arrays; in the Mesa model named tuples. A rule reads both as `p.b_us`.
"""

from __future__ import annotations

from typing import Any, Protocol


class Assumptions(Protocol):
    """One draw of every parameter of `evidence/parameters.csv`, by its name there."""

    def __getattr__(self, name: str) -> float:
        """Give the drawn value, in the ledger's unit."""


class Levers(Protocol):
    """One scenario in numbers: the fields listed in `scenario.levers.LEVERS`."""

    def __getattr__(self, name: str) -> float:
        """Give the lever's value, in the unit stated there."""


class Facts(Protocol):
    """What is known of one country: the fields listed in `scenario.roster.FACTS`."""

    def __getattr__(self, name: str) -> float:
        """Give the fact, in the unit stated there."""


Row = Any
"""A row of a structured array, where a compiled function writes."""
