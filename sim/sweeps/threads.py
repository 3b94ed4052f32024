"""The default executor: threads in this process, a few chunks ahead of the disk and no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice

from sim.engine.ensemble import cores
from sim.sweeps.part import Part, make_part
from sim.sweeps.plan import Plan
from sim.sweeps.work import Known


@dataclass(frozen=True)
class Threads:
    """Runs chunks on threads, but for the runs that are known; `workers` 0 means one a processor."""

    workers: int = 0
    known: Known | None = None

    def parts(self, plan: Plan, chunks: Sequence[int]) -> Iterator[Part]:
        """The parts of these chunks, as they become ready."""
        workers = self.workers or cores()
        ahead = iter(chunks)
        pool = ThreadPoolExecutor(workers)
        try:
            waiting = {
                pool.submit(make_part, plan, chunk, self.known) for chunk in islice(ahead, workers + 1)
            }
            while waiting:
                ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield future.result()
                    waiting |= {pool.submit(make_part, plan, chunk, self.known) for chunk in islice(ahead, 1)}
        finally:
            pool.shutdown(cancel_futures=True)
