"""What moves an outcome, as one index a factor with its interval, and whether the indices can be quoted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from sim.wording import labels, numbers

SETTLED = 0.05
"""Indices have settled when none moves by more than this as the sample doubles, or from one half of the tapes to the
other, and no interval is wider."""
MAX_NAMED = 5
FINEST = 0.01
"""The least index that is worth a figure: a hundredth of the variance."""


@dataclass(frozen=True)
class Sensitivity:
    """One row a factor, the strongest first.

    `index` is Sobol's total index, or Morris' mean absolute effect as a share of the largest; `error` half
    its 95 % interval. `moved` is the largest change of an index when the sample doubled to `samples`, `apart` the
    largest between two halves of the tapes; None where all points share their tapes, whose luck is then in no interval.
    """

    method: str
    measure: str
    table: pd.DataFrame
    samples: int
    moved: float
    seed: int
    runs_a_point: int
    apart: float | None = None
    held: str = ""
    difference: bool = False

    @property
    def named(self) -> str:
        """What is moved: an outcome, or its change between two scenarios."""
        return f"{'the change of ' * self.difference}{labels.outcome(self.measure)}"

    def interval(self, factor: str, column: str = "index") -> tuple[float, float, float]:
        """An index and the ends of its interval; none leaves 0 to 1 where an index cannot."""
        error = float(self.table["error" if column == "index" else f"{column}_error"][factor])
        most = 1.0 if "first" in self.table else math.inf
        value = min(max(float(self.table[column][factor]), 0.0), most)
        return value, max(value - error, 0.0), min(value + error, most)

    def figure(self, factor: str, column: str = "index") -> str:
        """The same as a text of two decimals, without a ± that would reach beyond, or that is nothing so written."""
        value, low, high = self.interval(factor, column)
        if high < FINEST:
            return f"below {FINEST:g}" if high else "0"
        error = f"{high - value:.2f}"
        if f"{low:.2f}" == f"{high:.2f}":
            return f"{value:.2f}"
        if low == 0.0 or high - value < value - low or not float(error):
            return f"{value:.2f} ({low:.2f} to {high:.2f})"
        return f"{value:.2f} ± {error}"

    @property
    def settled(self) -> bool:
        """Whether the indices hold still and are narrow enough to be quoted."""
        return max(self.moved, self.apart or 0.0, float(self.table["error"].max())) <= SETTLED

    def moves(self) -> str:
        """How far the indices moved, and what their intervals leave out."""
        doubled = f"moved by {self.moved:.2f} as the sample doubled to {self.samples:,}"
        if self.apart is None:
            return f"{doubled}; all points share {self.runs_a_point:,} tapes, whose luck no interval holds"
        return f"{doubled}, by {self.apart:.2f} from one half of the tapes to the other"

    @property
    def leaders(self) -> list[str]:
        """The strongest factor and those whose intervals overlap its own."""
        first = self.table.iloc[0]
        reach = self.table["index"] + self.table["error"]
        return [str(name) for name in self.table.index[reach >= first["index"] - first["error"]]]

    def sentence(self) -> str:
        """What moves the outcome most, ties named, and whether the indices have settled."""
        if not self.table["index"].any():
            tried = f"{self.samples:,} samples of {numbers.counted(self.runs_a_point, 'run')}"
            return f"Nothing that was varied moves {self.named} in {tried}. {self.held}".rstrip()
        parts = [f"{name} {self.figure(str(name))}" for name in self.table.index[:MAX_NAMED]]
        ties = "" if len(self.leaders) == 1 else f"; {labels.listed(self.leaders)} cannot be told apart"
        state = "settled" if self.settled else "not settled: take more samples before quoting"
        return (
            f"What moves {self.named} most ({self.method}): {', '.join(parts)}{ties}. "
            f"{self._together()}Indices {state} ({self.moves()}). {self.held}"
        ).rstrip()

    def _together(self) -> str:
        if "first" not in self.table:
            return ""
        rest = max(0.0, 1.0 - float(self.table["first"].sum()))
        return f"Interactions carry about {100 * rest:.0f} %. "

    def _repr_html_(self) -> str:
        return f"<p>{self.sentence()}</p>{self.table.round(3).to_html()}"
