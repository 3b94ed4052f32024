"""Figure 2: the class and 2,000 runs of the model on the same chance; was the class right, or this world kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engine.block import Block
from sim.seminar.debrief.played import WORLDS, Played
from sim.seminar.game_file import without_orders
from sim.seminar.world import RULES
from sim.stats import intervals
from sim.stats.intervals import Reals
from sim.stats.quantiles import quantiles
from sim.wording.numbers import amount, half_width

DOTS = 20
MEASURES = {"deployed": "soldiers", "ground_contributors": "states", "attacked": "attack risk"}
MODEL, CLASS = 0, 1


def figure(played: Played) -> dict[str, Any]:
    """Both sets of runs as 20 dots each, this world, and the paired differences with their intervals."""
    both = [without_orders(played.state, played.through), played.scenario()]
    many, here = played.everywhere(both), played.here(both)
    changes = {name: paired(many, name) for name in MEASURES}
    return {
        "figure": "class",
        "title": _title(changes),
        "dots": {"model": _dots(many, MODEL), "class": _dots(many, CLASS)},
        "here": {
            "model": {name: float(here.run[name][MODEL, 0]) for name in MEASURES},
            "class": {name: float(here.run[name][CLASS, 0]) for name in MEASURES},
        },
        "changes": changes,
        "risk": {
            "model": float(many.run["attacked"][MODEL].mean()),
            "class": float(many.run["attacked"][CLASS].mean()),
        },
        "months": played.months,
        "picked": f"This world was picked: {RULES[played.state.room.world_rule]}.",
        "question": "Were you right, or was this world kind to you?",
        "first": "observers",
        "runs": WORLDS,
    }


def _dots(block: Block, scenario: int) -> list[float]:
    """Soldiers in place as 20 equally likely values."""
    at = tuple((k + 0.5) / DOTS for k in range(DOTS))
    return [round(float(value), 1) for value in quantiles(block.run["deployed"][scenario], at)]


def paired(block: Block, name: str) -> dict[str, Any]:
    """The second scenario less the first, replicate by replicate: the class less the model."""
    flag = name == "attacked"
    values: Reals = block.run[name].astype(float)
    found, clear = intervals.changes_from(values, MODEL, flag=flag)
    mean, low, high = (float(end[CLASS]) for end in (found.mean, found.low, found.high))
    unit = "share" if flag else ""
    return {
        "mean": mean,
        "low": low,
        "high": high,
        "clear": bool(np.asarray(clear)[CLASS]),
        "words": amount(mean, half_width(mean, low, high), unit, signed=True),
    }


def _title(changes: dict[str, dict[str, Any]]) -> str:
    """The finding in a line, from the signs that stand out of the noise."""
    words = []
    for name, more, fewer in (
        ("deployed", "more soldiers", "fewer soldiers"),
        ("ground_contributors", "more states", "fewer states"),
    ):
        one = changes[name]
        if one["clear"]:
            words.append(more if one["mean"] > 0 else fewer)
    risk = changes["attacked"]
    end = ""
    if risk["clear"]:
        end = ", and an attack is " + ("likelier" if risk["mean"] > 0 else "less likely")
    if not words:
        return f"Over {WORLDS:,} worlds your orders and the model's came to the same size{end}"
    return f"Over {WORLDS:,} worlds your orders made for {' and '.join(words)} than the model's{end}"
