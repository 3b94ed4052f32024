"""Never lost: a server that is killed at any moment comes back with every order it had answered, each once."""

import random
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from sim.seminar.log.fold import fold
from sim.seminar.log.journal import SUFFIX, Journal
from sim.seminar.room.game import Game
from tests.seminar.classroom import Server, Watch

SEATS = ("FRA", "GBR", "DEU", "POL", "ITA", "SWE", "EST", "TUR")
FORMS: tuple[dict[str, Any], ...] = (
    {"role": "arms"},
    {"role": "training"},
    {"role": "support", "share": 0.4, "if": {"at_least": 2}, "else": "training"},
)
HEAVY = {"matplotlib", "mesa", "pandas", "scipy.stats", "xarray"}
"""What phones get their view without."""


class Pupil:
    """A client that seals one order after another, each until it is answered."""

    def __init__(self, server: Server, seat: str) -> None:
        """Take a seat."""
        self.client, self.seat = server.join(seat), seat
        self.path = server.room.removeprefix(server.place)
        self.answered: dict[str, int] = {}
        self.asked: list[dict[str, Any]] = []
        self.stop = threading.Event()

    def work(self, place: str, rng: random.Random, epoch: int, turn: int) -> None:
        """Seal until told to stop; a request that got no answer stays the first to be sent again."""
        while not self.stop.is_set():
            if not self.asked:
                self.asked.append(
                    {
                        "turn": turn,
                        "epoch": epoch,
                        "version": len(self.answered),
                        "nonce": secrets.token_hex(16),
                        "form": rng.choice(FORMS),
                        "reason": f"{self.seat} {len(self.answered)}",
                        "sure": 3,
                    }
                )
            try:
                answer = self.client.post(f"{place}{self.path}/play/order", json=self.asked[0])
            except httpx.TransportError:
                return
            if answer.status_code == 200:
                self.answered[self.asked.pop()["nonce"]] = answer.json()["version"]
            else:
                assert answer.status_code in (429, 503), answer.text
                time.sleep(0.05)


def killed(folder: Path, kills: int, seed: int = 1) -> list[float]:
    """Kill a server so often; returns the seconds from each start until all clients were live again."""
    rng = random.Random(seed)
    server = Server(folder, "plan=25")
    server.wait()
    port, first = server.port, server
    lead = server.keeper("lead")
    pupils = [Pupil(server, seat) for seat in SEATS]
    server.go(lead, "lobby", "briefing")
    server.act(lead, "extend", seconds=600)
    taken: list[float] = []
    watches: list[Watch] = []
    for _ in range(kills):
        place = server.place
        workers = [
            threading.Thread(target=pupil.work, args=(place, random.Random(rng.random()), 0, 1))
            for pupil in pupils
        ]
        for worker in workers:
            worker.start()
        time.sleep(rng.uniform(0.1, 1.0))
        server.kill()
        for worker in workers:
            worker.join()
        began = time.monotonic()
        server = Server(folder, port=port)
        server.wait()
        watches = [Watch(pupil.client, f"{place}{pupil.path}/play") for pupil in pupils]
        assert {watch.last["me"]["seat"] for watch in watches} == set(SEATS)
        taken.append(time.monotonic() - began)
        check(folder, pupils)
    for act in ("orders", "forecast"):
        go = f"{place}{first.room.removeprefix(first.place)}/lead/go"
        while lead.post(go, json={"from": act}).status_code == 503:
            time.sleep(0.05)
    assert server.stop() == 0
    assert all(watch.ended.wait(10) for watch in watches)
    assert {watch.events[-1] for watch in watches} == {"bye"}
    again(folder)
    return taken


def path_of(folder: Path) -> Path:
    (path,) = folder.glob(f"*{SUFFIX}")
    return path


def check(folder: Path, pupils: list[Pupil]) -> None:
    """Every answered order is in the log, and none is there twice."""
    journal = Journal(path_of(folder))
    sealed = [event.body for event in journal.events() if event.kind == "order_sealed"]
    nonces = [body["nonce"] for body in sealed]
    assert len(set(nonces)) == len(nonces)
    versions = {body["nonce"]: body["version"] for body in sealed}
    for pupil in pupils:
        assert all(versions[nonce] == version for nonce, version in pupil.answered.items())
        own = [body["version"] for body in sealed if body["seat"] == pupil.seat]
        assert own == list(range(1, len(own) + 1))
        assert len(own) - len(pupil.answered) in (0, 1)
    journal.close()


def again(folder: Path) -> None:
    """The log folds twice to the same state, and its settled turn plays to the hash that it kept."""
    from sim.seminar.room.flow import differs

    game = Game(path_of(folder))
    assert fold(game.journal.events()) == game.state
    assert len(game.state.settled) == 1
    assert differs(game) == ""
    game.close()


def test_no_answered_order_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    """Once here; the full count is heavy. At last it is stopped with all streams open, and says goodbye to each."""
    killed(tmp_path, 1)


@pytest.mark.heavy
def test_twenty_kills_lose_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = killed(tmp_path, 22, seed=7)
    with capsys.disabled():
        print(
            f"\n22 kills: all clients live after {max(taken):.1f} s at most, {sorted(taken)[11]:.1f} s in the middle"
        )


def test_a_restart_waits_for_nothing_that_takes_seconds_to_bring_in() -> None:
    asked = f"import sim.seminar.served.start, sys; print(*sorted({HEAVY} & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
