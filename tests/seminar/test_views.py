"""Nobody learns what is not theirs: all that is private to others is set at random, and not one byte changes."""

import copy
import dataclasses
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sim.scenario import Scenario
from sim.seminar.log import records
from sim.seminar.log.records import Draft, Message, Presence
from sim.seminar.log.room_state import State
from sim.seminar.refusal import RefusedError
from sim.seminar.room import cards
from sim.seminar.room.bots import act, take_seats
from sim.seminar.room.game import Game
from sim.seminar.seen import allow
from sim.seminar.seen.allow import KINDS, RECORDS, TABLE, Audience
from sim.seminar.take_home import exports
from tests.seminar.classroom import forward, lead, refused, room, seal

FULL = 10_000
"""States in the full count."""


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    game = room(tmp_path_factory.mktemp("rooms"), places=2)
    lead(game, "bloc", seat="north", states=["SWE", "EST"], places=2)
    return game


@pytest.fixture(scope="module")
def moments(game: Game) -> list[tuple[State, dict[str, str], list[Any]]]:
    """States of a game that bots played, one at every phase, with texts and memory."""
    rng = random.Random(5)
    bots = take_seats(game, 14)
    found = []

    def keep() -> None:
        for name in bots:
            for _ in range(3):
                try:
                    act(game, game.state.players[name], rng)
                except RefusedError:
                    continue
        whisper(game, rng)
        memory: list[Any] = [Draft(seat, {"role": "arms"}, "p1") for seat in ("FRA", "DEU")]
        memory += [Presence(name, game.state.players[name].seat, True, 7) for name in bots]
        found.append((copy.deepcopy(game.state), dict(game.texts), memory))

    keep()
    for phase in ("briefing", "orders", "forecast", "reveal", "orders", "reveal", "debrief"):
        if phase == "debrief":
            forward(game, "orders")
            forward(game, "reveal")
        forward(game, phase)
        keep()
    return found


def whisper(game: Game, rng: random.Random) -> None:
    """Messages and deals between seats."""
    state, turn = game.state, game.state.room.turn
    for seat, to in (("FRA", "DEU"), ("POL", "ITA")):
        state.messages.append(Message(seat, to, turn, game.say("message", f"secret {rng.random()}")))
        number = len(state.deals) + 1
        forms = {"role": "arms"}, {"role": "none"}
        state.deals[number] = records.Deal(number, seat, to, turn, *forms, signed=rng.random() < 0.5)


def test_every_field_has_its_row_and_every_row_its_field() -> None:
    fields = {f"{record.__name__}.{field.name}" for record in RECORDS for field in dataclasses.fields(record)}
    assert TABLE.keys() == fields
    assert all(tuple(row) == KINDS for row in TABLE.values())


def test_every_record_of_the_state_is_one_of_the_table() -> None:
    held = {
        kind.__name__
        for kind in vars(records).values()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and kind is not State
    }
    assert held == {record.__name__ for record in RECORDS}


def test_a_field_without_a_row_is_seen_by_nobody(game: Game, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TABLE, "Room.phase")
    for kind in ("seat", "public", "lead", "screen", "export"):
        assert "phase" not in allow.seen(game.state, Audience(kind, "FRA", "p1"))["Room"][0]


def audiences(state: State) -> list[Audience]:
    """Every player, and the projector."""
    return [
        *(
            Audience("seat" if seat.kind == "state" else "public", seat.seat, one.player)
            for one in state.players.values()
            for seat in state.spoken_for(one.seat)
        ),
        Audience("screen"),
    ]


def _mean(state: State, record: Any) -> bool:
    """Whether a record is part of a mean that is open."""
    return isinstance(record, records.Forecast) and 0 < record.turn <= state.revealed


