"""A program that does what the month may do and little of it: to put masks to the test.

Nested choices, early returns, loops, tuples, calls that give a value and calls that write, in arms that some lanes take
and others do not.
"""

from __future__ import annotations

import math
from typing import Annotated

from sim.rules.arithmetic import exp, floor, log, log10_1p, logistic, whole
from sim.rules.records import Record


class State(Record):
    """What each lane has of its own."""

    a: float
    b: float
    k: int
    on: bool
    row: Annotated[list[float], 4]


class Common(Record):
    """What all lanes share."""

    low: float
    high: float
    flag: bool
    row: Annotated[list[float], 4]


def early(x: float) -> float:
    """Returns in every depth of a nest."""
    if x < 0.0:
        return -1.0
    if x > 5.0:
        if x > 6.0:
            return x * 2.0
        return x * 3.0
    y = x + 1.0
    if y > 4.0:
        return y
    elif y > 3.0:
        y = y + x
    else:
        y = exp(y)
    return y * 10.0


def several(w: State, x: float) -> tuple[float, int, bool]:
    """Several values of several types, from several places."""
    if w.on and x > 1.0:
        return x / 3.0, w.k + 1, False
    if x <= w.a or not w.on:
        if w.k > 2:
            return w.a, -w.k, x < 0.0
        return w.b, 0, True
    return math.sqrt(max(0.0, x)), floor(x), w.on


def look(c: Common, w: State, x: float) -> float:
    """A loop that looks for a place; uniform choices among those that are not."""
    found, best, count = -1.0, c.low, 0
    for i in range(len(w.row)):
        if w.row[i] > best:
            best, found = w.row[i], float(i)
            if c.flag:
                count += 1
        elif w.row[i] == x:
            count = count - 2
        else:
            best = best if w.on else best - c.row[i]
    return found + best * float(count)


def settle(w: State, x: float) -> None:
    """Writes fields and rows, some of them twice, and returns early."""
    if x <= 0.0:
        w.k = max(w.k - 1, 0)
        return
    w.a = w.a / x
    for i in range(4):
        if w.row[i] > x and w.on:
            w.row[i] = x
            w.b += w.row[i]
        for j in range(2):
            if w.row[j] < w.a:
                w.row[i] = w.row[i] - w.row[j]
    if w.b > 2.0:
        w.on = not w.on
        return
    w.b = 0.0


def pair(x: float) -> tuple[float, float, float]:
    """Numbers of one kind, of which lanes share the first."""
    return 0.25, x, x * x


def chain(c: Common, w: State, x: float) -> None:
    """Calls that write, under masks of masks."""
    if x > w.a:
        settle(w, x)
        if w.on:
            w.k = whole(x * 7.0)
            settle(w, w.b - x)
        else:
            turn(c, w, x)
    elif w.k < 3:
        turn(c, w, -x)


def turn(c: Common, w: State, x: float) -> None:
    """Writes what it works out for itself."""
    own = State()
    own.b = x
    if c.flag or w.on:
        w.a, w.b = w.b, w.a
        w.on = x > own.b - 1.0
    w.row[1] = w.row[2] = log(max(1e-3, w.a + x))
    w.k += 1 if w.on else -1


def play(c: Common, w: State, x: float, n: int) -> None:
    """One go; `n` is shared."""
    z, m = 0.0, 1
    if x > 0.0 and w.k < 3:
        z, m, w.on = several(w, x)
    elif x < -2.0 or w.on:
        z = look(c, w, -x)
        if z > 2.0:
            w.b = early(x) + z
        else:
            m = 7
    else:
        w.on = True
    if n > 2:
        chain(c, w, x)
    else:
        settle(w, z)
    z = max(x, w.a) if w.on else min(x, w.b)
    some = pair(z)
    for i in range(len(some)):
        z += some[i] * c.row[i]
    share = log(1.0 + abs_of(w.b))
    w.b = z + early(z) + look(c, w, x) + float(m) + (1.0 / x if x != 0.0 else share)
    w.k = w.k + 5 if math.isnan(w.a) else w.k - 1


def abs_of(x: float) -> float:
    """Without the sign."""
    return -x if x < 0.0 else x


def edges(x: float, y: float) -> tuple[float, float, float, float, int, int, bool, bool, bool]:
    """What is defined of numbers that are equal, infinite, or none."""
    return (
        min(x, y),
        max(x, y),
        min(y, x),
        max(y, x),
        floor(x),
        whole(y),
        x < y,
        x == y,
        x != y,
    )


def powers(x: float) -> tuple[float, float, float, float, float]:
    """What rests on the bits of a number."""
    return exp(x), log(x), logistic(x), log10_1p(abs_of(x)), math.sqrt(abs_of(x))


def read_on(w: State, n: float) -> float:
    """Reads behind a row once n is more than it holds, which no type can tell."""
    total = 0.0
    for i in range(6):
        if float(i) < n:
            total += w.row[i]
    return total
