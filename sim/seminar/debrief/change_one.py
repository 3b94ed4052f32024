"""Figure 4: change one order. This world as two paths, and the paired difference over 2,000 worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.seminar.debrief.class_runs import MEASURES, paired
from sim.seminar.debrief.played import WORLDS, Played
from sim.seminar.game_file import Change
from sim.seminar.game_runs import on_ground
from sim.seminar.order_form import in_words
from sim.wording.labels import listed, state


def figure(played: Played, change: Change) -> dict[str, Any]:
    """What would have been otherwise, here and everywhere.

    Parameters
    ----------
    played
        The game.
    change
        The order that is another one.

    Returns
    -------
    dict
        Paths of soldiers in this world, states gained and lost, and differences with their intervals.
    """
    both = [played.scenario(), played.scenario(change)]
    here, many = played.here(both), played.everywhere(both)
    was, now = on_ground(here, 0), on_ground(here, 1)
    paths = np.rint(here.by_month[:, 0, : played.months, 0]).astype(int).tolist()
    changes = {name: paired(many, name) for name in MEASURES}
    return {
        "figure": "change",
        "title": _title(change, was, now, paths),
        "change": {
            "turn": change.turn,
            "seat": change.seat,
            "words": words(change),
            "lasting": change.lasting,
        },
        "paths": {"played": paths[0], "changed": paths[1]},
        "joined": sorted(now - was),
        "left": sorted(was - now),
        "states": [len(was), len(now)],
        "changes": changes,
        "question": "Which of the two would you have paid for?",
        "first": change.seat,
        "runs": WORLDS,
    }


def words(change: Change) -> str:
    """A change as it stands on a button."""
    if change.form is None:
        return "as the model decides"
    if isinstance(change.form, str):
        return "no new order"
    return in_words(change.form)


def _title(change: Change, was: set[str], now: set[str], paths: list[list[int]]) -> str:
    who = f"{state(change.seat)} in turn {change.turn}, {words(change)}"
    joined, left = sorted(now - was), sorted(was - now)
    if joined or left:
        parts = [f"brings in {listed(map(state, joined))}"] if joined else []
        parts += [f"loses {listed(map(state, left))}"] if left else []
        return f"{who}: this world {' and '.join(parts)}"
    gap = paths[1][-1] - paths[0][-1]
    return f"{who}: the same states, {gap:+,} soldiers in this world".replace("-", "−")
