"""A game is a scenario: what the class wrote, run by either engine, gives the game's own numbers bit for bit."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import DeploymentModel, simulate
from sim.scenario import Scenario, files
from sim.scenario.orders import OFF_GROUND, names
from sim.seminar.model.game_file import Change, scenario_of
from sim.seminar.refusal import RefusedError
from sim.seminar.room import lecturer
from sim.seminar.room.game import Game, open_seat
from sim.seminar.seen.allow import Audience
from sim.seminar.take_home import exports
from tests.seminar.classroom import CALM, do, forward, lead, refused, room, seal, seated

FORMS: list[dict[str, dict[str, Any]]] = [
    {
        "FRA": {"role": "protection", "share": 0.8},
        "DEU": {
            "role": "support",
            "share": 0.5,
            "if": {"on_ground": ["GBR"], "us_backing": 0.3},
            "else": "training",
        },
        "POL": {"role": ["arms", "hub"]},
        "SWE": {"role": "support", "if": {"at_least": 3}, "hold": "throughout", "else": "none"},
    },
    {
        "DEU": {"role": "support", "share": 0.6, "if": {"pledged": 5000.0}},
        "POL": {"role": "none"},
        "SWE": {"role": "support", "if": {"at_least": 3}, "hold": "throughout", "else": "none"},
    },
    {"FRA": {"role": "support"}, "SWE": {"role": ["support", "air"], "share": 0.1}},
]
"""What each seat seals in each turn; who seals nothing holds."""


def class_game(folder: Path) -> Game:
    """A whole game: orders held and changed, an event, a seat handed to the model."""
    game = room(folder)
    players = seated(game, "FRA", "DEU", "POL", "SWE")
    forward(game, "orders")
    for turn, forms in enumerate(FORMS, 1):
        if turn == 2:
            lead(game, "inject", kind="us_walkout")
            lead(game, "inject", words="A summit is called off.")
        if turn == 3:
            lead(game, "hand", seat="POL", to="model")
        for seat, form in forms.items():
            seal(game, players[seat], form)
        forward(game, "reveal")
        forward(game, "debrief" if turn == 3 else "orders")
    return game


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    return class_game(tmp_path_factory.mktemp("rooms"))


def months_of(game: Game) -> list[dict[str, Any]]:
    return [month for settled in game.state.settled for month in settled.months]


def test_both_engines_give_the_games_own_numbers_bit_for_bit(game: Game) -> None:
    scenario = Scenario(**files.parse(exports.scenario(game), "game.yaml").levers)
    here = game.state.room
    native = simulate(scenario, 1, here.seed, first=here.replicate).isel(scenario=0, replicate=0)
    model = DeploymentModel(scenario, seed=here.seed, replicate=here.replicate)
    played = model.run()
    months = months_of(game)
    for run in (native, played):
        assert run["deployed_path"].values.tolist() == [month["deployed"] for month in months]
        assert run["us_backing_path"].values.tolist() == [month["us_backing"] for month in months]
        assert run["rung_path"].values.tolist() == [month["tension"] for month in months]
        assert run["kia"].item() == months[-1]["killed"]
        assert run["attacked"].item() == months[-1]["attacked"]
        rungs = dict(zip(run["country"].values.tolist(), run["rung_by_country"].values.tolist(), strict=True))
        assert rungs == months[-1]["rungs"]
    assert {country.code: country.troops for country in model.members if country.troops} == months[-1][
        "troops"
    ]


def test_the_file_says_who_held_who_changed_and_who_went_to_the_model(game: Game) -> None:
    rows = scenario_of(game.state, 3, game.texts).orders
    assert [(row.month, row.state) for row in rows if row.state == "SWE"] == [(0, "SWE"), (16, "SWE")]
    assert [(row.month, row.by) for row in rows if row.state == "POL"] == [(0, ""), (8, ""), (16, "model")]
    assert {row.reason for row in rows if not row.by} == {"Because."}
    assert [(event.kind, event.month) for event in scenario_of(game.state, 3).injects] == [("us_walkout", 8)]
    assert game.state.seats["POL"].mode == "model"
    assert game.state.seats["DEU"].mode == "held"


def test_what_became_of_an_order_is_said(game: Game) -> None:
    fates = {(fate.turn, fate.seat): fate for fate in game.state.fates}
    assert fates[1, "FRA"].fate == "carried"
    assert {fate.fate for fate in game.state.fates} <= {"carried", "struck", "refused", "cut"}


def test_a_condition_that_fails_is_named(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "SWE")
    forward(game, "orders")
    seal(game, players["SWE"], {"role": "support", "if": {"on_ground": ["AUT"], "us_backing": 0.99}})
    forward(game, "reveal")
    (fate,) = game.state.fates
    assert fate.fate == "struck"
    assert fate.by.startswith("condition: AUT not on the ground, US backing 0.")


def test_who_goes_because_of_an_order_is_found(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA", "SWE")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "support"})
    seal(game, players["SWE"], {"role": "support", "if": {"on_ground": ["FRA"]}, "else": "none"})
    forward(game, "reveal")
    there = {code for code, rung in months_of(game)[-1]["rungs"].items() if rung >= 4}
    without = scenario_of(game.state, 1, change=Change(1, "FRA"))
    model = DeploymentModel(without, seed=1, replicate=6)
    for _ in range(8):
        model.step()
    alone = {country.code for country in model.members if country.rung >= 4}
    pulled = next(fate.pulled for fate in game.state.fates if fate.seat == "FRA")
    assert pulled == sorted(there - alone - {"FRA"})


def ghost(game: Game, turns: int) -> None:
    """Every seat signs what the model itself would wish, month after month."""
    model = DeploymentModel(game.world.scenario, seed=1, replicate=6)
    model.run()
    wishes = {(row.month, row.state): list(names(row.role)) for row in model.orders(all_states=True)}
    players = seated(game, *(seat.seat for seat in game.state.seats.values() if seat.kind == "state"))
    forward(game, "orders")
    for turn in range(1, turns + 1):
        for seat, player in players.items():
            seal(game, player, {"role": wishes[turn - 1, seat] or "none"})
        forward(game, "reveal")
        if turn < turns:
            forward(game, "orders")
    free = DeploymentModel(game.world.scenario, seed=1, replicate=6)
    for month in months_of(game):
        free.step()
        assert month["deployed"] == free.force.troops
        assert month["us_backing"] == free.washington.trust
        assert month["rungs"] == {country.code: int(country.rung) for country in free.members}
        assert month["troops"] == {country.code: country.troops for country in free.members if country.troops}


def ghost_room(folder: Path) -> Game:
    """A room of turns of one month, with a seat for every state."""
    game = room(folder, turns=24, months=1, places=1)
    for code in game.state.own:
        if code not in game.state.seats:
            open_seat(game, code, "state", 1)
    return game


def test_the_ghost_game_passes_through_a_room(tmp_path: Path) -> None:
    ghost(ghost_room(tmp_path), 3)


@pytest.mark.heavy
def test_the_whole_ghost_game_passes_through_a_room(tmp_path: Path) -> None:
    ghost(ghost_room(tmp_path), 24)


def test_a_branch_begins_where_its_prefix_ends(game: Game, tmp_path: Path) -> None:
    from sim.seminar.room.branch import branch
    from sim.seminar.room.console import start_of

    other = branch(game, tmp_path, "other", start_of(game, 2))
    assert (other.state.room.phase, other.state.room.turn) == ("orders", 2)
    assert other.state.settled == game.state.settled[:1]
    players = {player.seat: player for player in other.state.players.values()}
    lead(other, "pause")
    seal(other, players["DEU"], {"role": "none"})
    forward(other, "reveal")
    assert months_of(other)[:8] == months_of(game)[:8]
    assert months_of(other)[8:] != months_of(game)[8:16]


def test_an_event_leaves_the_months_before_it_as_they_were(game: Game) -> None:
    settled = game.state.settled
    assert [month["month"] for month in months_of(game)] == list(range(24))
    model = DeploymentModel(scenario_of(game.state, 1), seed=1, replicate=6)
    for month in settled[0].months:
        model.step()
        assert month["deployed"] == model.force.troops


# Limits are said before, and held


def test_a_closed_role_is_told_with_its_limit_and_refused_with_the_same(tmp_path: Path) -> None:
    game = room(tmp_path)
    open_seat(game, "AUT", "state", 1)
    players = seated(game, "AUT", "FRA")
    forward(game, "orders")
    told = {role["role"]: role for role in game.world.roles("AUT")}
    for role, row in told.items():
        if row["closed"]:
            refusal = refused(lambda role=role: seal(game, players["AUT"], {"role": role}))  # type: ignore[misc]
            assert (refusal.error, refusal.words) == ("not_allowed", row["closed"])
            assert refusal.more["limit"] == row["limit"]
            assert role not in refusal.more["allowed"]
    assert {row["limit"] for row in told.values()} == {"", "army", "law", "mission"}
    assert refused(lambda: seal(game, players["FRA"], {"role": "forward"})).more["limit"] == "mission"


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"role": "support", "share": 0.55}, "not_allowed"),
        ({"role": "support", "share": 1.5}, "bad_form"),
        ({"role": "support", "share": "0.5"}, "bad_form"),
        ({"role": "no_such"}, "bad_form"),
        ({"role": "training", "share": 0.5}, "bad_form"),
        ({"role": "support", "if": {"on_ground": ["FRA"]}}, "bad_form"),
        ({"role": "support", "if": {"on_ground": ["GBR", "DEU", "POL", "ITA"]}}, "not_allowed"),
        ({"role": "support", "if": {"fewer_than": 3}}, "bad_form"),
        ({"role": "support", "state": "DEU"}, "bad_form"),
        ({"role": "support", "month": 3}, "bad_form"),
        ({}, "bad_form"),
    ],
)
def test_a_form_is_read_strictly(game: Game, tmp_path: Path, form: dict[str, Any], error: str) -> None:
    fresh = room(tmp_path)
    players = seated(fresh, "FRA")
    forward(fresh, "orders")
    seq = fresh.journal.seq
    assert refused(lambda: seal(fresh, players["FRA"], form)).error == error
    assert fresh.journal.seq == seq


def test_every_open_role_can_be_sealed(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA")
    forward(game, "orders")
    for role in game.world.roles("FRA"):
        if not role["closed"]:
            assert seal(game, players["FRA"], {"role": role["role"]})["done"] == "order_sealed"
    assert {*OFF_GROUND} - {"monitoring", "hub"} <= {
        one["role"] for one in game.world.roles("FRA") if not one["closed"]
    }


# Once and in time


def test_a_nonce_gets_its_answer_again_and_nothing_twice(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA")
    forward(game, "orders")
    said = {"nonce": "n" * 32, "version": 0}
    first = seal(game, players["FRA"], {"role": "arms"}, **said)
    seq = game.journal.seq
    assert seal(game, players["FRA"], {"role": "arms"}, **said) == first
    assert game.journal.seq == seq
    assert refused(lambda: seal(game, players["FRA"], {"role": "none"}, **said)).error == "nonce_reused"
    again = Game(game.journal.path)
    assert seal(again, again.state.players["p1"], {"role": "arms"}, **said) == first


def test_of_two_partners_one_is_stale_and_sees_the_others_order(tmp_path: Path) -> None:
    game = room(tmp_path)
    one, other = (seated(game, "FRA")["FRA"] for _ in range(2))
    forward(game, "orders")
    seal(game, one, {"role": "arms"}, version=0)
    assert refused(lambda: seal(game, other, {"role": "none"}, version=0)).error == "stale_version"
    do(game, other, "unseal", version=1)
    assert game.state.sealed == {}
    assert seal(game, other, {"role": "none"}, version=2)["version"] == 3


def test_a_tab_that_slept_is_refused(tmp_path: Path) -> None:
    game = room(tmp_path)
    player = seated(game, "FRA")["FRA"]
    forward(game, "orders")
    assert refused(lambda: seal(game, player, {"role": "arms"}, turn=2)).error == "stale_turn"
    assert refused(lambda: seal(game, player, {"role": "arms"}, epoch=1)).error == "stale_turn"


def test_the_clock_decides_what_is_late_paused_or_settling(tmp_path: Path) -> None:
    game = room(tmp_path)
    player = seated(game, "FRA")["FRA"]
    assert refused(lambda: seal(game, player, {"role": "arms"})).error == "late"
    forward(game, "orders")
    lead(game, "pause")
    assert refused(lambda: seal(game, player, {"role": "arms"})).error == "paused"
    lead(game, "pause")
    seal(game, player, {"role": "arms"})
    lead(game, "extend", seconds=-CALM["orders"])
    assert seal(game, player, {"role": "none"})["version"] == 2  # within the grace
    game.state.room.ends_at -= 1_100  # type: ignore[operator]
    assert refused(lambda: seal(game, player, {"role": "arms"})).error == "late"
    game.busy = True
    assert refused(lambda: seal(game, player, {"role": "arms"})).error == "settling"


# Who decides


def test_a_seat_without_an_order_goes_to_the_model_and_comes_back_next_turn(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA", "DEU")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "arms"})
    forward(game, "reveal")
    modes = {seat: game.state.seats[seat].mode for seat in ("FRA", "DEU", "ITA")}
    assert modes == {"FRA": "player", "DEU": "model", "ITA": "model"}
    forward(game, "orders")
    assert game.state.seats["DEU"].mode == "player"
    seal(game, players["DEU"], {"role": "none"})
    forward(game, "reveal")
    assert game.state.seats["FRA"].mode == "held"


def test_who_comes_late_decides_from_the_next_turn(tmp_path: Path) -> None:
    game = room(tmp_path)
    seated(game, "FRA")
    forward(game, "orders")
    forward(game, "forecast")
    late = seated(game, "DEU")["DEU"]
    assert late.since == 2
    assert game.state.seats["DEU"].mode == "model"
    forward(game, "reveal")
    forward(game, "orders")
    assert seal(game, late, {"role": "none"})["version"] == 1


def test_the_lecturers_hand_holds_until_it_is_lifted(tmp_path: Path) -> None:
    game = room(tmp_path)
    player = seated(game, "FRA")["FRA"]
    forward(game, "orders")
    seal(game, player, {"role": "arms"})
    lead(game, "hand", seat="FRA", to="model")
    assert refused(lambda: seal(game, player, {"role": "arms"})).error == "not_now"
    forward(game, "reveal")
    assert game.state.fates == []
    forward(game, "orders")
    assert game.state.seats["FRA"].mode == "model"
    lead(game, "hand", seat="FRA", to="player")
    assert seal(game, player, {"role": "arms"})["version"] == 2


def test_a_paper_slip_is_keyed_in(tmp_path: Path) -> None:
    game = room(tmp_path)
    forward(game, "orders")
    lead(game, "key_in", seat="FRA", form={"role": "arms"}, reason="By hand.")
    forward(game, "reveal")
    assert [fate.seat for fate in game.state.fates] == ["FRA"]
    forward(game, "orders")
    forward(game, "reveal")
    assert game.state.seats["FRA"].mode == "held"


def test_what_cannot_be_undone_asks_twice(game: Game) -> None:
    for act, said in (
        ("undo", {}),
        ("debrief", {}),
        ("look", {"seat": "FRA", "confirm": False}),
    ):
        assert refused(lambda act=act, said=said: lead(game, act, **said)).words.startswith("confirm: ")  # type: ignore[misc]
    assert lecturer.ACTS.keys() >= {"undo", "debrief", "look"}


def test_a_deal_fills_both_orders_with_each_others_condition(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA", "SWE", "POL")
    forward(game, "orders")
    do(
        game,
        players["FRA"],
        "deal",
        to="SWE",
        gives={"role": "support", "share": 0.5},
        asks={"role": "support"},
    )
    (deal,) = game.state.deals.values()
    assert deal.gives["if"] == {"on_ground": ["SWE"]}
    assert deal.asks["if"] == {"on_ground": ["FRA"]}
    assert refused(lambda: do(game, players["POL"], "sign", deal=1)).error == "not_yours"
    assert refused(lambda: do(game, players["FRA"], "sign", deal=1)).error == "not_yours"
    do(game, players["SWE"], "sign", deal=1)
    seal(game, players["FRA"], deal.gives)
    seal(game, players["SWE"], deal.asks)
    forward(game, "reveal")
    assert {fate.fate for fate in game.state.fates} == {"carried"}
    assert refused(lambda: do(game, players["FRA"], "withdraw", deal=1)).error == "not_now"


@pytest.mark.parametrize("text", ["", " \n ", "a\x00b", "\x1b[31m"])
def test_a_line_is_plain_text(tmp_path: Path, text: str) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA")
    forward(game, "orders")
    with pytest.raises(RefusedError):
        do(game, players["FRA"], "statement", text=text)
    assert game.state.lines == []


def test_one_statement_a_turn_and_messages_only_where_they_are_allowed(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA", "DEU", "observers")
    forward(game, "orders")
    do(game, players["FRA"], "statement", text="<b>We go.</b>")
    assert refused(lambda: do(game, players["FRA"], "statement", text="Again.")).error == "not_now"
    assert refused(lambda: do(game, players["observers"], "statement", text="Me too.")).error == "not_now"
    do(game, players["FRA"], "message", to="DEU", text="Come.")
    assert refused(lambda: do(game, players["FRA"], "message", to="FRA", text="Hm.")).error == "bad_form"
    game.state.room.settings["messages"] = False
    assert refused(lambda: do(game, players["FRA"], "message", to="DEU", text="Come.")).error == "not_now"


def test_press_and_observers_see_that_their_forecast_is_sealed_and_nobody_elses(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA", "press", "observers")
    forward(game, "forecast")
    n20 = {one["id"]: 7 for one in game.state.asked[1].questions}
    do(game, players["press"], "forecast", n20=n20)
    seen = {
        seat: game.view(Audience("seat" if seat == "FRA" else "public", seat, one.player))["forecast"]
        for seat, one in players.items()
    }
    assert seen == {"FRA": None, "press": n20, "observers": None}


def test_world_rules_pick_what_they_say() -> None:
    from sim.seminar.model.world import pick

    scenario = Scenario(horizon=24)
    typical, rough = pick(scenario, 3), pick(scenario, 3, "rough")
    runs = simulate(scenario, 400, 3, detail=False).isel(scenario=0)
    low, high = np.quantile(runs["deployed"], (0.25, 0.75))
    assert low <= runs["deployed"][typical.replicate] <= high
    assert np.isnan(runs["attack_month"][typical.replicate])
    assert runs["attack_month"][rough.replicate] >= 12
    assert 0.1 < typical.share < 0.6


def test_a_turn_that_was_broken_off_counts_nowhere(tmp_path: Path) -> None:
    """Two turns are played; of the third an order, a forecast and an event are there when the game is ended."""
    game = room(tmp_path)
    players = seated(game, "FRA", "POL")
    for turn in (1, 2, 3):
        forward(game, "orders")
        seal(game, players["FRA"], {"role": "support", "share": turn / 10})
        if turn < 3:
            forward(game, "talk")
    lead(game, "inject", kind="us_walkout")
    do(game, players["POL"], "forecast", n20={one["id"]: 20 for one in game.state.asked[3].questions})
    lead(game, "debrief", confirm=True)
    lecturer, player = (
        game.view(Audience(*who)) for who in (("lead",), ("seat", "FRA", players["FRA"].player))
    )
    for view in (lecturer, player):
        assert (view["turn"], view["months"], [one["form"]["share"] for one in view["orders"]]) == (
            2,
            [9, 16],
            [0.2],
        )
        assert view["headline"]
        assert view["scores"]["players"] == 0
    assert lecturer["played"] == []
    assert player["in_force"]["form"]["share"] == 0.2
    assert [event.body["turn"] for event in game.journal.events() if event.kind == "phase"][-1] == 2
    forward(game, "closed")
    assert game.state.room.turn == 2


def test_a_game_that_ends_before_its_first_reveal_has_no_turn(tmp_path: Path) -> None:
    game = room(tmp_path)
    seated(game, "FRA")
    forward(game, "orders")
    lead(game, "debrief", confirm=True)
    view = game.view(Audience("lead"))
    assert (view["turn"], view["months"], view["headline"], view["orders"]) == (0, [], "", [])
