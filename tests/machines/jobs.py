"""Random jobs that every machine is given, as bytes in the order of `source.JOB`, and the hash of what they give."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine import chance
from sim.engine.block import Block, empty
from sim.engine.ensemble import run_inputs
from sim.engine.inputs import Inputs, lay_out
from sim.engine.source import JOB, MAX_LANES
from sim.scenario import roster
from tests import sampling

REPLICATES = 20
OUTPUTS = ("run", "by_country", "by_month", "terms")


@dataclass(frozen=True)
class Job:
    """Some scenarios on some replicates, everything kept."""

    inputs: Inputs
    seed: int
    first: int
    traced_country: int
    replicates: int = REPLICATES

    @cached_property
    def expected(self) -> Block:
        """What the native engine gives."""
        return run_inputs(
            self.inputs,
            replicates=self.replicates,
            seed=self.seed,
            first=self.first,
            detail=True,
            traced_country=self.traced_country,
        )

    def numbers(self) -> dict[str, int]:
        """The job's whole numbers by name."""
        shapes = {name: array.shape for name, array in self.outputs().items()}
        return {
            "seed": self.seed,
            "first": self.first,
            "replicates": self.replicates,
            "stride": self.replicates,
            "scenarios": len(self.inputs),
            "months": self.inputs.horizon,
            "countries": len(roster.codes()),
            "countries_kept": shapes["by_country"][2],
            "months_kept": shapes["by_month"][2],
            "terms_kept": shapes["terms"][2],
            "traced_country": self.traced_country,
            "lanes": 1,
            "room": self._room(),
        }

    def arrays(self) -> dict[str, NDArray[Any] | None]:
        """The job's arrays by name."""
        scratch = np.zeros(MAX_LANES * (self._room() + 2 * chance.width(self.inputs.horizon)))
        return {**self.inputs.arrays(), "draws": None, "scratch": scratch, **self.outputs()}

    def outputs(self) -> dict[str, NDArray[Any]]:
        """Arrays to be filled."""
        return arrays_of(empty(self.inputs, self.replicates, detail=True, terms=True))

    def _room(self) -> int:
        return sum(int(np.prod(array.shape[2:])) for name, array in self.outputs().items() if name != "run")

    def packed(self) -> bytes:
        """Numbers of 8 bytes, and arrays with their length before them; none has length −1."""
        numbers, arrays = self.numbers(), self.arrays()
        parts = []
        for name, kind in JOB.items():
            if not kind.endswith("*"):
                parts.append(struct.pack("<q", numbers[name]))
                continue
            array = arrays[name]
            contents = b"" if array is None else np.ascontiguousarray(array).tobytes()
            parts += [struct.pack("<q", -1 if array is None else len(contents)), contents]
        return b"".join(parts)


def arrays_of(block: Block) -> dict[str, NDArray[Any]]:
    """A block's arrays by their names in a job."""
    return dict(zip(OUTPUTS, (block.run, block.by_country, block.by_month, block.terms), strict=True))


def random_jobs(count: int, seed: int = 20_261_125) -> list[Job]:
    """Random scenarios, one a job, and two jobs of several, which run abreast where there are lanes."""
    rng = np.random.default_rng(seed)
    countries = len(roster.codes())
    jobs = [
        Job(
            lay_out([sampling.scenario(rng)]),
            seed=int(rng.integers(2**62)),
            first=int(rng.integers(5_000)),
            traced_country=int(rng.integers(countries)),
        )
        for _ in range(count - 2)
    ]
    for size in (5, 3):
        several = [
            sampling.scenario(rng, horizon=24, theory="consensus", injects=(), schedule=(), orders=())
            for _ in range(size)
        ]
        jobs.append(Job(lay_out(several), seed=size, first=0, traced_country=0))
    return jobs


def fingerprint(results: Iterable[bytes]) -> str:
    """One hash over the results of all jobs."""
    digest = hashlib.sha256()
    for result in results:
        digest.update(result)
    return digest.hexdigest()


def expected(jobs: Iterable[Job]) -> str:
    """The hash of what the native engine gives."""
    return fingerprint(array.tobytes() for job in jobs for array in arrays_of(job.expected).values())
