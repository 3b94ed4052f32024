"""The records of a room: what each thing that is true in it says of itself.

A field here without a row in `allow.TABLE` fails a test.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Seat:
    """A place to play from: a state, a bloc that speaks for several, the press or the observers' bench."""

    seat: str
    kind: str
    state: str
    places: int
    mode: str = "model"
    """Who decides for it: `model`, `player`, or `held`, its last order."""
    why: str = "empty"
    version: int = 0
    nudged: int = 0
    """How often the lecturer nudged it this turn."""
    bloc: str = ""
    """The bloc that speaks for this state beside others; empty where it speaks for itself."""

    @property
    def speaker(self) -> str:
        """The seat of those who speak for it: its bloc's, or its own."""
        return self.bloc or self.seat


@dataclass
class Player:
    """Somebody in the room."""

    player: str
    seat: str
    name: str
    """Name of a row of the side table."""
    token: str
    rejoin: str
    alias: str
    """What exports call this player: A1, A2 …"""
    since: int
    """Turn from which this player is in charge."""
    gone: bool = False


@dataclass
class Sealed:
    """A decision as a seat sealed it: the order of a turn in force unless it was taken back."""

    seat: str
    turn: int
    version: int
    form: dict[str, Any]
    reason: str
    sure: int
    nonce: str
    opened: bool = False
    """Whether the lecturer looked at it before the reveal."""


@dataclass
class Line:
    """A public statement of a seat, or a line of the press."""

    line: int
    seat: str
    turn: int
    text: str
    press: bool
    epoch: int
    down: bool = False


@dataclass
class Message:
    """A private message from one seat to another."""

    seat: str
    to: str
    turn: int
    text: str


@dataclass
class Deal:
    """A slip: `seat` gives what `to` asked for, and the other way round, once `to` has signed."""

    deal: int
    seat: str
    to: str
    turn: int
    gives: dict[str, Any]
    asks: dict[str, Any]
    signed: bool = False
    withdrawn: bool = False


@dataclass
class Asked:
    """The questions of a turn's forecast."""

    turn: int
    questions: list[dict[str, Any]]


@dataclass
class Forecast:
    """A player's forecast: of each question, in how many of 20 worlds."""

    player: str
    seat: str
    turn: int
    n20: dict[str, float]


@dataclass
class ModelForecast:
    """The model's own forecast, made from the orders in force before the turn."""

    turn: int
    n20: dict[str, float]
    runs: int


@dataclass
class Settled:
    """A turn that was played: its months, as anybody may see them."""

    turn: int
    months: list[dict[str, Any]]
    state_hash: str


@dataclass
class Fate:
    """What became of a seat's order in a turn: carried, struck, refused or cut, and by what."""

    seat: str
    turn: int
    fate: str
    by: str
    pulled: list[str]
    """States that would not be on the ground at the turn's end without this order."""


@dataclass
class Own:
    """The world's own draws for a state, as its seat alone knows them before a turn."""

    state: str
    turn: int
    known: dict[str, Any]


@dataclass
class Inject:
    """An event that the lecturer played, or words that move nothing."""

    turn: int
    event: dict[str, Any]
    text: str


@dataclass
class BoardLine:
    """A line on the board: where the model is wrong."""

    player: str
    about: str
    text: str


@dataclass
class Draft:
    """A form that a seat is still filling in, shared by its players; in memory alone."""

    seat: str
    form: dict[str, Any]
    by: str


@dataclass
class Presence:
    """Whether a player's phone is connected, and since when it is or is not; in memory alone."""

    player: str
    seat: str
    live: bool
    since: int


@dataclass
class Ready:
    """What is ready and safe: figures worked out, the last row on the disk, the last things done; in memory alone."""

    figures: list[str]
    seq: int = 0
    last: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Room:
    """The public frame of a room, and what the server alone needs."""

    room: str = ""
    scenario: dict[str, Any] = field(default_factory=dict)
    seed: int = 1
    replicate: int = 0
    world_rule: str = ""
    plan: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    rulebook: str = ""
    evidence: str = ""
    lead: str = ""
    """Hash of the lecturer's token."""
    screen: str = ""
    """Hash of the projector's token."""
    code: str = ""
    """Hash of the room's code; empty when none is open."""
    code_text: str = ""
    """Name of the row of the side table that holds the code."""
    expires: int = 0
    phase: str = "lobby"
    """Where the lesson is: lobby, briefing, those of a turn (`room_state.TURN`), debrief, closed."""
    turn: int = 0
    epoch: int = 0
    ends_at: float | None = None
    """Milliseconds since 1970 at which the phase ends; None if no clock runs."""
    left: float | None = None
    """Milliseconds that were left when the room was paused; None if it is not."""
    began: int = 0
    """When the briefing began, in milliseconds since 1970."""
    show: str = ""
    """What the lecturer put on the projector; empty: what belongs to the phase."""
    branched: str = ""
