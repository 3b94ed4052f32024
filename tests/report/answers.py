"""Answers made once for the tests of studies and briefs."""

import dataclasses
import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.analysis.decompose import Decomposition
from sim.report import study
from sim.report.study import Answer, analyses

REPLICATES = 200
DRAWS = 16
"""Of the parameters, for the bands, which otherwise take most of the time."""
NUMBER = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?")


@cache
def answer(name: str = "with_or_without_the_us") -> Answer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(analyses, "DRAWS", DRAWS)
        return study.run(study.named(name), REPLICATES, seed=3)


def numbers_in(thing: Any) -> Iterator[float]:
    """Every number that a result holds, however deep."""
    if isinstance(thing, bool | np.bool_):
        return
    if isinstance(thing, int | float | np.number):
        yield float(thing)
    elif isinstance(thing, pd.DataFrame):
        for column in thing.select_dtypes("number"):
            yield from thing[column].dropna().astype(float)
    elif dataclasses.is_dataclass(thing):
        if isinstance(thing, Decomposition):
            yield from (math.sqrt(share * thing.variance) for share in thing.shares)
        yield from (n for f in dataclasses.fields(thing) for n in numbers_in(getattr(thing, f.name)))
    elif isinstance(thing, dict):
        yield from (n for value in thing.values() for n in numbers_in(value))
    elif isinstance(thing, tuple | list):
        yield from (n for value in thing for n in numbers_in(value))


def printed(sentence: str, names: tuple[str, ...] = ()) -> list[str]:
    """Every number a sentence prints, without those in the names of scenarios."""
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, "")
    return NUMBER.findall(sentence)


def is_among(text: str, known: list[float]) -> bool:
    """Whether a printed number is one of these, to the digits printed; shares may read as per cent."""
    plain = text.replace(",", "").replace("−", "-")
    places = len(plain.partition(".")[2])
    if not float(plain):
        return any(abs(value) < 0.5 * max(map(abs, known)) for value in known) or not any(known)
    digits = len(plain.lstrip("+-").replace(".", "").rstrip("0")) or 1
    for value in known:
        for scaled in (value, 100 * value):
            coarse = 10.0**-places if places else 10.0 ** max(len(plain.lstrip("+-")) - digits, 0)
            if abs(abs(scaled) - abs(float(plain))) <= 0.5000001 * coarse:
                return True
    return False
