"""The log: what is true comes from it alone, it cannot be changed unseen, and what is forgotten is gone."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sim.scenario import Scenario
from sim.seminar.log.events import EVENTS, EventError, check
from sim.seminar.log.fold import STEPS, fold
from sim.seminar.log.journal import SUFFIX, Journal, LogError
from sim.seminar.model.world import World
from sim.seminar.room.game import Game, now
from sim.seminar.room.rooms import CARD, DAY, Rooms
from sim.seminar.seen.allow import Audience
from sim.seminar.seen.audience import Stream
from sim.seminar.served.house import TICK, House
from tests.seminar.classroom import done, forward, lead, plan, room, seal, seated


def played(folder: Path) -> Game:
    """A room after one turn."""
    game = room(folder)
    players = seated(game, "FRA", "DEU")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "protection", "share": 0.8})
    seal(game, players["DEU"], {"role": "support", "if": {"on_ground": ["FRA"]}, "else": "training"})
    forward(game, "reveal")
    return game


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    return played(tmp_path_factory.mktemp("rooms"))


def test_every_event_has_a_step_and_every_step_an_event() -> None:
    assert STEPS.keys() == EVENTS.keys()


def test_a_log_folds_to_the_state_that_wrote_it(game: Game) -> None:
    assert fold(game.journal.events()) == game.state


def test_a_room_opened_again_is_the_same(game: Game) -> None:
    game.journal.close()
    again = Game(game.journal.path)
    assert again.state == game.state
    assert again.texts == game.texts
    game.journal = again.journal


@pytest.mark.parametrize(
    "statement", ["update log set body = '{}' where seq = 3", "delete from log where seq = 3"]
)
def test_the_log_is_append_only(game: Game, statement: str) -> None:
    with closing(sqlite3.connect(game.journal.path)) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute(statement)


def test_a_row_changed_behind_its_back_is_found(tmp_path: Path) -> None:
    game = played(tmp_path)
    game.close()
    with closing(sqlite3.connect(game.journal.path)) as base:
        base.execute("drop trigger no_update")
        (body,) = base.execute("select body from log where kind = 'order_sealed' and actor = 'p1'").fetchone()
        changed = json.loads(body)
        changed["form"]["share"] = 0.1
        base.execute("update log set body = ? where body = ?", (json.dumps(changed, sort_keys=True), body))
        base.commit()
    with pytest.raises(LogError, match="does not follow from the rows before it"):
        Game(game.journal.path)
    rooms = Rooms(tmp_path)
    assert list(rooms) == []
    assert "room" in rooms.refused


def test_a_file_that_is_no_log_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / f"other{SUFFIX}"
    path.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(LogError, match="cannot be opened"):
        Journal(path)


def test_a_forgotten_name_leaves_no_byte_and_no_broken_chain(tmp_path: Path) -> None:
    game = room(tmp_path)
    seated(game, "FRA")
    (player,) = game.state.players.values()
    game.forget(player.name)
    game.write("name_forgotten", {"player": player.player})
    game.close()
    assert b"Name of FRA" not in game.journal.path.read_bytes()
    assert Game(game.journal.path).state.players[player.player].name == ""


def test_a_forgotten_room_leaves_its_run_card_alone(tmp_path: Path) -> None:
    rooms = Rooms(tmp_path)
    game, _ = rooms.create(Scenario(horizon=24), World(1, 6, "typical", 1.0), plan(), {})
    seated(game, "FRA")
    rooms.forget(game)
    assert [path.name for path in tmp_path.iterdir()] == [f"{game.room}{CARD}"]
    assert "Name of" not in (tmp_path / f"{game.room}{CARD}").read_text(encoding="utf-8")


def test_old_rooms_are_forgotten_while_the_server_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is never started anew forgets a room when its days are over, and no day before."""
    rooms = Rooms(tmp_path, days=14)
    world = World(1, 6, "typical", 1.0)
    old, new = (rooms.create(Scenario(horizon=24), world, plan(), {})[0] for _ in range(2))
    house = House(rooms, "key", frozenset(), "")
    watch = Stream(Audience("screen"))
    old.streams.append(watch)
    late = 0

    def later() -> int:
        return now() + late * DAY

    for module in ("game", "house", "rooms"):
        monkeypatch.setattr(f"sim.seminar.{module}.now", later)

    async def run() -> None:
        nonlocal late
        async with house.life(None):
            late = 13
            await asyncio.sleep(3 * TICK)
            assert {old.room, new.room} == rooms.games.keys()
            new.write("shown", {"what": "lobby"})
            late = 15
            await asyncio.sleep(3 * TICK)
            assert rooms.games.keys() == {new.room}

    done(run())
    assert watch.closed
    assert not old.journal.path.exists()
    assert (tmp_path / f"{old.room}{CARD}").exists()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("no_such", {}),
        ("left", {}),
        ("left", {"player": "p1", "more": 1}),
        ("left", {"player": 1}),
        ("seat_opened", {"seat": "FRA", "kind": "state", "state": "FRA", "places": True}),
    ],
)
def test_an_event_says_what_its_row_allows(kind: str, body: dict[str, object]) -> None:
    with pytest.raises(EventError):
        check(kind, body)


def test_a_log_that_plays_differently_is_named_and_not_opened(tmp_path: Path) -> None:
    game = played(tmp_path)
    settled = game.state.settled[-1]
    body = {"turn": 2, "months": settled.months, "fates": {}, "own": {}, "state_hash": "0" * 64}
    game.write("turn_settled", body, "engine")
    game.close()
    rooms = Rooms(tmp_path)
    (again,) = rooms
    assert "this program plays the last turn as" in rooms.verify(again)
    assert list(rooms) == []


def test_undo_voids_the_turn_and_the_log_keeps_it(tmp_path: Path) -> None:
    game = played(tmp_path)
    before = game.state.own["DEU"].known
    events = game.journal.seq
    lead(game, "undo", confirm=True)
    assert (game.state.room.phase, game.state.room.turn, game.state.room.epoch) == ("orders", 1, 1)
    assert game.state.settled == []
    assert game.state.fates == []
    assert game.state.sealed == {}
    assert game.state.own["DEU"].known != before
    assert game.journal.seq > events
    assert fold(game.journal.events()) == game.state
