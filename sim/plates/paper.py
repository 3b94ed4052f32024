"""The paper a figure is put on: its size in centimetres, and how a figure is scaled to lie in its middle."""

from __future__ import annotations

import re
from typing import NamedTuple

from sim.scenario import ScenarioError
from sim.scenario.errors import show

INCH = 2.54
LEAST, MOST = 4.0, 200.0
SIZE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?x ?(\d{1,3}(?:\.\d+)?) ?(?:cm)?")


class Paper(NamedTuple):
    """Width and height of a sheet of paper, in centimetres."""

    wide: float
    high: float

    @property
    def lying(self) -> bool:
        """Whether it is wider than high."""
        return self.wide > self.high

    def turned(self) -> Paper:
        """The same paper, the long side at the bottom."""
        return Paper(max(self), min(self))

    def inches(self) -> tuple[float, float]:
        """Width and height in inches."""
        return self.wide / INCH, self.high / INCH


NAMED = {"a4": Paper(21.0, 29.7), "slide": Paper(33.87, 19.05)}


def read(size: str, field: str = "size") -> Paper:
    """The paper that a text names: `a4`, `slide`, or its width and height as in `16x9cm`.

    Examples
    --------
    >>> read("slide").lying, read("16x9cm")
    (True, Paper(wide=16.0, high=9.0))
    """
    match = SIZE.fullmatch(size.strip().lower())
    if size.strip().lower() in NAMED:
        return NAMED[size.strip().lower()]
    if not match:
        raise ScenarioError(
            f"{field}: {show(size)} refused; allowed: {', '.join(NAMED)}, or WIDTHxHEIGHT in cm as in 16x9cm"
        )
    paper = Paper(float(match[1]), float(match[2]))
    if not all(LEAST <= side <= MOST for side in paper):
        raise ScenarioError(f"{field}: {size} is out of range; allowed: {LEAST:g} to {MOST:g} cm a side")
    return paper


class Fit(NamedTuple):
    """How a figure lies in the middle of a paper: how much larger it is drawn, and where it begins, in inches."""

    paper: tuple[float, float]
    times: float
    left: float
    bottom: float


def fit(figure: tuple[float, float], paper: Paper | None) -> Fit:
    """A figure, its size in inches, as large as the paper allows; without paper, as it is.

    Examples
    --------
    >>> fit((5.0, 5.0), Paper(25.4, 50.8))
    Fit(paper=(10.0, 20.0), times=2.0, left=0.0, bottom=5.0)
    """
    wide, high = figure
    if paper is None:
        return Fit(figure, 1.0, 0.0, 0.0)
    room = paper.inches()
    times = min(room[0] / wide, room[1] / high)
    return Fit(room, times, (room[0] - times * wide) / 2, (room[1] - times * high) / 2)
