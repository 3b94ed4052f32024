"""Work side by side on all processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

JOBS = int(os.environ.get("JOBS", os.cpu_count() or 1))
One = TypeVar("One")
Other = TypeVar("Other")


def side_by_side(function: Callable[[One], Other], items: Iterable[One]) -> list[Other]:
    """What a function makes of each item, in their order; each in a process of its own."""
    with ProcessPoolExecutor(JOBS) as pool:
        return list(pool.map(function, items))
