"""The page writes figures as Python does, to the last character."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.wording import numbers
from tests.web.probe import Explorer

UNITS = ("1", "share", "probability", "troops", "", "EUR bn", "persons")
CALL = """(calls) => calls.map(([name, values, options]) => {
    const written = probe[name](...values, options);
    return Array.isArray(written) ? written.join(" to ") : written;
})"""


def cases(name: str) -> list[tuple[list[Any], dict[str, Any]]]:
    """Random calls of a function, many of them where rounding is hard."""
    rng = np.random.default_rng(len(name))
    found: list[tuple[list[Any], dict[str, Any]]] = []
    for _ in range(400):
        unit = str(rng.choice(UNITS))
        size = 10.0 ** rng.uniform(-4, 6) if unit not in numbers.PERCENT else 1.0
        value = float(rng.choice([rng.uniform(-1, 1), rng.integers(-40, 40) / 8, 0.0, 1.0])) * size
        below, above = (float(size * 10.0 ** rng.uniform(-4, 0)) for _ in range(2))
        if rng.random() < 0.1:
            below = above = 0.0
        places = int(rng.integers(-3, 5))
        signed = bool(rng.random() < 0.5)
        beside = int(rng.integers(-2, 4)) if rng.random() < 0.5 else None
        pairs = [[value * factor, below * factor**2] for factor in rng.uniform(0.01, 3.0, 5)]
        three: list[Any] = [value, value - below, value + above]
        arguments: dict[str, tuple[list[Any], dict[str, Any]]] = {
            "bare": ([value, places, unit], {"signed": signed}),
            "digits": ([*three[1:], value], {}),
            "ends": ([*three[1:], places, unit], {"signed": signed}),
            "estimate": ([*three, unit], {"signed": signed}),
            "exact": ([value, unit], {}),
            "figure": ([value, places, unit], {"signed": signed}),
            "interval": ([*three, unit], {"signed": signed, "beside": beside}),
            "finest": ([pairs], {}),
            "in_common": ([pairs[:2], pairs[2:]], {}),
            "level": ([*three, unit], {"signed": signed}),
            "of_printed": ([*three, [value + size, size], beside, unit], {}),
            "tick": ([value], {"signed": signed}),
            "touches": ([value, below, places], {}),
        }
        found.append(arguments[name])
    return found


@pytest.mark.parametrize(
    "name",
    [
        "bare",
        "digits",
        "ends",
        "estimate",
        "exact",
        "figure",
        "finest",
        "in_common",
        "interval",
        "level",
        "of_printed",
        "tick",
        "touches",
    ],
)
def test_figures_read_the_same(explorer: Explorer, name: str) -> None:
    def python(values: list[Any], options: dict[str, Any]) -> Any:
        written = getattr(numbers, name)(*values, **options)
        return " to ".join(written) if isinstance(written, tuple) else written

    calls = cases(name)
    answers = explorer.ask(CALL, [[name, values, options] for values, options in calls])
    for (values, options), answer in zip(calls, answers, strict=True):
        assert answer == python(values, options), (values, options)
