"""The figures of the debrief by name, in the order of the lesson."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sim.seminar.debrief import class_runs, scores, surprise, turning
from sim.seminar.debrief.played import Played

FIGURES: Mapping[str, Callable[[Played], dict[str, Any]]] = {
    "turning": turning.figure,
    "class": class_runs.figure,
    "surprise": surprise.figure,
    "scores": scores.figure,
}
"""Figures 1, 2, 3 and 5; the fourth, `change_one`, is made when the class asks for it."""
EARLY = ("class", "turning", "surprise")
"""Figures that are worked out at every reveal, so that none is waited for in the debrief."""
