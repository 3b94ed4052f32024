"""The debrief: each figure against the same numbers taken another way."""

from pathlib import Path

import numpy as np
import pytest

from sim import DeploymentModel, simulate
from sim.seminar.debrief import change_one, class_runs, scores, surprise, turning
from sim.seminar.debrief.played import WORLDS, Played
from sim.seminar.model.forecast import brier
from sim.seminar.model.game_file import HELD, Change, without_orders
from sim.seminar.model.order_form import in_words
from sim.seminar.room.game import Game
from sim.seminar.take_home import exports
from tests.seminar.classroom import do, forward, lead, room, seal, seated


def lesson(folder: Path) -> Game:
    """A game in which one state does what the model would never do, and pulls another along."""
    game = room(folder)
    players = seated(game, "FRA", "POL", "SWE", "observers")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "protection", "share": 0.8})
    seal(game, players["POL"], {"role": "support", "share": 1.0}, reason="Nobody else would.")
    seal(game, players["SWE"], {"role": "support", "if": {"on_ground": ["POL"]}, "else": "none"})
    n20 = {one["id"]: 12 for one in game.state.asked[1].questions}
    do(game, players["observers"], "forecast", n20=n20)
    forward(game, "reveal")
    forward(game, "orders")
    lead(game, "inject", kind="us_walkout")
    seal(game, players["FRA"], {"role": "support", "share": 0.5})
    forward(game, "reveal")
    lead(game, "debrief", confirm=True)
    return game


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    return lesson(tmp_path_factory.mktemp("rooms"))


@pytest.fixture(scope="module")
def played(game: Game) -> Played:
    return game.snapshot()


def ground_after(played: Played, change: Change | None) -> tuple[set[str], float]:
    """States on the ground and soldiers at the end, by the Mesa model."""
    model = DeploymentModel(played.scenario(change), seed=1, replicate=6)
    for _ in range(played.months):
        model.step()
    return {country.code for country in model.members if country.rung >= 4}, model.force.troops


def test_a_turning_point_is_what_an_order_changed_here(played: Played) -> None:
    figure = turning.figure(played)
    assert figure["orders"] == 4
    there, force = ground_after(played, None)
    for point in figure["points"]:
        without, less = ground_after(played, Change(point["turn"], point["seat"]))
        assert point["brought"] == sorted(there - without)
        assert point["lost"] == sorted(without - there)
        assert point["soldiers"] == round(force - less)
    (poland,) = [point for point in figure["points"] if point["seat"] == "POL"]
    assert {"POL", "SWE"} <= set(poland["brought"])
    assert poland["reason"] == "Nobody else would."
    assert "Poland" in figure["title"]
    assert "Sweden" in figure["title"]


def test_the_class_is_set_against_the_model_on_the_same_chance(played: Played) -> None:
    figure = class_runs.figure(played)
    scenarios = {"model": without_orders(played.state, 2), "class": played.scenario()}
    cut = {name: scenario.but(horizon=played.months) for name, scenario in scenarios.items()}
    runs = simulate(cut, WORLDS, seed=1, detail=False)
    for name in class_runs.MEASURES:
        values = runs[name].values
        assert figure["changes"][name]["mean"] == pytest.approx(float((values[1] - values[0]).mean()))
    assert figure["here"]["class"]["deployed"] == played.state.settled[-1].months[-1]["deployed"]
    assert figure["changes"]["ground_contributors"]["clear"]
    assert [len(dots) for dots in figure["dots"].values()] == [20, 20]
    assert np.quantile(runs["deployed"].values[1], 0.525) == pytest.approx(
        figure["dots"]["class"][10], abs=0.1
    )
    assert [event.kind for event in scenarios["model"].injects] == ["us_walkout"]
    assert "more states" in figure["title"]


