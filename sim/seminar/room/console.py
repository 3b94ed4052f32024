"""What a console needs once: events that may be played, phases with a clock, screens; and where a branch begins."""

from __future__ import annotations

from typing import Any

from sim.scenario.injects import EVENT_KINDS
from sim.seminar.lessons.lesson_plan import TIMED
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game
from sim.seminar.room.lead_turn import HARSH, SCREENS
from sim.seminar.words import called, say


def options() -> dict[str, Any]:
    """What a console needs once: the events that may be played, each with its range and who speaks of it."""
    return {
        "events": {
            name: {
                "meaning": called("event", name, kind.meaning),
                "cited": kind.cited,
                "size": kind.size,
                "unit": kind.unit,
                "low": kind.low,
                "high": kind.high,
                "of_country": kind.of_country,
                "harsh": name in HARSH,
            }
            for name, kind in EVENT_KINDS.items()
        },
        "timed": list(TIMED),
        "screens": list(SCREENS),
    }


def start_of(game: Game, turn: int) -> int:
    """The row of the log with which the orders of a turn last opened. Raises `RefusedError`."""
    found = [
        event.seq
        for event in game.journal.events()
        if event.kind == "phase" and event.body["phase"] == "orders" and event.body["turn"] == turn
    ]
    if not found:
        raise RefusedError("bad_form", say("bad.turn"))
    return found[-1]
