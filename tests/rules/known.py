"""Records of which all is usual but what a test names."""

from __future__ import annotations

import numpy as np

from sim.rules.records import Assessment, Assumptions, Facts, Levers, Month
from tests.rules.drawing import USUAL

UNIFORM = (np.arange(10_000) + 0.5) / 10_000
"""Draws that are as even as draws can be."""


def assume(**values: float) -> Assumptions:
    """Every parameter at its mode, but for some."""
    assert values.keys() <= USUAL[Assumptions].keys()
    return Assumptions(**(USUAL[Assumptions] | values))


def pull(**values: float) -> Levers:
    """The base scenario in numbers, but for some levers."""
    assert values.keys() <= USUAL[Levers].keys()
    return Levers(**(USUAL[Levers] | values))


def state(**values: float) -> Facts:
    """A country of which nothing is known but this."""
    assert values.keys() <= USUAL[Facts].keys()
    return Facts(**(dict.fromkeys(USUAL[Facts], 0.0) | values))


def month(**values: float) -> Month:
    """A month of which nothing is known but this."""
    assert values.keys() <= USUAL[Month].keys()
    return Month(**(USUAL[Month] | values))


def seen(**values: float) -> Assessment:
    """A force of which nothing is known but this."""
    assert values.keys() <= USUAL[Assessment].keys()
    return Assessment(**(USUAL[Assessment] | values))
