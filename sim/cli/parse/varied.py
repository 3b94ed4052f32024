"""Refuses a lever that a verb varies by itself, so that what was typed would be read by nothing."""

from __future__ import annotations

from collections.abc import Iterable

from sim.cli.parse import left_behind
from sim.scenario import ScenarioError


def refuse_typed(varied: Iterable[str], instead: str) -> None:
    """Refuse the first of these levers that the command line sets; raises `ScenarioError`.

    Parameters
    ----------
    varied
        Levers and entries that the verb goes over.
    instead
        What may be said in their place.
    """
    done = left_behind.trail()
    typed = {word.partition("=")[0].lstrip("+") for word in done.words if "=" in word} if done else set()
    for name in varied:
        if name in typed:
            raise ScenarioError(f"{name}: is varied here, so that its own value is not read; {instead}")
