"""A sweep that is there to be killed: `python -m tests.sweeps.victim ROOT sound|naive`."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.disk import Disk
from sim.sweeps.driver import run
from sim.sweeps.part import NAME
from sim.sweeps.plan import Plan
from sim.sweeps.store import Store
from sim.sweeps.threads import Threads
from tests.sweeps.sweep_plans import plan

PLAN: dict[str, Any] = {
    "replicates": 20,
    "chunk": 20,
    "over": {"force_size": list(range(1_000, 21_000, 1_000))},
}


class NaiveDisk(Disk):
    """Writes under the final name, a little at a time, as a simple writer does."""

    @contextmanager
    def whole(self, path: Path) -> Iterator[Path]:
        yield path

    def write(self, descriptor: int, data: memoryview) -> int:
        time.sleep(0.002)
        return super().write(descriptor, data[:1_000])


class NaiveStore(Store):
    """Takes a file that exists for a part that is done."""

    def judged(self) -> Iterator[tuple[int, Path, bool]]:
        for path in sorted(self.parts.iterdir()):
            claim = NAME.fullmatch(path.name)
            yield int(claim[1]) if claim else -1, path, claim is not None


def victim(root: Path, kind: str, disk: Disk | None = None) -> tuple[Plan, Store]:
    """The plan and the store, whether it has begun or not."""
    store = {"naive": NaiveStore, "sound": Store}[kind]
    return plan(**PLAN), store(root / "a", disk or Disk())


if __name__ == "__main__":
    made, store = victim(Path(sys.argv[1]), sys.argv[2], NaiveDisk() if sys.argv[2] == "naive" else None)
    print("ready", flush=True)
    run(made, store, Threads(2))
    print("done", flush=True)
