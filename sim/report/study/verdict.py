"""Whether what was expected came out: as expected, not as expected, or inside the noise."""

from __future__ import annotations

from dataclasses import dataclass

import xarray as xr

from sim.report.study import measures
from sim.report.study.measures import MeasuredValue
from sim.report.study.question import Expectation
from sim.wording import numbers

YES, NO, NOISE = "as expected", "not as expected", "inside the noise"


@dataclass(frozen=True)
class Verdict:
    """An expectation beside what the runs say to it."""

    expected: Expectation
    found: MeasuredValue
    verdict: str

    def sentence(self) -> str:
        """What was found, with its interval."""
        what, unit = measures.called(self.expected.measure), measures.unit(self.expected.measure)
        signed = bool(self.expected.against)
        text = numbers.named_estimate(
            what, self.found.value, self.found.low, self.found.high, unit, signed=signed
        )
        against = f" against {self.expected.against}" if signed else ""
        return f"{self.expected.scenario}{against}: {text}"


def judge(expected: Expectation, ds: xr.Dataset) -> Verdict:
    """Set an expectation against the results."""
    if expected.against:
        found = measures.change(ds, expected.measure, expected.scenario, expected.against)
    else:
        found = measures.level(ds, expected.measure, expected.scenario)
    return Verdict(expected, found, _verdict(expected, found))


def _verdict(expected: Expectation, found: MeasuredValue) -> str:
    """An interval that holds the border between both answers leaves the matter in the noise."""
    border = expected.level
    if expected.relation == "same":
        yes, no = -border < found.low and found.high < border, found.low > border or found.high < -border
    else:
        higher, lower = found.separated and found.low > border, found.separated and found.high < border
        yes, no = (higher, lower) if expected.relation in ("more", "above") else (lower, higher)
    return YES if yes else NO if no else NOISE
