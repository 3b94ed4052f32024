"""A game taken home: one page with the class's orders, its debrief and the engine inside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sim import simulate
from sim.seminar.debrief.played import Played
from sim.seminar.model.game_file import scenario_of, without_orders
from sim.seminar.refusal import RefusedError
from sim.seminar.room.game import Game
from sim.seminar.take_home import exports
from sim.seminar.take_home.game_page import game_page
from sim.web.page import MAX_SEED
from tests.seminar.classroom import do, forward, lead, refused, room, seal, seated
from tests.web.sight import Sight, seen
from tests.web.test_page import MOST_BYTES

HOSTILE = "</script><img src=x onerror=alert(1)> =2+5"
MEASURED = ("deployed", "ground_contributors", "attacked", "kia")
RUNS = 200
RUN = """async ([names, replicates]) => {
    const {seed, base, sides} = tripwire.shown();
    const runs = [base, sides[0]].map(({setting}) => tripwire.run(setting, {seed, first: 0, replicates}));
    const plain = (block) => names.map((name) => Array.from(block[name]));
    return [seed, (await Promise.all(runs)).map(plain)];
}"""
"""The values of outcomes that the page's base and its first setting come to, run by run."""


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> Game:
    """One turn, in which two states do what the model would not, and one gives a hostile reason."""
    game = room(tmp_path_factory.mktemp("rooms"))
    players = seated(game, "POL", "SWE")
    forward(game, "orders")
    seal(game, players["POL"], {"role": "support", "share": 1.0}, reason=HOSTILE)
    seal(game, players["SWE"], {"role": "support", "if": {"on_ground": ["POL"]}, "else": "none"})
    do(game, players["SWE"], "forecast", n20={one["id"]: 12 for one in game.state.asked[1].questions})
    forward(game, "reveal")
    assert refused(lambda: exports.export(game, "game.html")).error == "not_now"
    lead(game, "debrief", confirm=True)
    return game


@pytest.fixture(scope="module")
def taken(game: Game) -> str:
    return exports.export(game, "game.html")[0]


@pytest.fixture(scope="module")
def opened(browser: Browser, taken: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sight]:
    """The page, from a stick; it has complained of nothing and asked for nothing at the end."""
    path = tmp_path_factory.mktemp("stick") / "game.html"
    path.write_text(taken, encoding="utf-8")
    with seen(browser, path) as page:
        yield page


def test_it_is_as_small_as_the_explorer(taken: str) -> None:
    assert len(gzip.compress(taken.encode(), 9)) <= MOST_BYTES


def test_its_setting_gives_the_bits_of_simulate(opened: Sight, game: Game) -> None:
    seed, found = opened.ask(RUN, [list(MEASURED), RUNS])
    scenarios = {"base": without_orders(game.state, 1), "game": scenario_of(game.state, 1, game.texts)}
    runs = simulate(scenarios, RUNS, seed=game.state.room.seed, detail=False)
    assert seed == game.state.room.seed
    assert found == [[runs[name].values[k].tolist() for name in MEASURED] for k in (0, 1)]
    assert found[0] != found[1]


def test_the_debrief_stands_on_it(opened: Sight, game: Game) -> None:
    figures = json.loads(exports.export(game, "debrief.json")[0])
    panel = opened.text("#game")
    assert "Poland, month 1:" in panel
    assert "brought Sweden" in panel
    assert "the model itself: 0 of 500 runs" in panel
    assert f"{figures['scores']['class']:.2f}" in panel
    assert opened.page.locator("#game circle").count() == 40
    assert opened.page.locator("#game .waterfall").count() == 1


def test_what_a_player_wrote_stays_text(opened: Sight, taken: str) -> None:
    assert HOSTILE in opened.text("#game")
    assert HOSTILE not in taken
    assert opened.page.locator("img").count() == 0


def test_a_page_of_no_game_has_no_such_panel(desk: Sight) -> None:
    assert not desk.page.locator("#game").is_visible()


def test_a_seed_that_no_page_can_count_is_refused(game: Game) -> None:
    state = replace(game.state, room=replace(game.state.room, seed=MAX_SEED + 1))
    assert "scenario.yaml" in refused(lambda: game_page(Played(state, {}), {})).words


def test_without_a_turn_there_is_nothing_to_take_home(tmp_path: Path) -> None:
    game = room(tmp_path)
    forward(game, "orders")
    lead(game, "debrief", confirm=True)
    with pytest.raises(RefusedError, match="no turn was played"):
        exports.export(game, "game.html")
