"""Whether what was expected came out, at the size from which on it would matter, or the noise leaves it open."""

from __future__ import annotations

from dataclasses import dataclass

import xarray as xr

from sim.report.study import measures
from sim.report.study.measures import MeasuredValue
from sim.report.study.question import LINKS, SIZELESS, Expectation
from sim.wording import numbers

YES, NO, NOISE = "as expected", "not as expected", "inside the noise"
SMALL, OPEN = "right sign, smaller than expected", "right sign, size open"
NEITHER = "no effect of that size"
VERDICTS = (YES, SMALL, OPEN, NEITHER, NOISE, NO)
"""From what speaks most for an expectation to what speaks most against it."""


@dataclass(frozen=True)
class Verdict:
    """An expectation beside what the runs say to it."""

    expected: Expectation
    found: MeasuredValue
    verdict: str

    def asked(self) -> str:
        """What was expected in figures: more or less, or where the border lies."""
        relation, level, unit = (
            self.expected.relation,
            self.expected.level,
            measures.unit(self.expected.measure),
        )
        if not level and relation in SIZELESS:
            return f"{relation}, at any size"
        size = numbers.exact(level, unit)
        size = size.replace(" %", " points") if self.expected.against else size
        return " ".join(filter(None, (relation, LINKS[relation], size)))

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
    if expected.relation in ("more", "less"):
        sign = 1.0 if expected.relation == "more" else -1.0
        low, high = sorted((sign * found.low, sign * found.high))
        return _changed(low, high, border, separated=found.separated)
    if expected.relation == "same":
        yes, no = -border < found.low and found.high < border, found.low > border or found.high < -border
    else:
        higher, lower = found.separated and found.low > border, found.separated and found.high < border
        yes, no = (higher, lower) if expected.relation == "above" else (lower, higher)
    return YES if yes else NO if no else NOISE


def _changed(low: float, high: float, least: float, *, separated: bool) -> str:
    """The verdict on a change that was to be positive and `least` at least, from its interval."""
    if separated and high < 0.0:
        return NO
    small = high < least
    if separated and low > 0.0:
        return YES if low > least or not least else SMALL if small else OPEN
    return NEITHER if small else NOISE
