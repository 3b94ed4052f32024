"""What the world does: cards dealt, events, questions, months played, and a turn taken back."""

from __future__ import annotations

from typing import Any

from sim.seminar.log.journal import Event
from sim.seminar.log.records import Asked, Fate, Inject, ModelForecast, Own, Settled
from sim.seminar.log.room_state import EXIT, State


def dealt(state: State, _: Event, body: Any) -> None:
    """The world's draws, dealt to the seats before a turn."""
    for code, known in body["own"].items():
        state.own[code] = Own(code, body["turn"], known)


def inject(state: State, event: Event, body: Any) -> None:
    """An event, or words that move nothing."""
    state.injects.append(Inject(event.turn, body["event"], body["text"] or ""))


def questions(state: State, _: Event, body: Any) -> None:
    """What is forecast this turn."""
    state.asked[body["turn"]] = Asked(body["turn"], body["asked"])


def model_forecast(state: State, _: Event, body: Any) -> None:
    """The model's forecast of the turn."""
    state.model_forecasts[body["turn"]] = ModelForecast(body["turn"], body["n20"], body["runs"])


def turn_settled(state: State, _: Event, body: Any) -> None:
    """The turn's months are played."""
    turn = body["turn"]
    state.settled.append(Settled(turn, body["months"], body["state_hash"]))
    state.fates += [Fate(seat, turn, *fate) for seat, fate in body["fates"].items()]
    for code, known in body["own"].items():
        state.own[code] = Own(code, turn + 1, known)


def undone(state: State, _: Event, body: Any) -> None:
    """Back to the orders of a turn: what came of it, and what was forecast of it, is void."""
    turn, room = body["to_turn"], state.room
    room.epoch, room.turn = body["epoch"], turn
    void(state, turn)
    state.injects = [one for one in state.injects if one.turn <= turn]


def left_off(state: State) -> None:
    """The game ends: of a turn that was begun and never played nothing counts, and the last turn is the last played."""
    void(state, state.revealed + 1)
    state.injects = [one for one in state.injects if one.turn <= state.revealed]
    state.room.turn = state.revealed


def void(state: State, turn: int) -> None:
    """Nothing of this turn and of later ones was decided, asked, forecast or played."""
    state.settled = state.settled[: turn - 1]
    state.fates = [fate for fate in state.fates if fate.turn < turn]
    state.sealed = {at: sealed for at, sealed in state.sealed.items() if at[0] < turn}
    state.forecasts = {at: one for at, one in state.forecasts.items() if at[0] < turn or at[0] == EXIT}
    state.handed = [at for at in state.handed if at[0] < turn]
    for of_turn in [at for at in state.asked if turn <= at < EXIT]:
        state.asked.pop(of_turn)
        state.model_forecasts.pop(of_turn, None)
