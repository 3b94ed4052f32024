"""Chance is a tape: every draw has an address, and the address alone decides it.

One counter-based generator (Philox, 256-bit counter) serves a seed; each replicate owns a stretch of its counter, and
within the stretch an address is fixed by who draws, what for, and in which month. Any replicate can therefore be
replayed alone; chunks, threads and order cannot matter; leaving a country out, adding months or adding a parameter at
the end of the ledger leaves every other draw as it was.
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
MONTHS = 120

COUNTRY_AT = ASSUMPTIONS
RUN_AT = COUNTRY_AT + COUNTRIES * len(COUNTRY_PURPOSES)
MONTH_AT = RUN_AT + len(RUN_PURPOSES)
LENGTH = MONTH_AT + MONTHS * len(MONTH_PURPOSES)

DOUBT, POLL, PARLIAMENT, EXIT = range(len(COUNTRY_PURPOSES))
ATTACK, FIGHT, WAR, LOSS = (RUN_AT + k for k in range(len(RUN_PURPOSES)))
SIGNAL, PROBE, ANSWER, KILL, SEVERITY, CLIMB, COOL = range(len(MONTH_PURPOSES))

_DRAWS_A_STEP = 4
_STEPS_A_REPLICATE = 1024
_STREAM = 0x7472697077697265  # "tripwire": separates this tape from other users of the same seed


def used(horizon: int) -> int:
    """How many draws a run of so many months reads, rounded up to whole steps of the generator."""
    draws = MONTH_AT + horizon * len(MONTH_PURPOSES)
    return -(-draws // _DRAWS_A_STEP) * _DRAWS_A_STEP


def tape(seed: int, first: int, last: int, horizon: int) -> NDArray[np.float64]:
    """Draws of the replicates from `first` up to, not including, `last`.

    Shape (last − first, used(horizon)), uniform on [0, 1). `seed` is any whole number from 0 to 2⁶⁴ − 1.
    """
    length = used(horizon)
    generator = np.random.Philox(key=np.array([seed, _STREAM], np.uint64))
    generator.advance(first * _STEPS_A_REPLICATE)
    uniform = np.random.Generator(generator)
    rows = np.empty((last - first, length))
    for row in rows:
        uniform.random(out=row)
        generator.advance(_STEPS_A_REPLICATE - length // _DRAWS_A_STEP)
    return rows
