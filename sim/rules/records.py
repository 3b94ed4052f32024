"""What a rule may read: assumptions `p`, levers `s` and a country's facts `c`, all numbers, all frozen.

In the ensemble they are rows of structured arrays or tuples held in registers; in the Mesa model they are named tuples.
A rule reads each of them as `p.b_us`, so the type that fits them all is Any; what they hold is listed where it says.
"""

from __future__ import annotations

from typing import Any

Assumptions = Any
"""One draw of every parameter of `evidence/parameters.csv`, or of those a rule reads, by name and in its unit."""

Levers = Any
"""One scenario in numbers: the fields of `scenario.deck.LEVERS`, in the units of `scenario.levers`."""

Facts = Any
"""What is known of one country: the fields of `scenario.roster.FACTS`."""

Row = Any
"""A row of a structured array, where a compiled function writes."""
