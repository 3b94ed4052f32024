"""Regions in which an outcome is found, as sentences with coverage, density and stability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.wording import labels, numbers

COLUMNS = ["box", "lever", "low", "high", "settings", "found_again", "coverage", "density", "cases"]
FOUND_AGAIN, ALIKE = 0.9, 0.2
"""Limits have settled when so many resamples find each again, and their densities spread no wider."""


@dataclass(frozen=True)
class Rule:
    """One box in words; `limits` maps a factor to (low, high) or to the settings allowed.

    `stability` is the share of resamples whose own box limits the same factor; `again_low` to `again_high` is
    the range of density that the best boxes of resamples have on all cases.
    """

    limits: dict[str, tuple[float, float] | tuple[str, ...]]
    coverage: float
    density: float
    cases: int
    stability: dict[str, float]
    again_low: float
    again_high: float

    def __str__(self) -> str:
        where = labels.listed([_limit(name, limit) for name, limit in self.limits.items()]) or "anywhere"
        stability = ", ".join(
            f"{name} in {numbers.per_cent(share)}" for name, share in self.stability.items()
        )
        again = f"; limits found again: {stability} of resamples" if stability else ""
        return f"{where} (coverage {numbers.per_cent(self.coverage)}, density {numbers.per_cent(self.density)}{again})"


@dataclass(frozen=True)
class Discovery:
    """Boxes in which an outcome is found, and the share of all cases that show it."""

    method: str
    asked: str
    base_rate: float
    cases: int
    rules: tuple[Rule, ...]
    seed: int
    runs_a_point: int
    held: str = ""

    @property
    def settled(self) -> bool:
        """Whether resamples of the cases find the same limits again, and boxes about as dense."""
        return all(
            min(rule.stability.values()) >= FOUND_AGAIN and rule.again_high - rule.again_low <= ALIKE
            for rule in self.rules
        )

    def sentence(self) -> str:
        """Where the outcome is found, how that compares with everywhere, and whether another sample would say so."""
        return " ".join(part for part in (self._found(), self._state(), self.held) if part)

    @property
    def table(self) -> pd.DataFrame:
        """A row for each limit of each box: its ends or settings, and how often resamples find it again."""
        rows = [
            {
                "box": k,
                "lever": name,
                **_ends(limit),
                "found_again": round(rule.stability.get(name, np.nan), 4),
                "coverage": rule.coverage,
                "density": rule.density,
                "cases": rule.cases,
            }
            for k, rule in enumerate(self.rules, 1)
            for name, limit in rule.limits.items()
        ]
        return pd.DataFrame(rows, columns=COLUMNS).set_index("box")

    def _found(self) -> str:
        if not self.rules:
            return f"No box holds {self.asked} more often than all cases do ({numbers.per_cent(self.base_rate)})."
        found = "; or ".join(map(str, self.rules))
        rate = f"{numbers.per_cent(self.base_rate)} of {self.cases:,} cases"
        return f"{self.asked[0].upper()}{self.asked[1:]} ({rate}) is found where {found}."

    def _state(self) -> str:
        if not self.rules:
            return ""
        spread = labels.listed(
            "{} to {} %".format(*numbers.ends(rule.again_low, rule.again_high, 2, "share"))
            for rule in self.rules
        )
        state = "settled" if self.settled else "not settled: take more cases before quoting"
        return f"Limits {state} (boxes of resamples are {spread} dense)."

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>"


def _ends(limit: tuple[float, float] | tuple[str, ...]) -> dict[str, object]:
    """What a limit leaves: a range, open where it has no end, or settings."""
    if isinstance(limit[0], str):
        return {"settings": ", ".join(map(str, limit))}
    return {
        name: float(end) for name, end in zip(("low", "high"), limit, strict=True) if np.isfinite(float(end))
    }


def _limit(name: str, limit: tuple[float, float] | tuple[str, ...]) -> str:
    if isinstance(limit[0], str):
        return f"{name} is {labels.listed([str(setting) for setting in limit], 'or')}"
    low, high = (f"{float(end):,.3g}" if float(end) < 1e3 else f"{float(end):,.0f}" for end in limit)
    if limit[0] == -np.inf:
        return f"{name} ≤ {high}"
    return f"{name} ≥ {low}" if limit[1] == np.inf else f"{name} {low} to {high}"
