"""Common random numbers, each with an address: (seed, replicate, actor, purpose, month).

A replicate reads one page for the run and one for each year; all its pages are its tape. A page is a counter-based
generator (Philox) keyed by the seed and the page's number; each replicate owns a stretch of its counter, and within the
stretch an address is fixed by who draws, what for, and in which month. Any replicate can therefore be replayed alone;
chunks, threads and order cannot matter; leaving a country out, adding months, or adding a parameter at the end of the
ledger leaves every other draw as it was. The compiled engine makes the same numbers itself (`c/random.h`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ASSUMPTIONS = 192
"""Addresses kept for parameters."""
COUNTRIES = 40
"""Addresses kept for countries, whoever is left out: the most that there can be."""
RUN = 12
"""Addresses kept for what is drawn once a run."""
COUNTRY_PURPOSES = ("doubt", "poll", "parliament", "exit", "stance", "nerve", "election")
RUN_PURPOSES = ("attack", "fight", "war", "loss", "meet", "join")
MONTH_PURPOSES = ("signal", "probe", "answer", "kill", "severity", "climb", "erosion")

COUNTRY_AT = ASSUMPTIONS
RUN_AT = COUNTRY_AT + COUNTRIES * len(COUNTRY_PURPOSES)
MONTH_AT = RUN_AT + RUN
YEAR = 12 * len(MONTH_PURPOSES)


_DRAWS_A_STEP = 4  # of the generator's counter; every page is a whole number of steps long
STREAM = 0x7472697077697265
""""tripwire": separates these draws from those of other users of the same seed."""


def width(horizon: int) -> int:
    """Draws a replicate has for so many months, counted in whole years."""
    return MONTH_AT + YEAR * -(-horizon // 12)


def tape(seed: int, first: int, last: int, horizon: int) -> NDArray[np.float64]:
    """Draws of some replicates, uniform on [0, 1).

    Parameters
    ----------
    seed
        Any whole number from 0 to 2⁶⁴ − 1.
    first, last
        Numbers of the first replicate and of the one after the last, from 0 on.
    horizon
        Months; draws are made for whole years.

    Returns
    -------
    numpy.ndarray
        One row a replicate: shape (last − first, width(horizon)).

    Examples
    --------
    A replicate has the same draws whichever others are asked for:

    >>> bool(np.all(tape(1, 5, 6, horizon=6) == tape(1, 0, 20, horizon=6)[5]))
    True
    """
    lengths = [MONTH_AT, *[YEAR] * -(-horizon // 12)]
    return np.hstack([_page(seed, number, first, last, length) for number, length in enumerate(lengths)])


def _page(seed: int, number: int, first: int, last: int, length: int) -> NDArray[np.float64]:
    generator = np.random.Philox(key=np.array([seed, STREAM + number], np.uint64))
    generator.advance(first * length // _DRAWS_A_STEP)
    return np.random.Generator(generator).random((last - first, length))
