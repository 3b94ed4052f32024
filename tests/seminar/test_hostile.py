"""What breaks a room's file or a request from elsewhere is refused in words, and the other rooms go on."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock

from sim.scenario import Scenario, ScenarioError
from sim.seminar.log.journal import SUFFIX
from sim.seminar.room import student
from sim.seminar.room.rooms import Rooms, card
from sim.seminar.served.house import COOKIE, House
from sim.seminar.served.server import app_of
from sim.seminar.served.start import Opened
from tests.seminar.classroom import done, room

PLACE = "http://127.0.0.1:8000"
NAME = "other"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    game = room(tmp_path_factory.mktemp("rooms"), NAME)
    student.join(game, "Lena", "POL")
    game.close()
    return game.journal.path


@pytest.fixture
def rooms(whole: Path, tmp_path: Path) -> Path:
    shutil.copy(whole, tmp_path / f"sound{SUFFIX}")
    shutil.copy(whole, tmp_path / whole.name)
    return tmp_path


@pytest.mark.parametrize(
    "harm",
    [
        "update log set body = '{' where seq = 2",
        "update log set body = x'ff' where seq = 2",
        "alter table log add column more",
        "delete from log",
        "alter table texts drop column text",
    ],
)
def test_a_damaged_room_is_named_and_kept_and_the_others_open(rooms: Path, harm: str) -> None:
    path = rooms / f"{NAME}{SUFFIX}"
    with closing(sqlite3.connect(path)) as base:
        base.execute("drop trigger no_update")
        base.execute("drop trigger no_delete")
        base.execute(harm)
        base.commit()
    opened = Rooms(rooms)
    assert [game.room for game in opened] == ["sound"]
    assert opened.refused[NAME].startswith(path.name)
    assert path.exists()
    opened.close()


def test_pages_of_a_file_that_the_disk_lost_are_named(rooms: Path) -> None:
    path = rooms / f"{NAME}{SUFFIX}"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(8192) + data[12_288:])
    opened = Rooms(rooms)
    assert [game.room for game in opened] == ["sound"]
    opened.close()


@pytest.fixture
def house(rooms: Path) -> Iterator[House]:
    opened = House(Rooms(rooms), "key", frozenset({"127.0.0.1:8000"}), PLACE)
    yield opened
    opened.rooms.close()


def asked(house: House, path: str, token: str = "") -> httpx.Response:
    """What the server answers to a browser."""

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(app_of(house, Scenario()))
        async with httpx.AsyncClient(transport=transport, base_url=PLACE, cookies={COOKIE: token}) as browser:
            return await browser.get(path)

    return done(get())


@pytest.mark.parametrize("name", ["a" * 5_000 + ".js", "..%2fstart.js", "a%00.js", "__init__.py"])
def test_a_name_that_is_no_page_is_not_looked_for_on_the_disk(house: House, name: str) -> None:
    answer = asked(house, f"/static/{name}")
    assert (answer.status_code, answer.json()["error"]) == (404, "no_room")


def test_a_value_in_an_address_that_is_not_allowed_is_a_bad_form(house: House) -> None:
    game = house.rooms.by_name("sound")
    token, _ = student.join(game, "Ada", "DEU")
    answer = asked(house, "/r/sound/play/card?depth=x", token)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_form")
    assert "short, student, expert" in answer.json()["words"]


def test_a_phone_that_is_gone_before_it_has_sent_all_is_no_fault(house: House) -> None:
    said = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return said.pop(0)

    async def send(message: Any) -> None:
        del message

    scope = {"type": "http", "method": "POST", "path": "/api/look", "query_string": b"", "scheme": "http"}
    headers = [(b"host", b"127.0.0.1:8000"), (b"origin", PLACE.encode())]
    begun = {**scope, "headers": headers, "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1)}
    done(app_of(house, Scenario())(begun, receive, send))
    assert not said


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("seed", True, "is no run card"),
        ("world_rule", "x", "world_rule: unknown 'x'"),
        ("scenario", {"horizon": 120}, "card: horizon 120; allowed: "),
    ],
)
def test_a_card_that_was_tampered_with_is_refused(
    house: House, tmp_path: Path, field: str, value: object, said: str
) -> None:
    path = tmp_path / "room.card.json"
    path.write_text(json.dumps({**card(house.rooms.by_name("sound")), field: value}), encoding="utf-8")
    with pytest.raises(ScenarioError, match=said):
        Opened(house, Scenario(), "key", FileLock(tmp_path / "lock")).from_card(path)
