"""The wire, against a real server process: who is let in, what is refused and how, what flows."""

import json
import re
import secrets
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from filelock import FileLock

from sim.cli.commands import VERBS
from sim.cli.commands.seminar import listen
from sim.scenario import Scenario, ScenarioError
from sim.seminar.model.world import World
from sim.seminar.room.rooms import Rooms
from sim.seminar.served.guard import HEADERS
from sim.seminar.served.house import House
from sim.seminar.served.server import app_of
from sim.seminar.served.start import start
from tests.seminar.classroom import Class, Server, Watch, done, plan


@pytest.fixture(scope="module")
def server(host: Server) -> Class:
    """A room with private messages."""
    return host.another("50")


@pytest.fixture(scope="module")
def lead(server: Class) -> httpx.Client:
    """The lecturer, who has opened the first turn."""
    client = server.keeper("lead")
    server.go(client, "lobby", "briefing")
    return client


def body(**said: Any) -> dict[str, Any]:
    """A sealed order, with a fresh nonce."""
    form = {"role": "arms"}
    return {
        "turn": 1, "epoch": 0, "version": 0, "nonce": secrets.token_hex(16), "form": form, "reason": None, "sure": None,
        **said,
    }  # fmt: skip


def seal(server: Class, client: httpx.Client, **said: Any) -> httpx.Response:
    return client.post(f"{server.room}/play/order", json=body(**said))


