"""Times taken in turn, so that a machine that slows down slows all of them.

What one thread does is timed by the processor time it gets, so that a neighbour who takes the core for a while does not
count; what uses several threads or processes, by the clock on the wall.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

Task = Callable[[], float]
"""Does something once and gives the seconds it took."""


class Times(NamedTuple):
    """Seconds of one repeat: the least, and the median."""

    least: float
    median: float

    def per(self, count: float) -> Times:
        """The same for one of `count` equal parts."""
        return Times(self.least / count, self.median / count)

    def less(self, other: Times) -> Times:
        """What is left when a part of the work is taken away."""
        return Times(self.least - other.least, self.median - other.median)


def timed(call: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> Task:
    """A task that times a call."""

    def task() -> float:
        began = clock()
        call()
        return clock() - began

    return task


def in_turn(tasks: Mapping[str, Task], repeats: int) -> dict[str, Times]:
    """Do A B C A B C …; the first round warms up and is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for round_ in range(repeats + 1):
        for name, task in tasks.items():
            seconds = task()
            if round_:
                taken[name].append(seconds)
    return {name: Times(min(seconds), median(seconds)) for name, seconds in taken.items()}
