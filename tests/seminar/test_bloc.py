"""A bloc: one place speaks for several states, each with its own limits, orders and numbers."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from sim.seminar.log.fold import fold
from sim.seminar.log.records import Player
from sim.seminar.model.game_file import scenario_of
from sim.seminar.room import student
from sim.seminar.room.game import Game
from sim.seminar.room.student import speaking
from sim.seminar.seen.allow import Audience
from tests.seminar.classroom import forward, lead, refused, room, seal, seated

NORTH = ["SWE", "EST"]


@pytest.fixture
def game(tmp_path: Path) -> Game:
    game = room(tmp_path)
    lead(game, "bloc", seat="north", states=NORTH, places=2)
    return game


def voice(game: Game, player: Player, seat: str) -> Player:
    return speaking(game, game.state.players[player.player], seat)


def test_one_place_writes_an_order_for_each_of_its_states(game: Game) -> None:
    nils = seated(game, "north")["north"]
    assert [game.state.seats[code].mode for code in NORTH] == ["player", "player"]
    forward(game, "orders")
    seal(game, voice(game, nils, "SWE"), {"role": "support", "share": 0.3})
    assert game.view(Audience("seat", "EST", nils.player))["me"]["speaks_for"] == [
        {"seat": "SWE", "sealed": True},
        {"seat": "EST", "sealed": False},
    ]
    seal(game, voice(game, nils, "EST"), {"role": "training"})
    forward(game, "reveal")
    rows = {row.state: row.role for row in scenario_of(game.state, 1).orders}
    assert rows == {"SWE": "support", "EST": "training"}
    assert {fate.seat for fate in game.state.fates} == set(NORTH)


def test_limits_and_numbers_are_those_of_the_state_that_is_spoken_for(game: Game) -> None:
    nils = seated(game, "north")["north"]
    views = [game.view(Audience("seat", code, nils.player)) for code in NORTH]
    assert [view["own"] for view in views] == [game.state.own[code].known for code in NORTH]
    assert views[0]["own"]["capacity"] != views[1]["own"]["capacity"]
    lead(game, "bloc", seat="south", states=["AUT", "ITA"], places=1)
    vera = seated(game, "south")["south"]
    forward(game, "orders")
    line = refused(lambda: seal(game, voice(game, vera, "AUT"), {"role": "support", "share": 0.1}))
    assert (line.error, line.more["limit"]) == ("not_allowed", "law")
    seal(game, voice(game, vera, "ITA"), {"role": "support", "share": 0.1})


def test_nobody_speaks_for_a_state_of_another_place(game: Game) -> None:
    players = seated(game, "north", "FRA")
    for who, seat in (("north", "FRA"), ("FRA", "EST"), ("north", "XXX"), ("north", "north")):
        assert refused(partial(voice, game, players[who], seat)).error == "not_yours"
    assert speaking(game, players["north"], None).seat == "SWE"
    assert speaking(game, players["FRA"], None).seat == "FRA"
    forward(game, "orders")
    seal(game, voice(game, players["north"], "EST"), {"role": "arms"}, reason="Kept from France.")
    assert "Kept from France." not in str(game.view(Audience("seat", "FRA", players["FRA"].player)))


def test_a_place_that_is_left_leaves_all_its_states_to_the_model(game: Game) -> None:
    nils = seated(game, "north")["north"]
    forward(game, "orders")
    seal(game, voice(game, nils, "EST"), {"role": "arms"})
    game.write("left", {"player": nils.player}, nils.player)
    forward(game, "reveal")
    assert [game.state.seats[code].mode for code in NORTH] == ["model", "player"]
    forward(game, "orders")
    forward(game, "reveal")
    assert [game.state.seats[code].why for code in NORTH] == ["empty", "empty"]


def test_a_state_is_spoken_for_once(game: Game) -> None:
    seated(game, "FRA")
    assert refused(lambda: lead(game, "bloc", seat="west", states=["FRA", "GBR"], places=1)).error == "taken"
    assert refused(lambda: lead(game, "bloc", seat="east", states=["EST", "POL"], places=1)).error == "taken"
    assert refused(lambda: student.join(game, "Lena", "EST")).error == "taken"
    for states in (["EST"], ["EST", "EST"], ["EST", "XXX"]):
        assert refused(partial(lead, game, "bloc", seat="north", states=states, places=1)).error == "bad_form"
    seated(game, "north")
    assert refused(lambda: lead(game, "bloc", seat="north", states=[], places=1)).error == "taken"


def test_a_bloc_comes_back_from_the_log(game: Game) -> None:
    seated(game, "north")
    lead(game, "seat", seat="north", places=4)
    assert fold(game.journal.events()) == game.state
    assert (game.state.seats["north"].places, game.state.seats["EST"].speaker) == (4, "north")