def shuffled(
    state: State, memory: list[Any], audience: Audience, rng: random.Random
) -> tuple[State, list[Any]]:
    """A copy of a state in which every field that the audience may not see holds something else."""
    other = copy.deepcopy(state)
    memory = copy.deepcopy(memory)
    for record in (*allow._records(other), *memory):
        kind = allow._kind(other, record, audience)
        for field in dataclasses.fields(record):
            rule = TABLE[f"{type(record).__name__}.{field.name}"][kind]
            if (
                _free(record, field.name)
                and not _mean(state, record)
                and not allow._open(state, record, rule)
            ):
                setattr(record, field.name, something(getattr(record, field.name), rng))
    swap(other, audience, rng)
    add(other, memory, audience, rng)
    return other, memory


def place_of(state: State, audience: Audience) -> str:
    """The place at which an audience sits; none for the projector."""
    return state.seats[audience.seat].speaker if audience.seat else ""


def swap(state: State, audience: Audience, rng: random.Random) -> None:
    """From the reveal on the mean of a turn's forecasts is open, and no more: others may have said it in any order."""
    shut = [
        one
        for one in state.forecasts.values()
        if 0 < one.turn <= state.revealed and one.seat != place_of(state, audience)
    ]
    for turn in {one.turn for one in shut}:
        of_turn = [one for one in shut if one.turn == turn]
        said = rng.sample([one.n20 for one in of_turn], len(of_turn))
        for one, n20 in zip(of_turn, said, strict=True):
            one.n20 = n20


def _free(record: Any, field: str) -> bool:
    """Whether a field may be anything: where a record stands and whose it is are its address, not its content."""
    address = ("seat", "turn", "to", "player", "state", "deal", "line", "kind", "signed", "opened", "gone")
    return field not in address or isinstance(record, Presence)


def something(value: Any, rng: random.Random) -> Any:
    """Another value of the same shape."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return rng.randint(0, 10**6) + 0.5 * isinstance(value, float)
    if isinstance(value, str):
        return f"x{rng.randint(0, 10**9)}"
    if isinstance(value, dict):
        return {name: something(one, rng) for name, one in value.items()} | {f"k{rng.random()}": 1}
    if isinstance(value, list):
        return [something(one, rng) for one in value]
    return rng.random()


def add(state: State, memory: list[Any], audience: Audience, rng: random.Random) -> None:
    """Things that others did and this audience must not notice."""
    own = place_of(state, audience)
    others = [seat.seat for seat in state.seats.values() if seat.speaker != own and seat.kind == "state"]
    one, two = rng.sample(others, 2)
    for _ in range(rng.randint(0, 3)):
        state.messages.insert(rng.randint(0, len(state.messages)), Message(one, two, state.room.turn, "t1"))
    if state.room.phase in ("orders", "forecast"):
        state.deals[99] = records.Deal(99, one, two, state.room.turn, {"role": "arms"}, {"role": "none"})
    state.seats[two].version += rng.randint(0, 5)
    state.answers["p1", str(rng.random())] = "said", {"version": 1}
    memory.append(Draft(one, {"role": f"r{rng.random()}"}, "p9"))


def told(
    game: Game, state: State, texts: dict[str, str], memory: list[Any], audience: Audience
) -> Iterator[str]:
    """Every byte that an audience gets of a room: view, card, and the answers to what is refused."""
    keep = game.state, game.texts
    game.state, game.texts = state, texts
    try:
        yield json.dumps(_view(game, audience, memory), sort_keys=True)
        if audience.kind in ("seat", "public"):
            yield json.dumps(cards.of_seat(game, audience, "expert"), sort_keys=True)
            player = replace(state.players[audience.player], seat=audience.seat)
            for more in ({"turn": 77}, {"version": 7777}, {"form": {"role": "forward"}}):
                asked = {"form": {"role": "arms"}, **more}
                refusal = refused(lambda player=player, asked=asked: seal(game, player, **asked))  # type: ignore[misc]
                yield json.dumps([refusal.status, refusal.as_dict()], sort_keys=True)
        for name in ("scenario.yaml", "decisions.csv"):
            if not state.open:
                yield json.dumps(refused(lambda name=name: exports.export(game, name)).as_dict())  # type: ignore[misc]
    finally:
        game.state, game.texts = keep


def _view(game: Game, audience: Audience, memory: list[Any]) -> dict[str, Any]:
    from sim.seminar.seen.views import view

    return view(game.state, audience, game.texts, game.world, [*memory, records.Ready([], 9)])


def compare(game: Game, moments: list[Any], count: int) -> int:
    """Set at random what is not open, so often; returns how many states were compared."""
    rng = random.Random(count)
    before: dict[tuple[int, Audience], list[str]] = {}
    for _ in range(count):
        at = rng.randrange(len(moments))
        state, texts, memory = moments[at]
        audience = rng.choice(audiences(state))
        if (at, audience) not in before:
            before[at, audience] = list(told(game, state, texts, memory, audience))
        other, remembered = shuffled(state, memory, audience, rng)
        assert list(told(game, other, texts, remembered, audience)) == before[at, audience], (at, audience)
    return count


def test_not_one_byte_tells_what_others_keep(game: Game, moments: list[Any]) -> None:
    assert compare(game, moments, 120) == 120


@pytest.mark.heavy
def test_not_one_byte_tells_what_others_keep_in_all_states(game: Game, moments: list[Any]) -> None:
    assert compare(game, moments, FULL) == FULL


def test_the_comparison_sees_a_leak(game: Game, moments: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that lets sealed orders out before the reveal is found out."""
    views = [json.dumps(_view_of(game, one, change), sort_keys=True) for one in moments for change in (0, 1)]
    assert views[::2] == views[1::2]
    for field in ("seat", "turn", "form", "reason"):
        row = TABLE[f"Sealed.{field}"]
        monkeypatch.setitem(TABLE, f"Sealed.{field}", {**row, "others": allow.ALWAYS})
    views = [json.dumps(_view_of(game, one, change), sort_keys=True) for one in moments for change in (0, 1)]
    assert views[::2] != views[1::2]


