"""The compiled engine: blocks of scenarios × replicates over threads.

Pieces and threads only decide when a run is done, never what it gives: every run writes its own rows.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import chance, outcomes
from sim.ensemble.block import run_block
from sim.rules.willingness import TERMS
from sim.scenario import roster
from sim.scenario.deck import Deck

CHUNK = 256
"""Replicates whose draws are made at once: about 1.5 MB for three years, which stays in the processor's cache."""


@dataclass(frozen=True)
class Block:
    """Results of P scenarios × R replicates; an array that was not asked for has no countries, months or terms."""

    run: NDArray[Any]  # (P, R), outcomes.RUN_ROW
    by_country: NDArray[np.float64]  # (P, R, countries, len(outcomes.COUNTRY))
    by_month: NDArray[np.float64]  # (P, R, months, len(outcomes.MONTH))
    trace: NDArray[np.float64]  # (P, R, months, len(TERMS))


def room(deck: Deck, replicates: int, *, detail: bool = False, traced: bool = False) -> Block:
    """Arrays for a deck's results, NaN where a run writes nothing."""
    scenarios = len(deck.levers)
    return Block(
        np.zeros((scenarios, replicates), outcomes.RUN_ROW),
        np.full((scenarios, replicates, len(roster.facts()) if detail else 0, len(outcomes.COUNTRY)), np.nan),
        np.full((scenarios, replicates, deck.horizon if detail else 0, len(outcomes.MONTH)), np.nan),
        np.full((scenarios, replicates, deck.horizon if traced else 0, len(TERMS)), np.nan),
    )


def run_piece(
    deck: Deck, *, seed: int, first: int, replicates: int, detail: bool = False, watched: int | None = None
) -> Block:
    """Run every scenario of a deck on the replicates from `first` on, in this thread."""
    block = room(deck, replicates, detail=detail, traced=watched is not None)
    run_block(
        deck.levers,
        deck.stance,
        deck.poll,
        deck.member,
        deck.fixed,
        deck.priors,
        deck.calendars,
        deck.elections,
        roster.facts(),
        chance.tape(
            seed, first, first + replicates, deck.horizon, _desk(chance.room(replicates, deck.horizon))
        ),
        block.run,
        block.by_country,
        block.by_month,
        watched or 0,
        block.trace,
    )
    return block


_kept = threading.local()


def _desk(numbers: int) -> NDArray[np.float64]:
    """Room that a thread uses again and again: fresh memory costs more than the draws written to it."""
    if getattr(_kept, "desk", np.empty(0)).size < numbers:
        _kept.desk = np.empty(numbers)
    desk: NDArray[np.float64] = _kept.desk
    return desk


def run_deck(
    deck: Deck,
    *,
    replicates: int,
    seed: int = 1,
    first: int = 0,
    detail: bool = False,
    watched: int | None = None,
    threads: int | None = None,
    chunk: int = CHUNK,
    progress: Callable[[int], None] | None = None,
) -> Block:
    """Run every scenario of a deck on the replicates from `first` on, over threads.

    `detail` keeps results by country and month, `watched` the terms of one country's willingness; `progress` is told
    after each piece how many runs it held.
    """
    whole = room(deck, replicates, detail=detail, traced=watched is not None)

    def work(piece: tuple[int, int, int, int]) -> int:
        top, bottom, left, right = piece
        part = run_piece(
            deck.rows(top, bottom),
            seed=seed,
            first=first + left,
            replicates=right - left,
            detail=detail,
            watched=watched,
        )
        for name in ("run", "by_country", "by_month", "trace"):
            getattr(whole, name)[top:bottom, left:right] = getattr(part, name)
        return (bottom - top) * (right - left)

    pieces = list(_pieces(len(deck.levers), replicates, chunk))
    with ThreadPoolExecutor(max(1, min(threads or cores(), len(pieces)))) as pool:
        for done in pool.map(work, pieces):
            if progress:
                progress(done)
    return whole


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pieces(scenarios: int, replicates: int, chunk: int) -> Iterator[tuple[int, int, int, int]]:
    """Scenarios from–to and replicates from–to: at most `chunk` replicates and 16 chunks of runs each."""
    width = min(chunk, replicates)
    height = max(1, 16 * chunk // width)
    for left in range(0, replicates, width):
        for top in range(0, scenarios, height):
            yield top, min(scenarios, top + height), left, min(replicates, left + width)
