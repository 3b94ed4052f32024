"""Names of columns of results, after which nothing that is swept may be called."""

from __future__ import annotations

from sim.outcomes import COUNTRY, MONTH, RUN

SUMMARISED = ("_low", "_high", "_sd", "_q05", "_q50", "_q95", "_n", "_change", "_change_low", "_change_high")
LABELLED = ("scenario", "country", "month", *(outcome.name for outcome in COUNTRY + MONTH))
"""What results are labelled by, and what they hold, once a sweep is loaded as scenarios."""
COLUMNS = (
    "point",
    "replicate",
    "replicates",
    "note",
    *(o.name + end for o in RUN for end in ("", *SUMMARISED)),
)
RESERVED = frozenset(name.lower() for name in (*COLUMNS, *LABELLED))
"""All of them, in small letters: a name that differs by large ones would be taken for it."""