def _view_of(game: Game, moment: Any, change: int) -> dict[str, Any]:
    state, texts, memory = copy.deepcopy(moment)
    for sealed in state.sealed.values():
        if change and sealed.turn > state.revealed and sealed.seat != "FRA":
            sealed.form = {"role": "none"}
    keep = game.state, game.texts
    game.state, game.texts = state, texts
    try:
        return _view(game, Audience("seat", "FRA", "p1"), memory)
    finally:
        game.state, game.texts = keep


def test_the_lecturer_sees_who_is_undecided_and_no_closed_order(game: Game, moments: list[Any]) -> None:
    state, texts, memory = moments[2]
    assert state.room.phase == "orders"
    keep = game.state, game.texts
    game.state, game.texts = copy.deepcopy(state), texts
    try:
        view = _view(game, Audience("lead"), memory)
        assert {seat["seat"]: seat["sealed"] for seat in view["seats"] if seat["kind"] == "state"} == {
            seat: (1, seat) in state.sealed for seat, one in state.seats.items() if one.kind == "state"
        }
        assert view["orders"] == []
        (opened, *_) = [at[1] for at in state.sealed]
        game.state.sealed[1, opened].opened = True
        assert [one["seat"] for one in _view(game, Audience("lead"), memory)["orders"]] == [opened]
    finally:
        game.state, game.texts = keep


def test_a_view_for_a_phone_is_small(game: Game, moments: list[Any]) -> None:
    state, texts, memory = moments[2]
    keep = game.state, game.texts
    game.state, game.texts = state, texts
    try:
        size = len(json.dumps(_view(game, Audience("seat", "FRA", "p1"), memory), separators=(",", ":")))
    finally:
        game.state, game.texts = keep
    assert size < 6_000


def test_exports_hold_no_name_no_message_and_no_secret(
    game: Game, moments: list[Any], tmp_path: Path
) -> None:
    state, texts, _ = moments[-1]
    assert state.open
    secrets = {player.token for player in state.players.values()} | {
        player.rejoin for player in state.players.values()
    }
    for name in exports.EXPORTS:
        if name != "debrief.json":
            text, _ = exports.export(game, name)
            assert "Bot " not in text
            assert "secret 0." not in text
            assert not any(secret in text for secret in (*secrets, state.room.lead, state.room.screen))
    assert Scenario(**state.room.scenario).horizon == 24
    assert texts
