"""The fold: what is true in a room, from its log and from nothing else.

One function an event; each changes the state it is given and knows neither clock, disk nor model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sim.seminar import room_state as true
from sim.seminar.journal import Event
from sim.seminar.room_state import State

Step = Callable[[State, Event, Any], None]
STEPS: dict[str, Step] = {}
"""What each event does; `fold` refuses one that is not here."""


def fold(events: Iterable[Event]) -> State:
    """What is true after these events."""
    state = State()
    for event in events:
        apply(state, event)
    return state


def apply(state: State, event: Event) -> None:
    """Let one more event happen."""
    STEPS[event.kind](state, event, event.body)
    if "nonce" in event.body:
        state.answers[event.actor, event.body["nonce"]] = event.body["said"], answer(event)


def answer(event: Event) -> dict[str, Any]:
    """What the asker is told; nothing in it counts what others do."""
    return {name: event.body[name] for name in ("version", "turn") if name in event.body} | {
        "done": event.kind
    }


def step(function: Step) -> Step:
    """Let a function be what an event of its name does."""
    STEPS[function.__name__] = function
    return function


@step
def room_created(state: State, event: Event, body: Any) -> None:
    """The room with its world, plan and keys."""
    for name, value in body.items():
        setattr(state.room, name, value)
    state.room.room = event.room


@step
def dealt(state: State, _: Event, body: Any) -> None:
    """The world's draws, dealt to the seats before a turn."""
    for code, known in body["own"].items():
        state.own[code] = true.Own(code, body["turn"], known)


@step
def key_issued(state: State, _: Event, body: Any) -> None:
    """New keys for the lecturer and the projector; the old ones end."""
    state.room.lead, state.room.screen = body["lead"], body["screen"]


@step
def code_issued(state: State, _: Event, body: Any) -> None:
    """A code under which to join."""
    state.room.code, state.room.code_text, state.room.expires = body["code"], body["text"], body["expires"]


@step
def code_closed(state: State, _: Event, __: Any) -> None:
    """Nobody joins any more."""
    state.room.code = state.room.code_text = ""


@step
def seat_opened(state: State, _: Event, body: Any) -> None:
    """A seat to take, or more places on one."""
    seat = state.seats.setdefault(body["seat"], true.Seat(**body))
    seat.places = body["places"]


@step
def bloc_opened(state: State, _: Event, body: Any) -> None:
    """A desk that speaks for several states, each of which keeps its own orders; without places it is dissolved."""
    name, places = body["seat"], body["places"]
    for seat in state.seats.values():
        if seat.bloc == name:
            seat.bloc = ""
    state.seats.setdefault(name, true.Seat(name, "bloc", "", places)).places = places
    for code in body["states"]:
        seat = state.seats.setdefault(code, true.Seat(code, "state", code, 0))
        seat.bloc, seat.places = name, 0


@step
def joined(state: State, _: Event, body: Any) -> None:
    """Somebody takes a seat; in the middle of a game they are in charge from the next turn if the model plays it."""
    seat, now = state.seats[body["seat"]], state.room
    idle = all(one.mode == "model" for one in state.spoken_for(seat.seat))
    late = now.phase in true.TURN and idle and now.phase != "orders"
    since = now.turn + late
    state.players[body["player"]] = true.Player(
        body["player"],
        body["seat"],
        body["text"],
        body["token"],
        body["rejoin"],
        f"A{len(state.players) + 1}",
        since,
    )


@step
def moved(state: State, _: Event, body: Any) -> None:
    """Somebody changes seats."""
    state.players[body["player"]].seat = body["seat"]


@step
def left(state: State, _: Event, body: Any) -> None:
    """Somebody leaves; whoever has the personal code may come back."""
    state.players[body["player"]].gone = True


@step
def reseated(state: State, _: Event, body: Any) -> None:
    """Somebody is back on the old seat, on a new token."""
    player = state.players[body["player"]]
    player.token, player.rejoin, player.gone = body["token"], body["rejoin"], False


@step
def seat_mode(state: State, event: Event, body: Any) -> None:
    """Who decides for a seat: its players, its last order, or the model."""
    seat = state.seats[body["seat"]]
    seat.mode, seat.why = body["mode"], body["why"]
    if body["mode"] == "model":
        state.handed.append((event.turn, body["seat"]))
        state.sealed.pop((event.turn, body["seat"]), None)


@step
def phase(state: State, event: Event, body: Any) -> None:
    """The next phase, and when it ends."""
    room = state.room
    if body["turn"] != room.turn:
        for seat in state.seats.values():
            seat.nudged = 0
    room.phase, room.turn, room.ends_at, room.left = body["phase"], body["turn"], body["ends_at"], None
    room.show = ""
    if body["phase"] == "briefing":
        room.began = event.at


@step
def waived(state: State, _: Event, body: Any) -> None:
    """The lecturer begins although the check before class found something; the log alone keeps what."""
    del state, body


@step
def paused(state: State, _: Event, body: Any) -> None:
    """The clock stops."""
    state.room.left, state.room.ends_at = body["left"], None


@step
def resumed(state: State, _: Event, body: Any) -> None:
    """The clock goes on."""
    state.room.left, state.room.ends_at = None, body["ends_at"]


@step
def extended(state: State, _: Event, body: Any) -> None:
    """The phase ends later, or sooner."""
    state.room.ends_at = body["ends_at"]


