"""A broken variant: one change of one text, and the patterns that must notice."""

from __future__ import annotations

from dataclasses import dataclass

RULES = "sim/rules/"
MONTH = "sim/engine/month/"
"""A rule is asked by both engines; of the month, the patterns run what is translated."""


@dataclass(frozen=True)
class Mutant:
    """One change of one text. Every pattern named here must reject it, on this many replicates."""

    name: str
    change: str
    file: str
    old: str
    new: str
    patterns: tuple[str, ...]
    replicates: int = 2_000
