"""What rows say that hold scenarios beside a base: levels and differences to the same places, so that they add up.

The levels are rounded, and the difference said is that of what is printed, wherever its interval holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sim.wording.numbers import half_width, in_common, interval, of_printed

Row = Mapping[Any, Any]


class SideBySide:
    """The rows that `analysis.compare` gives, by outcome and scenario; the first scenario is the base."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {(str(row["outcome"]), str(row["scenario"])): row for row in rows}
        self.names = list(dict.fromkeys(name for _, name in self.rows))

    def level(self, outcome: str, name: str, *, roomy: bool = False) -> str:
        """A scenario's level with its interval."""
        row = self.rows[outcome, name]
        return interval(
            row["estimate"], row["low"], row["high"], row["unit"], roomy=roomy, beside=self.places(outcome)
        )

    def change(self, outcome: str, name: str, *, roomy: bool = False) -> str:
        """The paired difference beside both levels: that of the levels as printed; empty where none is seen."""
        row, base = self.rows[outcome, name], self.rows[outcome, self.names[0]]
        if not row["n"] == row["pairs"] == base["n"]:
            return self.difference(outcome, name, roomy=roomy)
        places, levels = self.places(outcome), (row["estimate"], base["estimate"])
        shown = of_printed(row["difference"], row["diff_low"], row["diff_high"], levels, places, row["unit"])
        return self._said({**row, "difference": shown}, places, roomy)

    def difference(self, outcome: str, name: str, *, roomy: bool = False) -> str:
        """The paired difference where the scenario's own level does not stand; empty where none is seen."""
        return self._said(self.rows[outcome, name], self.places(outcome), roomy)

    @staticmethod
    def _said(row: Row, places: int | None, roomy: bool) -> str:
        if not row["separated"]:
            return ""
        ends = row["diff_low"], row["diff_high"]
        return interval(row["difference"], *ends, row["unit"], roomy=roomy, signed=True, beside=places)

    def places(self, outcome: str) -> int | None:
        """One rule for all figures of an outcome."""
        alike = [self.rows[outcome, name] for name in self.names]
        levels = ((row["estimate"], half_width(row["estimate"], row["low"], row["high"])) for row in alike)
        differences = (
            (row["difference"], half_width(row["difference"], row["diff_low"], row["diff_high"]))
            for row in alike[1:]
        )
        return in_common(levels, differences)
