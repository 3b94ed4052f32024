"""The patterns of `sim/evidence/patterns.csv`, each a function that measures figures and says whether it holds."""

from __future__ import annotations

from tests.patterns import (  # noqa: F401  each file enters its patterns
    coalition,
    deterrence,
    enablers,
    force,
    incidents,
    outlook,
    roles,
    standing,
    states,
    truce,
)
from tests.patterns.entries import ENTERED

PATTERNS = dict(sorted(ENTERED.items()))
