"""Figure 2: the class and 2,000 runs of the model on the same chance; was the class right, or this world kind."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.engine.block import Block
from sim.seminar.debrief.played import WORLDS, Played
from sim.seminar.model.game_file import without_orders
from sim.seminar.model.world import RULES
from sim.seminar.words import called, count, listed, say
from sim.stats import intervals
from sim.stats.intervals import Reals
from sim.stats.quantiles import quantiles
from sim.wording.numbers import amount, half_width

DOTS = 20
MEASURES = ("deployed", "ground_contributors", "attacked")
MODEL, CLASS = 0, 1


def figure(played: Played) -> dict[str, Any]:
    """Both sets of runs as 20 dots each, this world, and the paired differences with their intervals."""
    both = [without_orders(played.state, played.through), played.scenario()]
    many, here = played.everywhere(both), played.here(both)
    changes = {name: paired(many, name) for name in MEASURES}
    rule = played.state.room.world_rule
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
        "picked": say("class.picked", rule=called("world", rule, RULES[rule])),
        "question": say("class.question"),
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
    signs = {name: np.sign(one["mean"]) if one["clear"] else 0 for name, one in changes.items()}
    found = [
        say(f"class.{name}.{'more' if signs[name] > 0 else 'fewer'}")
        for name in ("deployed", "ground_contributors")
        if signs[name]
    ]
    risk = ("less_likely", "as_likely", "likelier")[int(signs["attacked"]) + 1]
    gaps = {"runs": count(WORLDS), "found": listed(found), "risk": say(f"class.{risk}")}
    return say("class.other" if found else "class.same", **gaps)
