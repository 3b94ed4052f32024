"""What seats decide and say: orders, lines, messages, deals, forecasts, the board."""

from __future__ import annotations

from typing import Any

from sim.seminar.log.journal import Event
from sim.seminar.log.records import BoardLine, Deal, Forecast, Line, Message, Sealed
from sim.seminar.log.room_state import State


def order_sealed(state: State, event: Event, body: Any) -> None:
    """A seat's decision for this turn."""
    seat = body["seat"]
    state.seats[seat].version = body["version"]
    state.sealed[event.turn, seat] = Sealed(
        seat, event.turn, body["version"], body["form"], body["text"] or "", body["sure"] or 0, body["nonce"]
    )


def order_unsealed(state: State, event: Event, body: Any) -> None:
    """It is taken back while there is time."""
    state.seats[body["seat"]].version = body["version"]
    state.sealed.pop((event.turn, body["seat"]), None)


def order_opened(state: State, event: Event, body: Any) -> None:
    """The lecturer looks at a sealed order; its seat is told."""
    state.sealed[event.turn, body["seat"]].opened = True


def _said(state: State, event: Event, body: Any, *, press: bool) -> None:
    said = Line(len(state.lines) + 1, body["seat"], event.turn, body["text"], press, event.epoch)
    state.lines.append(said)


def statement(state: State, event: Event, body: Any) -> None:
    """A seat says something in public."""
    _said(state, event, body, press=False)


def press_line(state: State, event: Event, body: Any) -> None:
    """The press prints a line."""
    _said(state, event, body, press=True)


def taken_down(state: State, _: Event, body: Any) -> None:
    """The lecturer takes a line down."""
    state.lines[body["line"] - 1].down = True


def message(state: State, event: Event, body: Any) -> None:
    """One seat writes to another."""
    state.messages.append(Message(body["seat"], body["to"], event.turn, body["text"]))


def deal_offered(state: State, event: Event, body: Any) -> None:
    """One seat offers another a deal."""
    number = len(state.deals) + 1
    state.deals[number] = Deal(number, body["seat"], body["to"], event.turn, body["gives"], body["asks"])


def deal_signed(state: State, _: Event, body: Any) -> None:
    """The other seat signs it."""
    state.deals[body["deal"]].signed = True


def deal_withdrawn(state: State, _: Event, body: Any) -> None:
    """The offer is taken back."""
    state.deals[body["deal"]].withdrawn = True


def forecast_sealed(state: State, _: Event, body: Any) -> None:
    """A player's forecast; the last one before the bell counts."""
    player = body["player"]
    state.forecasts[body["turn"], player] = Forecast(
        player, state.players[player].seat, body["turn"], body["n20"]
    )


def board_line(state: State, _: Event, body: Any) -> None:
    """Somebody says where the model is wrong."""
    state.board.append(BoardLine(body["player"], body["about"], body["text"]))
