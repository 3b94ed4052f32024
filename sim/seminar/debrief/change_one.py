"""Figure 4: change one order. This world as two paths, and the paired difference over 2,000 worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.seminar.debrief.class_runs import MEASURES, paired
from sim.seminar.debrief.played import WORLDS, Played
from sim.seminar.model.game_file import Change
from sim.seminar.model.game_runs import on_ground
from sim.seminar.model.order_form import in_words
from sim.seminar.words import count, listed, name_of, say


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
        "question": say("change.question"),
        "first": change.seat,
        "runs": WORLDS,
    }


def words(change: Change) -> str:
    """A change as it stands on a button."""
    if change.form is None:
        return say("change.model")
    if isinstance(change.form, str):
        return say("change.held")
    return in_words(change.form)


def _title(change: Change, was: set[str], now: set[str], paths: list[list[int]]) -> str:
    who = say("change.who", state=name_of(change.seat), turn=change.turn, order=words(change))
    joined, left = sorted(now - was), sorted(was - now)
    if joined or left:
        what = "both" if joined and left else "joined" if joined else "left"
        names = {"joined": listed(map(name_of, joined)), "left": listed(map(name_of, left))}
        return say(f"change.{what}", who=who, **names)
    gap = paths[1][-1] - paths[0][-1]
    return say("change.same", who=who, n=count(gap, signed=True))
