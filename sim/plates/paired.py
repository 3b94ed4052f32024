"""One outcome of each scenario with its paired difference from the base, as `analysis.compare` gives it."""

from __future__ import annotations

from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from sim.wording.numbers import half_width


class Row(NamedTuple):
    """One scenario's outcome: its value, with 95 % half-width and ends, and its difference from the base."""

    scenario: str
    value: float
    error: float
    ends: tuple[float, float]
    difference: float
    low: float
    high: float
    separated: bool

    @property
    def noise(self) -> float:
        """Half-width of the difference's interval."""
        return half_width(self.difference, self.low, self.high)

    def stands_out(self, among: int) -> bool:
        """Whether the difference is clear even if it is the clearest of so many (Bonferroni)."""
        beyond = NormalDist().inv_cdf(1 - 0.025 / among) / NormalDist().inv_cdf(0.975)
        return self.separated and abs(self.difference) > beyond * self.noise


def rows_of(table: pd.DataFrame, outcome: str) -> list[Row]:
    """The rows of one outcome, in the order of the scenarios."""
    chosen = table[table["outcome"] == outcome]
    return [
        Row(
            str(r["scenario"]),
            float(r["estimate"]),
            half_width(r["estimate"], r["low"], r["high"]),
            (float(r["low"]), float(r["high"])),
            float(r["difference"]),
            float(r["diff_low"]),
            float(r["diff_high"]),
            bool(r["separated"]),
        )
        for _, r in chosen.iterrows()
    ]
