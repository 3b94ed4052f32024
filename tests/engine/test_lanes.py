"""Translated text gives Python's bits: one run at a time and in lanes, on every level this processor has."""

from __future__ import annotations

import copy
import inspect
import itertools
import math
import random
import struct
from pathlib import Path
from typing import Any

import pytest

from sim.engine import layout, processor
from sim.rules.records import Record
from tests.engine import snippets, synthetic
from tests.engine.building import Built, Functions, build
from tests.engine.generated import program
from tests.engine.synthetic import Common, State

WIDTH = {"x86-64-v4": 8, "x86-64-v3": 4}
WAYS = [(level, 1) for level in processor.levels()] + [
    (level, WIDTH[level]) for level in processor.levels() if level in processor.LANES
]
"""Every level, and how many runs go abreast."""
every_way = pytest.mark.parametrize(
    ("level", "lanes"), WAYS, ids=[f"{level}-{lanes}" for level, lanes in WAYS]
)
EDGES = (
    0.0,
    0.5,
    1.0,
    2.5,
    5e-324,
    2.0**31,
    2.0**51 + 0.5,
    2.0**52,
    2.0**57,
    2.0**63,
    1e300,
    math.inf,
    math.nan,
)
SIGNED = [sign * x for x in EDGES for sign in (1.0, -1.0)]


def bits(value: Any) -> Any:
    """A number bit for bit, but that one quiet not-a-number is like another; records and rows inside out."""
    if isinstance(value, Record):
        return {name: bits(getattr(value, name)) for name in layout.fields(type(value))}
    if isinstance(value, tuple | list):
        return [bits(part) for part in value]
    if isinstance(value, float):
        return "nan" if math.isnan(value) else struct.pack("d", value)
    return int(value)


def number(dice: random.Random) -> float:
    """A real number: often small, sometimes equal to another, sometimes at an edge."""
    kind = dice.random()
    if kind < 0.5:
        return dice.uniform(-4.0, 7.0)
    return float(dice.randint(-3, 6)) if kind < 0.9 else dice.choice((0.0, -0.0, math.nan, 1e-9, 1e9))


def state(dice: random.Random) -> State:
    row = [number(dice) for _ in range(4)]
    return State(a=number(dice), b=number(dice), k=dice.randint(0, 4), on=dice.random() < 0.5, row=row)


def common(dice: random.Random) -> Common:
    row = [number(dice) for _ in range(4)]
    return Common(low=number(dice), high=number(dice), flag=dice.random() < 0.5, row=row)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Built]:
    """The synthetic program in C, each way."""
    entries: Functions = {"play": synthetic.play, "edges": synthetic.edges, "powers": synthetic.powers}
    return {
        (level, lanes): build(
            entries,
            tmp_path_factory.mktemp("synthetic"),
            apart=frozenset({State}) if lanes > 1 else frozenset(),
            shared=frozenset({"n"}),
            level=level,
            lanes=lanes,
        )
        for level, lanes in WAYS
    }


@every_way
def test_masks_give_the_bits_of_python(
    level: str, lanes: int, libraries: dict[tuple[str, int], Built]
) -> None:
    dice = random.Random(20_261_125)
    parted = 0
    for _ in range(2_000 // lanes):
        shared, n = common(dice), dice.randint(1, 4)
        calls: list[list[Any]] = [[copy.deepcopy(shared), state(dice), number(dice), n] for _ in range(lanes)]
        plain = copy.deepcopy(calls)
        for call in plain:
            synthetic.play(*call)
        libraries[level, lanes].call("play", *calls)
        assert bits([call[1] for call in calls]) == bits([call[1] for call in plain])
        parted += len({call[1].on for call in plain}) > 1
    assert lanes == 1 or parted > 100, "the lanes hardly ever part ways"


@every_way
@pytest.mark.parametrize("name", ["edges", "powers"])
def test_numbers_at_the_edges_give_the_bits_of_python(
    name: str, level: str, lanes: int, libraries: dict[tuple[str, int], Built]
) -> None:
    function = getattr(synthetic, name)
    count = len(inspect.signature(function).parameters)
    calls = [list(numbers) for numbers in itertools.product(SIGNED, repeat=count)]
    calls += calls[: -len(calls) % lanes]
    for at in range(0, len(calls), lanes):
        together = calls[at : at + lanes]
        found = libraries[level, lanes].call(name, *together)
        expected = [[float(part) for part in function(*call)] for call in together]
        assert bits(found) == bits(expected), together


@every_way
def test_programs_made_at_random_give_the_bits_of_python(level: str, lanes: int, tmp_path: Path) -> None:
    """A dozen functions that nobody wrote: assignments, choices, loops, early returns and calls, nested at random."""
    made = snippets.module(program(random.Random(7), functions=12), tmp_path)
    entries = {name: value for name, value in vars(made).items() if name.startswith("go_")}
    built = build(
        entries,
        tmp_path,
        apart=frozenset({made.World}) if lanes > 1 else frozenset(),
        level=level,
        lanes=lanes,
    )
    dice = random.Random(8)
    for name, function in entries.items():
        for _ in range(120 // lanes):
            shared = made.Shared(c=number(dice), row=[number(dice) for _ in range(4)])
            calls = [
                [
                    copy.deepcopy(shared),
                    made.World(**vars(state(dice)) | {"f": dice.random() < 0.5}),
                    number(dice),
                ]
                for _ in range(lanes)
            ]
            for call in calls:
                del call[1].on
            plain = copy.deepcopy(calls)
            for call in plain:
                function(*call)
            built.call(name, *calls)
            assert bits([call[1] for call in calls]) == bits([call[1] for call in plain]), inspect.getsource(
                function
            )
