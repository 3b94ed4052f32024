"""A class of thirty against a real server: they join, decide, drop, return; the game ends and the debrief is there.

The full count prints times and memory with the machine; the small one only does what a class does.
"""

import os
import platform
import secrets
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from tests.seminar.classroom import Class, Watch, serving

SEATS = ("FRA", "GBR", "DEU", "POL", "ITA", "SWE", "EST", "TUR")
ROLES: tuple[dict[str, Any], ...] = (
    {"role": "support", "share": 0.5, "if": {"on_ground": ["FRA"]}, "else": "training"},
    {"role": "training"},
    {"role": "protection", "share": 0.8},
)


class Lesson:
    """A lesson with so many students, and what was measured of it."""

    def __init__(self, server: Class, students: int) -> None:
        """Everybody joins."""
        self.server, self.lead = server, server.keeper("lead")
        self.screen = server.keeper("screen")
        places = [seat for seat in SEATS for _ in range(3)] + ["press"] + ["observers"] * 30
        self.seats = places[:students]
        self.clients = [server.join(seat, name=f"Student {k}") for k, seat in enumerate(self.seats)]
        self.watches = [Watch(client, f"{server.room}/play") for client in self.clients]
        self.board = Watch(self.screen, f"{server.room}/screen")
        self.orders: list[float] = []
        self.turns: list[float] = []
        server.go(self.lead, "lobby", "briefing")
        server.act(self.lead, "extend", seconds=600)

    def decide(self, turn: int) -> None:
        """Everybody seals or forecasts at once."""
        workers = [threading.Thread(target=self._one, args=(k, turn)) for k in range(len(self.clients))]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def _one(self, k: int, turn: int) -> None:
        client, watch = self.clients[k], self.watches[k]
        _, view = watch.until(lambda view: view["turn"] == turn and bool(view["questions"]))
        said: dict[str, Any] = {"turn": turn, "epoch": view["epoch"]}
        n20 = {one["id"]: (7 * k) % 21 for one in view["questions"]}
        self._post(client, "forecast", {**said, "nonce": secrets.token_hex(16), "n20": n20})
        if view["me"]["kind"] == "state":
            form = ROLES[(k + turn) % len(ROLES)]
            leaning = form.get("if", {}).get("on_ground") == [view["me"]["state"]]
            order = {
                **said,
                "version": view["version"],
                "form": ROLES[1] if leaning else form,
                "reason": None,
            }
            answer = self._post(client, "order", {**order, "nonce": secrets.token_hex(16), "sure": 1 + k % 5})
            assert answer.status_code in (200, 409, 422), answer.text

    def _post(self, client: httpx.Client, deed: str, said: dict[str, Any]) -> httpx.Response:
        began = time.monotonic()
        answer = client.post(f"{self.server.room}/play/{deed}", json=said)
        self.orders.append(time.monotonic() - began)
        return answer

    def reveal(self, turn: int) -> None:
        """The turn resolves, and everybody has the view of it."""
        self.server.go(self.lead, "orders")
        began = time.monotonic()
        self.server.go(self.lead, "forecast")
        for watch in [*self.live(), self.board]:
            at, view = watch.until(lambda view: view["turn"] == turn and view["phase"] == "reveal")
            self.turns.append(at - began)
            assert view["headline"]
            assert view["now"]["month"] == 8 * turn

    def live(self) -> list[Watch]:
        """Those who are still there."""
        return [watch for watch in self.watches if not watch.ended.is_set()]


def lesson(server: Class, students: int, *, drop: int) -> Lesson:
    """A whole lesson; some drop after the first turn, and one of them returns."""
    found = Lesson(server, students)
    for turn in (1, 2, 3):
        found.decide(turn)
        found.reveal(turn)
        if turn == 1:
            for k in range(drop):
                leave = found.clients[k].post(f"{server.room}/play/leave", json={})
                assert leave.status_code == 200, leave.text
                found.watches[k].ended.set()
            back = server.client()
            code = {"code": server.code, "rejoin": found.clients[0].headers["x-rejoin"]}
            assert back.post(f"{server.place}/api/rejoin", json=code).json()["seat"] == found.seats[0]
            found.clients[drop:drop] = [back]
            found.watches[drop:drop] = [Watch(back, f"{server.room}/play")]
            found.seats[drop:drop] = [found.seats[0]]
            del found.clients[:drop], found.watches[:drop], found.seats[:drop]
        server.go(found.lead, "reveal")  # a plan without time to talk goes on by itself
        if turn < 3:
            server.act(found.lead, "extend", seconds=600)
    return found


def debrief(found: Lesson) -> dict[str, Any]:
    """The figures, as the projector gets them."""
    server = found.server
    found.board.until(lambda view: view["phase"] == "debrief")
    figures = {
        name: found.screen.get(f"{server.room}/screen/figure/{name}").json()
        for name in ("turning", "class", "surprise", "scores")
    }
    assert all(figure["title"] for figure in figures.values())
    assert figures["class"]["runs"] >= 2_000
    assert len(figures["class"]["dots"]["class"]) == 20
    assert len(figures["surprise"]["decisions"]) <= 3
    assert len(figures["scores"]["turns"]) == 3
    return figures


def change(found: Lesson) -> float:
    """Change one order; returns the seconds it took."""
    began = time.monotonic()
    said = {"turn": 2, "seat": "FRA", "form": {"role": "none"}, "lasting": True}
    answer = found.lead.post(f"{found.server.room}/lead/work/change", json=said)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["paths"]["changed"]) == 24
    return time.monotonic() - began


def test_a_class_plays_a_lesson_to_its_debrief(server: Class) -> None:
    found = lesson(server, 9, drop=2)
    debrief(found)
    change(found)
    mine = found.clients[-1].get(f"{server.room}/play/score").json()["score"]
    assert 0.0 <= mine <= 1.0
    line = {"nonce": secrets.token_hex(16), "about": "peers", "text": "Neighbours count twice."}
    assert found.clients[0].post(f"{server.room}/play/board", json=line).status_code == 200
    found.board.until(lambda view: [one["text"] for one in view["board"]] == ["Neighbours count twice."])


@pytest.mark.heavy
def test_thirty_students_and_what_it_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(tmp_path, "plan=25") as server:
        found = lesson(server, 30, drop=5)
        debrief(found)
        changed = change(found)
        held = memory(server.process.pid)
        began = time.monotonic()
        assert server.stop() == 0
        stopped = time.monotonic() - began
    with capsys.disabled():
        print(
            f"\n{platform.node()}, {platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: "
            f"30 clients; an answer in {1000 * float(np.quantile(found.orders, 0.95)):.0f} ms (p95); "
            f"a turn resolved and seen by all in {float(np.quantile(found.turns, 0.95)):.2f} s (p95); "
            f"one order changed over 2,000 worlds in {changed:.2f} s; {held / 1e6:.0f} MB; "
            f"stopped in {stopped:.1f} s"
        )


def memory(process: int) -> int:
    """Bytes that the server holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return 1024 * int(line.split()[1])
