"""The clock of a lesson: how long a phase may take, and what a late class loses; never time of the debrief."""

from __future__ import annotations

from typing import Any

from sim.seminar.lesson import LEAST, Plan
from sim.seminar.room_state import State

MINUTE = 60


def seconds_of(state: State, plan: Plan, phase: str) -> int:
    """Seconds of a phase as it begins; 0 for one without a clock.

    In the last turn a late class gets fewer for its orders, so that the debrief keeps its own.
    """
    seconds = plan.seconds.get(phase, 0)
    if phase != "orders":
        return seconds
    return max(LEAST, seconds - late(state, plan)) if state.room.turn + 1 >= plan.turns else seconds


def late(state: State, plan: Plan) -> int:
    """Seconds by which the class is behind its plan, measured when the last phase began; 0 if it is not."""
    room = state.room
    if not room.began or room.ends_at is None:
        return 0
    before = plan.seconds["briefing"] + max(0, room.turn - 1) * plan.turn_seconds
    phases = ("orders", "forecast", "reveal", "talk")
    done = phases[: phases.index(room.phase) + 1] if room.phase in phases else ()
    planned = before + sum(plan.seconds[phase] for phase in done)
    return max(0, round((room.ends_at - room.began) / 1000) - planned)


def advice(state: State, plan: Plan) -> dict[str, Any]:
    """What the lecturer is told of the time: how late the class is, and what that will cost.

    Returns
    -------
    dict
        `late` in seconds, and `words`, empty while the class is in time.
    """
    behind = late(state, plan)
    room = plan.seconds["orders"] - LEAST
    if behind < MINUTE or state.room.turn > plan.turns:
        words = ""
    elif behind <= room:
        words = (
            f"{behind // MINUTE} min behind: turn {plan.turns} will be shorter, the debrief keeps its time"
        )
    else:
        words = (
            f"{behind // MINUTE} min behind, more than turn {plan.turns} can give: "
            "go to the debrief one turn early, and it keeps its time"
        )
    return {"late": behind, "words": words}
