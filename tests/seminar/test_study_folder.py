"""A study folder is played: its states take part, and everything that a class takes home names its ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest

import sim
from sim.seminar.room.rooms import Rooms
from sim.seminar.seen import atlas
from sim.seminar.take_home import exports
from sim.study_folder.make import make
from tests.seminar.classroom import forward, lead, room, seal, seated, serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study folder that adds a state."""
    return make(tmp_path_factory.mktemp("made") / "my-study", example=True)


@pytest.mark.heavy
def test_a_state_of_a_study_folder_is_a_seat_like_any_other(folder: Path, tmp_path: Path) -> None:
    with serving(tmp_path, f"with={folder}", "world=any") as server:
        assert server.links["ledgers"].split()[1:-1] == ["with", "the", "study", "folder", "my-study"]
        lecturer = server.keeper("lead")
        assert "NZL" in server.client().get(f"{server.place}/atlas").json()["boxes"]
        assert server.act(lecturer, "seat", seat="NZL", places=2).status_code == 200
        student = server.join("NZL")
        assert "New Zealand" in student.get(f"{server.room}/play/card?depth=short").text
        (check,) = [
            one
            for one in lecturer.get(f"{server.room}/lead/preflight").json()["checks"]
            if one["check"] == "ledgers"
        ]
        assert "my-study" in check["words"]


def test_its_orders_bind_and_its_ledgers_are_named(folder: Path, tmp_path: Path) -> None:
    with sim.use(folder):
        game = room(tmp_path)
        lead(game, "seat", seat="NZL", places=1)
        player = seated(game, "NZL")["NZL"]
        forward(game, "orders")
        seal(game, player, {"role": "training"})
        forward(game, "reveal")
        (fate,) = [one for one in game.state.fates if one.seat == "NZL"]
        assert fate.fate == "carried"
        assert "NZL" in atlas.atlas.__wrapped__()["boxes"]
        lead(game, "debrief", confirm=True)
        assert "my-study" in exports.export(game, "card.json")[0]
        assert "my-study" in exports.export(game, "game.html")[0]
        game.close()
    kept = Rooms(tmp_path)
    assert "start with the study folder of then" in kept.refused["room"]
    kept.close()
    with sim.use(folder):
        again = Rooms(tmp_path)
        assert not again.refused
        again.close()
