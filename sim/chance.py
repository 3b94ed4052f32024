"""Chance is a tape: every draw has an address, and the address alone decides it.

A replicate reads one page for the run and one for each year. A page is a counter-based generator (Philox) keyed by the
seed and the page's number; each replicate owns a stretch of its counter, and within the stretch an address is fixed by
who draws, what for, and in which month. Any replicate can therefore be replayed alone; chunks, threads and order cannot
matter; leaving a country out, adding months, or adding a parameter at the end of the ledger leaves every other draw as
it was.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ASSUMPTIONS = 128
"""Addresses kept for parameters."""
COUNTRIES = 40
"""Addresses kept for countries, whoever is left out."""
COUNTRY_PURPOSES = ("doubt", "poll", "parliament", "exit")
RUN_PURPOSES = ("attack", "fight", "war", "loss")
MONTH_PURPOSES = ("signal", "probe", "answer", "kill", "severity", "climb", "cool")

COUNTRY_AT = ASSUMPTIONS
RUN_AT = COUNTRY_AT + COUNTRIES * len(COUNTRY_PURPOSES)
MONTH_AT = RUN_AT + len(RUN_PURPOSES)
YEAR = 12 * len(MONTH_PURPOSES)

DOUBT, POLL, PARLIAMENT, EXIT = range(len(COUNTRY_PURPOSES))
ATTACK, FIGHT, WAR, LOSS = (RUN_AT + k for k in range(len(RUN_PURPOSES)))
SIGNAL, PROBE, ANSWER, KILL, SEVERITY, CLIMB, COOL = range(len(MONTH_PURPOSES))

_DRAWS_A_STEP = 4  # of the generator's counter; every page is a whole number of steps long
_STREAM = 0x7472697077697265  # "tripwire": separates this tape from other users of the same seed


def width(horizon: int) -> int:
    """Draws a replicate has for so many months, counted in whole years."""
    return MONTH_AT + YEAR * -(-horizon // 12)


def tape(
    seed: int, first: int, last: int, horizon: int, out: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Draws of the replicates from `first` up to, not including, `last`, uniform on [0, 1).

    Shape (last − first, width(horizon)); written to `out` if it is given. `seed` is any whole number from 0 to 2⁶⁴ − 1.
    """
    pages = [_page(seed, 0, MONTH_AT, first, last)]
    pages += [_page(seed, 1 + year, YEAR, first, last) for year in range(-(-horizon // 12))]
    return np.concatenate(pages, axis=1, out=out)


def _page(seed: int, number: int, length: int, first: int, last: int) -> NDArray[np.float64]:
    generator = np.random.Philox(key=np.array([seed, _STREAM + number], np.uint64))
    generator.advance(first * length // _DRAWS_A_STEP)
    return np.random.Generator(generator).random((last - first, length))
