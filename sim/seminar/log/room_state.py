"""What is true in a room: all its records, which `fold` makes from the log and `allow` shows to whom it may."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.seminar.log.records import (
    Asked,
    BoardLine,
    Deal,
    Fate,
    Forecast,
    Inject,
    Line,
    Message,
    ModelForecast,
    Own,
    Player,
    Room,
    Sealed,
    Seat,
    Settled,
)

TURN = ("orders", "forecast", "settling", "reveal", "talk")
"""Phases that a turn has."""
OPEN = ("debrief", "closed")
"""Phases in which what was private is open to all."""
EXIT = 99
"""The turn of the exit question, which is asked again in the debrief; 0 is that of the briefing."""


@dataclass
class State:
    """Everything that is true in a room."""

    room: Room = field(default_factory=Room)
    seats: dict[str, Seat] = field(default_factory=dict)
    players: dict[str, Player] = field(default_factory=dict)
    sealed: dict[tuple[int, str], Sealed] = field(default_factory=dict)
    """The last one of each turn and seat that was not taken back."""
    lines: list[Line] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    deals: dict[int, Deal] = field(default_factory=dict)
    asked: dict[int, Asked] = field(default_factory=dict)
    forecasts: dict[tuple[int, str], Forecast] = field(default_factory=dict)
    model_forecasts: dict[int, ModelForecast] = field(default_factory=dict)
    settled: list[Settled] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    own: dict[str, Own] = field(default_factory=dict)
    injects: list[Inject] = field(default_factory=list)
    board: list[BoardLine] = field(default_factory=list)
    answers: dict[tuple[str, str], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """By player and nonce: what was said, hashed, and the answer; the server's own."""
    handed: list[tuple[int, str]] = field(default_factory=list)
    """Turn and seat from which the model plays a seat that had an order in force."""

    @property
    def revealed(self) -> int:
        """The last turn whose orders are open."""
        return len(self.settled)

    @property
    def open(self) -> bool:
        """Whether what was private is open to all: the debrief."""
        return self.room.phase in OPEN

    def in_force(self, seat: str, turn: int) -> Sealed | None:
        """The order that a seat has in force in a turn: its last one, unless the model took over since."""
        for one in range(turn, 0, -1):
            if (one, seat) in self.sealed:
                return self.sealed[one, seat]
            if (one, seat) in self.handed:
                return None
        return None

    def known(self, seat: str) -> dict[str, Any]:
        """What the seat's state alone knows; nothing for a seat without a state."""
        own = self.own.get(self.seats[seat].state)
        return own.known if own else {}

    def crew(self, seat: str) -> list[Player]:
        """Those who speak for a seat."""
        speaker = self.seats[seat].speaker
        return [player for player in self.players.values() if player.seat == speaker and not player.gone]

    def spoken_for(self, speaker: str) -> list[Seat]:
        """The seats that one speaks for: those of its bloc, or itself."""
        return [seat for seat in self.seats.values() if seat.bloc == speaker] or [self.seats[speaker]]
