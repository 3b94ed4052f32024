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
RUN = 8
"""Addresses kept for what is drawn once a run."""
COUNTRY_PURPOSES = ("doubt", "poll", "parliament", "exit")
RUN_PURPOSES = ("attack", "fight", "war", "loss", "meet")
MONTH_PURPOSES = ("signal", "probe", "answer", "kill", "severity", "climb", "cool")

COUNTRY_AT = ASSUMPTIONS
RUN_AT = COUNTRY_AT + COUNTRIES * len(COUNTRY_PURPOSES)
MONTH_AT = RUN_AT + RUN
YEAR = 12 * len(MONTH_PURPOSES)

DOUBT, POLL, PARLIAMENT, EXIT = range(len(COUNTRY_PURPOSES))
ATTACK, FIGHT, WAR, LOSS, MEET = (RUN_AT + k for k in range(len(RUN_PURPOSES)))
SIGNAL, PROBE, ANSWER, KILL, SEVERITY, CLIMB, COOL = range(len(MONTH_PURPOSES))

_DRAWS_A_STEP = 4  # of the generator's counter; every page is a whole number of steps long
_STREAM = 0x7472697077697265  # "tripwire": separates this tape from other users of the same seed


def width(horizon: int) -> int:
    """Draws a replicate has for so many months, counted in whole years."""
    return MONTH_AT + YEAR * -(-horizon // 12)


def room(replicates: int, horizon: int) -> int:
    """Numbers that fit a tape and the page being written."""
    return replicates * (width(horizon) + max(MONTH_AT, YEAR))


def tape(
    seed: int, first: int, last: int, horizon: int, desk: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Draws of the replicates from `first` up to, not including, `last`, uniform on [0, 1).

    Shape (last − first, width(horizon)); laid out on `desk`, a row of at least `room` numbers, if it is given. `seed`
    is any whole number from 0 to 2⁶⁴ − 1.
    """
    rows, columns = last - first, width(horizon)
    desk = np.empty(room(rows, horizon)) if desk is None else desk
    whole, sheet = desk[: rows * columns].reshape(rows, columns), desk[rows * columns :]
    at = 0
    for number, length in enumerate([MONTH_AT, *[YEAR] * -(-horizon // 12)]):
        page = sheet[: rows * length].reshape(rows, length)
        _page(seed, number, first, page)
        whole[:, at : at + length] = page
        at += length
    return whole


def _page(seed: int, number: int, first: int, page: NDArray[np.float64]) -> None:
    generator = np.random.Philox(key=np.array([seed, _STREAM + number], np.uint64))
    generator.advance(first * page.shape[1] // _DRAWS_A_STEP)
    np.random.Generator(generator).random(out=page)