def test_every_answer_has_the_headers_and_asks_for_nothing_elsewhere(server: Class) -> None:
    client = server.client()
    for path in ("/", "/static/wire.js", "/no/such", f"{server.room.removeprefix(server.place)}/lead"):
        answer = client.get(server.place + path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "server" not in answer.headers
    for page in ("join.html", "play.html", "lead.html", "screen.html", "host.html", "print.html"):
        text = (Path("sim/seminar/pages") / page).read_text(encoding="utf-8")
        assert not re.findall(r"https?://|<script>|style=|\bon\w+=", text)


def test_a_token_is_kept_from_scripts_and_other_pages(server: Class) -> None:
    client = server.join("POL")
    (cookie,) = client.cookies.jar
    assert len(str(cookie.value)) == 32
    assert cookie.path.endswith("/play")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"


def test_tokens_and_codes_are_kept_as_hashes(host: Server, server: Class) -> None:
    client = server.join("POL")
    (cookie,) = client.cookies.jar
    kept = b"".join(path.read_bytes() for path in host.rooms.iterdir() if path.name != "lock")
    for secret in (
        str(cookie.value),
        client.headers["x-rejoin"],
        server.links["lead"].partition("key=")[2],
    ):
        assert secret.encode() not in kept


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_another_page_cannot_write_in_somebodys_name(server: Class, lead: httpx.Client, origin: str) -> None:
    client = server.join("observers")
    assert (
        client.post(f"{server.room}/play/order", json=body(), headers={"Origin": origin}).json()["error"]
        == "not_yours"
    )
    assert lead.post(f"{server.room}/lead/pause", json={}, headers={"Origin": origin}).status_code == 403


def test_another_name_of_the_host_leads_nowhere(server: Class) -> None:
    answer = httpx.get(server.place, headers={"Host": "evil.example"})
    assert answer.status_code == 404


def test_without_a_token_or_with_anothers_nothing_is_done(server: Class, lead: httpx.Client) -> None:
    nobody, student = server.client(), server.join("ESP")
    assert seal(server, nobody).status_code == 401
    nobody.cookies.set("tripwire", secrets.token_hex(16))
    forged = seal(server, nobody)
    assert (forged.status_code, forged.json()["error"]) == (401, "no_token")
    for act in ("go", "undo", "look", "forget", "no_such"):
        answer = student.post(
            f"{server.room}/lead/{act}", json={"from": "orders", "confirm": True, "seat": "FRA"}
        )
        assert answer.status_code == 401
    (token,) = [cookie.value for cookie in student.cookies.jar]
    mixed = server.client()
    mixed.cookies.set("tripwire", str(token))
    assert mixed.get(f"{server.room}/lead/options").status_code == 401
    assert mixed.get(f"{server.room}/screen/events").status_code == 401
    assert mixed.get(f"{server.place}/host/rooms").status_code == 401
    assert lead.get(f"{server.room}/lead/options").status_code == 200


def test_a_seat_signs_for_itself_alone(server: Class, lead: httpx.Client) -> None:
    del lead
    client = server.join("SWE")
    assert seal(server, client, seat="FRA").json()["error"] == "bad_form"
    assert seal(server, client, form={"role": "arms", "state": "FRA"}).json()["error"] == "bad_form"


def test_replayed_and_duplicate_orders_are_one(server: Class, lead: httpx.Client) -> None:
    del lead
    client = server.join("NLD")
    order = body()
    first = client.post(f"{server.room}/play/order", json=order)
    assert first.json() == {"version": 1, "done": "order_sealed"}
    assert client.post(f"{server.room}/play/order", json=order).json() == first.json()
    other = client.post(f"{server.room}/play/order", json={**order, "form": {"role": "none"}})
    assert (other.status_code, other.json()["error"]) == (409, "nonce_reused")
    stale = seal(server, client)
    assert (stale.status_code, stale.json()["error"]) == (409, "stale_version")
    assert stale.json()["view"]["sealed"]["words"] == "money and arms"


BAD = [
    b"",
    b"[]",
    b"null",
    b"{",
    b'{"turn": NaN}',
    b'{"turn": 1e999}',
    b'{"turn": 99999999999999999999999}',
    b"\xff\xfe",
    b"[" * 5000,
    json.dumps(body(turn="1")).encode(),
    json.dumps(body(turn=True)).encode(),
    json.dumps(body(nonce=5)).encode(),
    json.dumps(body(form=[])).encode(),
    json.dumps(body(form={"role": {"a": 1}})).encode(),
    json.dumps(body(form={"role": "support", "share": 10**14})).encode(),
    json.dumps(body(form={"role": "support", "if": [1]})).encode(),
    json.dumps(body(form={"role": "support", "if": {"on_ground": [[]]}})).encode(),
    json.dumps(body(sure=9)).encode(),
    json.dumps(body(more=1)).encode(),
    json.dumps({**body(), "reason": "a\nb\x00"}).encode(),
]


@pytest.fixture(scope="module")
def student(server: Class, lead: httpx.Client) -> httpx.Client:
    """Somebody who may sign."""
    del lead
    return server.join("DNK")


@pytest.mark.parametrize("raw", BAD, ids=range(len(BAD)))
def test_what_is_no_form_is_refused_in_words(server: Class, student: httpx.Client, raw: bytes) -> None:
    answer = student.post(f"{server.room}/play/order", content=raw)
    while answer.status_code == 429:
        time.sleep(0.1)
        answer = student.post(f"{server.room}/play/order", content=raw)
    assert answer.status_code == 400, answer.text
    assert answer.json()["words"]


def test_too_much_is_refused_before_it_is_read(server: Class, lead: httpx.Client) -> None:
    del lead
    client = server.join("EST")
    assert seal(server, client, reason="x" * 100_000).status_code == 413
    assert seal(server, client, reason="x" * 141).json()["error"] == "too_long"
    assert client.put(f"{server.room}/play/draft", json={"form": {"x": "y" * 3000}}).status_code == 413
    long = client.post(
        f"{server.place}/api/join", json={"code": server.code, "name": "x" * 25, "seat": "EST"}
    )
    assert (long.status_code, long.json()["error"]) == (413, "too_long")


def test_markup_and_formulas_are_words(server: Class, lead: httpx.Client) -> None:
    del lead
    client = server.join("TUR", name="<img src=x>")
    assert seal(server, client, reason="=1+1<script>").status_code == 200
    watch = Watch(client, f"{server.room}/play")
    _, view = watch.until(lambda view: bool(view["sealed"]))
    assert view["me"]["name"] == "<img src=x>"
    assert view["sealed"]["reason"] == "=1+1<script>"


def test_a_student_comes_back_with_the_personal_code_and_the_old_token_ends(server: Class) -> None:
    old, new = server.join("FRA", name="Noor"), server.client()
    again = {"code": server.code, "rejoin": old.headers["x-rejoin"]}
    answer = new.post(f"{server.place}/api/rejoin", json=again)
    assert answer.status_code == 200
    assert answer.json()["seat"] == "FRA"
    assert old.get(f"{server.room}/play/card").status_code == 401
    assert new.get(f"{server.room}/play/card").json()["name"] == "France"
    assert new.post(f"{server.place}/api/rejoin", json=again).status_code == 404


def test_the_same_audience_flows_to_two_streams_and_a_third_closes_the_first(server: Class) -> None:
    client = server.join("ITA")
    watches = []
    for _ in range(3):
        watches.append(Watch(client, f"{server.room}/play"))
        assert watches[-1].last["me"]["seat"] == "ITA"
    assert watches[0].ended.wait(10)
    assert watches[0].events[-1] == "bye"
    assert not watches[1].ended.is_set()


def test_a_view_moves_when_it_changes_and_not_when_others_whisper(server: Class, lead: httpx.Client) -> None:
    del lead
    one, two, three = (server.join(seat) for seat in ("DEU", "GBR", "FRA"))
    watches = [Watch(client, f"{server.room}/play") for client in (one, two, three)]
    for watch in watches:
        watch.until(lambda view: view["counts"]["players"] >= 3)
    said = {"turn": 1, "epoch": 0, "nonce": secrets.token_hex(16), "to": "GBR", "text": "Quietly."}
    seen = len(watches[2].views)
    assert one.post(f"{server.room}/play/message", json=said).status_code == 200
    watches[1].until(lambda view: [line["text"] for line in view["messages"]] == ["Quietly."])
    assert len(watches[2].views) == seen
    assert watches[2].last["messages"] == []


def test_a_page_that_is_not_there_is_not_there(server: Class) -> None:
    client = server.client()
    for path in (
        "/static/../server.py",
        "/static/join.html",
        "/static/%2e%2e%2fserver.py",
        "/r/00000000/screen?key=x",
    ):
        assert client.get(server.place + path).status_code in (401, 404)


def test_the_host_opens_rooms_and_hands_out_new_keys(server: Class) -> None:
    host = server.keeper("host")
    made = host.post(
        f"{server.place}/host/open",
        json={"plan": "25", "world": "any", "seed": 4, "settings": {"messages": True}},
    ).json()
    rooms = {room["room"]: room for room in host.get(f"{server.place}/host/rooms").json()["rooms"]}
    assert rooms[made["room"]]["phase"] == "lobby"
    old, new = server.client(), server.client()
    assert old.get(server.place + made["lead"]).status_code == 200
    entered = host.post(f"{server.place}/host/enter", json={"room": made["room"]}).json()
    assert new.get(server.place + entered["lead"]).status_code == 200
    assert old.get(f"{server.place}/r/{made['room']}/lead/options").status_code == 401
    refused = host.post(
        f"{server.place}/host/open", json={"plan": "7", "world": "any", "seed": 4, "settings": {}}
    )
    assert (refused.status_code, refused.json()["error"]) == (400, "bad_form")
    gone = new.post(f"{server.place}/r/{made['room']}/lead/forget", json={"confirm": True})
    assert gone.status_code == 200
    assert made["room"] not in {
        room["room"] for room in host.get(f"{server.place}/host/rooms").json()["rooms"]
    }


def test_files_and_figures_wait_for_the_debrief(server: Class, lead: httpx.Client) -> None:
    for path in ("export/scenario.yaml", "export/log.jsonl", "figure/class"):
        answer = lead.get(f"{server.room}/lead/{path}")
        assert (answer.status_code, answer.json()["error"]) == (409, "not_now")
    assert lead.get(f"{server.room}/lead/export/card.json").json()["seed"] == 1
    assert lead.get(f"{server.room}/lead/export/no_such").status_code == 404


def test_wrong_codes_are_slowed_down_and_who_sits_already_is_not(tmp_path: Path) -> None:
    """Ten failures a minute for an address, right codes then too; a class that has joined goes on."""
    rooms = Rooms(tmp_path)
    game, _ = rooms.create(Scenario(horizon=24), World(1, 6, "any", 1.0), plan(), {})
    app = app_of(House(rooms, "key", frozenset({"class"}), "http://class"), Scenario())
    right = {"code": game.texts[game.state.room.code_text], "name": "Lena", "seat": "FRA"}
    wrong = {"code": "WRONG1"}

    async def run() -> list[int]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://class", headers={"Origin": "http://class"}
        ) as client:
            asked = [("join", right), *[("look", wrong)] * 12, ("look", {"code": right["code"]})]
            found = [(await client.post(f"/api/{path}", json=said)).status_code for path, said in asked]
            return [*found, (await client.get(f"/r/{game.room}/play/card")).status_code]

    assert done(run()) == [200] + [404] * 10 + [429] * 3 + [200]


def test_a_port_or_folder_in_use_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        with pytest.raises(ScenarioError, match=r"^port: .* cannot be used here"):
            listen("127.0.0.1", held.getsockname()[1])
    lock = FileLock(tmp_path / "lock")
    with lock, pytest.raises(ScenarioError, match=r"^rooms: another server has"):
        start(Scenario(), rooms=tmp_path, days=14, hosts=frozenset(), place="")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.cli.commands.seminar.NEEDED", ("segno", "no_such_package"))
    with pytest.raises(ScenarioError, match="needs no_such_package; allowed: after pip install"):
        VERBS["seminar"].function(Scenario(), "false", 8000, "50", "typical", 1, Path(), 14, None, None, None)