def test_what_the_model_would_never_do_surprises_it(played: Played) -> None:
    figure = surprise.figure(played)
    top = figure["decisions"][0]
    assert (top["seat"], top["turn"], top["share"]) == ("POL", 1, 0.0)
    assert top["often"] == f"0 of {surprise.WORLDS} runs"
    assert sum(row["value"] for row in top["terms"]) == pytest.approx(top["sum"], abs=1e-9)
    assert top["sum"] < 0.0
    assert top["turns_at"] is None or top["turns_at"] > 0.0
    assert all(one["share"] < surprise.RARE for one in figure["decisions"])
    assert (
        figure["title"]
        == "With everything else as you played it, the model has Poland on the ground in 0 of 500 runs"
    )


def test_what_the_model_does_itself_surprises_nobody(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "support"})
    forward(game, "reveal")
    figure = surprise.figure(game.snapshot())
    assert figure["decisions"] == []
    assert figure["title"] == "Nothing that you decided was rarer than one run in five"


def test_one_order_changed_is_one_paired_comparison(played: Played) -> None:
    change = Change(1, "POL", {"role": "arms"}, lasting=True)
    figure = change_one.figure(played, change)
    there, _ = ground_after(played, None)
    now, force = ground_after(played, change)
    assert figure["left"] == sorted(there - now)
    assert figure["paths"]["changed"][-1] == round(force)
    both = {"was": played.scenario(), "now": played.scenario(change)}
    runs = simulate(
        {name: one.but(horizon=played.months) for name, one in both.items()}, WORLDS, detail=False
    )
    mean = float((runs["deployed"].values[1] - runs["deployed"].values[0]).mean())
    assert figure["changes"]["deployed"]["mean"] == pytest.approx(mean)
    assert figure["changes"]["deployed"]["low"] <= mean <= figure["changes"]["deployed"]["high"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(2, "FRA", HELD), "no new order"),
        (Change(2, "FRA", None), "as the model decides"),
        (Change(2, "FRA", {"role": "none"}), "nothing at all"),
    ],
)
def test_an_order_may_be_held_handed_over_or_another(played: Played, change: Change, words: str) -> None:
    rows = [row for row in played.scenario(change).orders if row.state == "FRA" and row.month >= 8]
    assert change_one.words(change) == words
    assert [(row.by, in_words(row.as_dict()) if not row.by else "") for row in rows] == {
        "no new order": [],
        "as the model decides": [("model", "")],
        "nothing at all": [("", "nothing at all")],
    }[words]


def test_scores_are_briers(played: Played) -> None:
    figure = scores.figure(played)
    (first, second) = figure["turns"]
    assert first["class"] == pytest.approx(np.mean([(0.6 - came) ** 2 for came in first["came"].values()]))
    assert second["class"] is None
    assert figure["class"] == pytest.approx(first["class"])
    assert figure["model"] == pytest.approx(
        np.mean([brier(one["model_n20"], one["came"]) for one in figure["turns"]])
    )
    assert figure["players"] == [round(first["class"], 3)]
    assert figure["asked"] == 6


def test_the_question_before_the_game_is_asked_once_more(game: Game) -> None:
    assert game.state.asked[0].questions == game.state.asked[99].questions
    observer = next(player for player in game.state.players.values() if player.seat == "observers")
    do(game, observer, "forecast", n20={"state": 3})
    moved = scores.figure(game.snapshot())["moved"]
    assert moved["before"] is None
    assert moved["after"] == 3.0
    assert 0.0 <= moved["model"] < 10.0


def test_files_quote_what_a_spreadsheet_would_run(tmp_path: Path) -> None:
    game = room(tmp_path)
    players = seated(game, "FRA")
    forward(game, "orders")
    seal(game, players["FRA"], {"role": "arms"}, reason="=HYPERLINK(1)")
    forward(game, "reveal")
    lead(game, "debrief", confirm=True)
    assert ",'=HYPERLINK(1)," in exports.decisions(game)
    assert "Name of FRA" not in exports.roster(game)
    assert exports.roster(game).splitlines()[1].startswith("A1,FRA,1,")
