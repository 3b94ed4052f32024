"""Short names of outcomes and states, as plates write them."""

from __future__ import annotations

from collections.abc import Iterable

from sim.analysis import words
from sim.evidence import load
from sim.outcomes import BY_NAME
from sim.wording import numbers

NAMES = {
    "deployed_path": "troops in Ukraine",
    "rung_path": "tension on the ladder of escalation",
    "support_path": "public support",
    "us_backing_path": "US backing counted on",
}
"""Beside those of `analysis.words`."""
TENSION = (
    "quiet",
    "harassment",
    "exchange of fire",
    "deadly incident",
    "strike on the force",
    "limited war",
    "direct war",
)
"""The rungs of the ladder of escalation, from 1."""
LEVERS = {
    "roe": "rules of engagement",
    "nato_visibility": "NATO's visibility",
    "russian_consent": "Russian consent",
}
COUNTED = frozenset({"", "index", "countries", "incidents", "months", "persons", "rung", "troops"})
"""Units that a name says already, or that say nothing."""


def in_sentence(outcome: str) -> str:
    """What an outcome is called in a sentence."""
    return NAMES.get(outcome) or words.called(outcome)


def headed(outcome: str) -> str:
    """What an outcome is called as the head of a panel, with its unit where the name does not say it."""
    name = in_sentence(outcome)
    shown = "%" if unit(outcome) in numbers.PERCENT else unit(outcome)
    return name[0].upper() + name[1:] + ("" if shown in COUNTED else f", {shown}")


def unit(outcome: str) -> str:
    """The unit an outcome is measured in; none for what is no outcome of a run."""
    return BY_NAME[outcome].unit if outcome in BY_NAME else ""


def lever(name: str) -> str:
    """A lever, assumption or theory by its name, in a sentence."""
    return LEVERS.get(name) or words.spoken(name)


def scenario(name: str, most: int = 36) -> str:
    """The name of a scenario in a sentence, in quotes if it has several words; the middle of a long one gives way."""
    half = most // 2
    short = name if len(name) <= most else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"
    return f"“{short}”" if " " in short else short


def state(code: str) -> str:
    """The name of a state."""
    return load().names.get(code, code)


def listed(names: Iterable[str], most: int = 5) -> str:
    """A, B and C; past `most`, the number of the rest."""
    every = list(names)
    rest = len(every) - most
    return words.listed([*every[:most], f"{rest} more"] if rest > 0 else every)