@step
def nudged(state: State, _: Event, body: Any) -> None:
    """The lecturer reminds a seat, and nobody else sees it."""
    state.seats[body["seat"]].nudged += 1


@step
def shown(state: State, _: Event, body: Any) -> None:
    """What the projector shows."""
    state.room.show = body["what"]


@step
def order_sealed(state: State, event: Event, body: Any) -> None:
    """A seat's decision for this turn."""
    seat = body["seat"]
    state.seats[seat].version = body["version"]
    state.sealed[event.turn, seat] = true.Sealed(
        seat, event.turn, body["version"], body["form"], body["text"] or "", body["sure"] or 0, body["nonce"]
    )


@step
def order_unsealed(state: State, event: Event, body: Any) -> None:
    """It is taken back while there is time."""
    state.seats[body["seat"]].version = body["version"]
    state.sealed.pop((event.turn, body["seat"]), None)


@step
def order_opened(state: State, event: Event, body: Any) -> None:
    """The lecturer looks at a sealed order; its seat is told."""
    state.sealed[event.turn, body["seat"]].opened = True


def _said(state: State, event: Event, body: Any, *, press: bool) -> None:
    said = true.Line(len(state.lines) + 1, body["seat"], event.turn, body["text"], press, event.epoch)
    state.lines.append(said)


@step
def statement(state: State, event: Event, body: Any) -> None:
    """A seat says something in public."""
    _said(state, event, body, press=False)


@step
def press_line(state: State, event: Event, body: Any) -> None:
    """The press prints a line."""
    _said(state, event, body, press=True)


@step
def taken_down(state: State, _: Event, body: Any) -> None:
    """The lecturer takes a line down."""
    state.lines[body["line"] - 1].down = True


@step
def message(state: State, event: Event, body: Any) -> None:
    """One seat writes to another."""
    state.messages.append(true.Message(body["seat"], body["to"], event.turn, body["text"]))


@step
def deal_offered(state: State, event: Event, body: Any) -> None:
    """One seat offers another a deal."""
    number = len(state.deals) + 1
    state.deals[number] = true.Deal(number, body["seat"], body["to"], event.turn, body["gives"], body["asks"])


@step
def deal_signed(state: State, _: Event, body: Any) -> None:
    """The other seat signs it."""
    state.deals[body["deal"]].signed = True


@step
def deal_withdrawn(state: State, _: Event, body: Any) -> None:
    """The offer is taken back."""
    state.deals[body["deal"]].withdrawn = True


@step
def inject(state: State, event: Event, body: Any) -> None:
    """An event, or words that move nothing."""
    state.injects.append(true.Inject(event.turn, body["event"], body["text"] or ""))


@step
def questions(state: State, _: Event, body: Any) -> None:
    """What is forecast this turn."""
    state.asked[body["turn"]] = true.Asked(body["turn"], body["asked"])


@step
def forecast_sealed(state: State, _: Event, body: Any) -> None:
    """A player's forecast; the last one before the bell counts."""
    player = body["player"]
    state.forecasts[body["turn"], player] = true.Forecast(
        player, state.players[player].seat, body["turn"], body["n20"]
    )


@step
def model_forecast(state: State, _: Event, body: Any) -> None:
    """The model's forecast of the turn."""
    state.model_forecasts[body["turn"]] = true.ModelForecast(body["turn"], body["n20"], body["runs"])


@step
def turn_settled(state: State, _: Event, body: Any) -> None:
    """The turn's months are played."""
    turn = body["turn"]
    state.settled.append(true.Settled(turn, body["months"], body["state_hash"]))
    state.fates += [true.Fate(seat, turn, *fate) for seat, fate in body["fates"].items()]
    for code, known in body["own"].items():
        state.own[code] = true.Own(code, turn + 1, known)


@step
def undone(state: State, _: Event, body: Any) -> None:
    """Back to the orders of a turn: what came of it, and what was forecast of it, is void."""
    turn, room = body["to_turn"], state.room
    room.epoch, room.turn = body["epoch"], turn
    state.settled = state.settled[: turn - 1]
    state.fates = [fate for fate in state.fates if fate.turn < turn]
    state.sealed = {at: sealed for at, sealed in state.sealed.items() if at[0] < turn}
    state.forecasts = {at: one for at, one in state.forecasts.items() if at[0] < turn or at[0] == true.EXIT}
    state.handed = [at for at in state.handed if at[0] < turn]
    state.injects = [one for one in state.injects if one.turn <= turn]
    for of_turn in [at for at in state.asked if turn <= at < true.EXIT]:
        state.asked.pop(of_turn)
        state.model_forecasts.pop(of_turn, None)


@step
def branched(state: State, _: Event, body: Any) -> None:
    """The room goes on from a prefix of another's log."""
    state.room.branched = f"{body['from_room']} {body['from_seq']}"


@step
def figure_made(_: State, __: Event, ___: Any) -> None:
    """A figure of the debrief was made; the log says from what."""


@step
def pack_printed(_: State, __: Event, ___: Any) -> None:
    """The lecturer printed the cards with their private side."""


@step
def board_line(state: State, _: Event, body: Any) -> None:
    """Somebody says where the model is wrong."""
    state.board.append(true.BoardLine(body["player"], body["about"], body["text"]))


@step
def name_forgotten(state: State, _: Event, body: Any) -> None:
    """A name is gone from the side table."""
    state.players[body["player"]].name = ""
