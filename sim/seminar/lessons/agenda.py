"""The clock of a lesson: how long a phase may take, and what a late class loses; never time of the debrief."""

from __future__ import annotations

from typing import Any

from sim.seminar.lessons.lesson_plan import LEAST, Plan
from sim.seminar.log.room_state import State
from sim.seminar.words import say

MINUTE = 60


def seconds_of(state: State, plan: Plan, phase: str) -> int:
    """Seconds of a phase as it begins; 0 for one without a clock.

    In the last turn a late class gets fewer for its orders, so that the debrief keeps its own.
    """
    seconds = plan.seconds.get(phase, 0)
    if phase != "orders":
        return seconds
    return max(LEAST, seconds - late(state, plan)) if state.room.turn + 1 >= plan.turns else seconds


def late(state: State, plan: Plan, at: float | None = None) -> int:
    """Seconds by which the class is behind its plan at the end of the phase; 0 if it is not.

    Parameters
    ----------
    state, plan
        The room and its lesson.
    at
        When the phase ends, in milliseconds; left out, when its bell rings.
    """
    room = state.room
    end = room.ends_at if at is None else at
    if not room.began or end is None:
        return 0
    before = plan.seconds["briefing"] + max(0, room.turn - 1) * plan.turn_seconds
    phases = ("orders", "forecast", "reveal", "talk")
    done = phases[: phases.index(room.phase) + 1] if room.phase in phases else ()
    planned = before + sum(plan.seconds[phase] for phase in done)
    return max(0, round((end - room.began) / 1000) - planned)


def drops(state: State, plan: Plan, at: float | None = None) -> bool:
    """Whether the last turn comes next and is dropped: the class is later than it can give.

    Parameters
    ----------
    state, plan, at
        As for `late`.
    """
    before_last = state.room.turn == plan.turns - 1 and state.room.phase in ("reveal", "talk")
    return before_last and late(state, plan, at) > plan.seconds["orders"] - LEAST


def advice(state: State, plan: Plan) -> dict[str, Any]:
    """What the lecturer is told of the time: how late the class is, and what that will cost.

    Returns
    -------
    dict
        `late` in seconds, `words`, empty while the class is in time, and whether the last turn `drops` if the phase
        runs to its bell.
    """
    behind = late(state, plan)
    room = plan.seconds["orders"] - LEAST
    if behind < MINUTE or state.room.turn >= plan.turns or state.open:
        words = ""
    elif behind <= room:
        words = say("late.shorter", n=behind // MINUTE, turn=plan.turns)
    else:
        words = say("late.dropped", n=behind // MINUTE, turn=plan.turns)
    return {"late": behind, "words": words, "drops": drops(state, plan)}
