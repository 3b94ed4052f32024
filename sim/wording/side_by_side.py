"""What rows say that hold scenarios beside a base: levels and differences to the same places, so that they add up.

The levels are rounded, and the difference said is that of what is printed, wherever its interval holds it. Where that
is not what the difference rounds to by itself, as a sentence beside the table says it, all have a further place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sim.wording.numbers import bare, half_width, in_common, interval, of_printed, touches

Row = Mapping[Any, Any]


class SideBySide:
    """The rows that `analysis.compare` gives, by outcome and scenario; the first scenario is the base.

    `abreast`: each scenario's level stands beside its difference.
    """

    def __init__(self, rows: Iterable[Row], *, abreast: bool = True) -> None:
        self.abreast = abreast
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
        places, row = self.places(outcome), self.rows[outcome, name]
        return self._said({**row, "difference": self._of_levels(row, places)}, places, roomy)

    def _of_levels(self, row: Row, places: int | None) -> float:
        """The difference of the levels as printed; as it is where they are not of the same runs."""
        base = self.rows[str(row["outcome"]), self.names[0]]
        if not row["n"] == row["pairs"] == base["n"]:
            return float(row["difference"])
        levels = row["estimate"], base["estimate"]
        return of_printed(row["difference"], row["diff_low"], row["diff_high"], levels, places, row["unit"])

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
        """One rule for all figures of an outcome: one place more where a sum would say another difference."""
        alike = [self.rows[outcome, name] for name in self.names]
        levels = ((row["estimate"], half_width(row["estimate"], row["low"], row["high"])) for row in alike)
        differences = (
            (row["difference"], half_width(row["difference"], row["diff_low"], row["diff_high"]))
            for row in alike[1:]
        )
        places = in_common(levels, differences)
        if places is None or not self.abreast or all(self._same(row, places) for row in alike[1:]):
            return places
        return places + 1

    def _same(self, row: Row, places: int) -> bool:
        """Whether the difference reads the same, of levels as printed or by itself, and needs no further place."""
        printed = self._of_levels(row, places)
        said = {bare(value, places, row["unit"]) for value in (printed, row["difference"])}
        error = half_width(printed, row["diff_low"], row["diff_high"])
        return not row["separated"] or (len(said) == 1 and not touches(printed, error, places))
