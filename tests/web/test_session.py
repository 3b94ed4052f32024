"""The session: what is compared with what, the steps that led there, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sim import Scenario, compare, simulate
from sim.web.data import STRIP
from tests.web.probe import REFINED, Explorer

STATE = """() => {
    const {base, settings, steps} = probe.session;
    const {error} = tripwire.shown();
    return {base, settings, steps: steps.map(({words}) => words), error};
}"""
FINISHED = """() => new Promise((resolve) => {
    const leave = probe.session.subscribe(({steps}) => {
        if (steps.length < 2 || !steps.every(({figures}) => figures?.attacked.n === 2000)) return;
        resolve(steps);
        queueMicrotask(() => leave());
    });
})"""


@pytest.fixture
def fresh(explorer: Explorer) -> Iterator[Explorer]:
    """The page as it opens by itself."""
    explorer.ask("() => probe.session.open({}).then(() => null)")
    yield explorer
    explorer.ask("() => probe.session.open({}).then(() => null)")


def do(explorer: Explorer, *calls: str) -> Any:
    """Call methods of the session, and say how it then stands."""
    for call in calls:
        explorer.ask(f"() => {{ probe.session.{call}; }}")
    return explorer.ask(STATE)


def test_moves_of_one_lever_are_one_step(fresh: Explorer) -> None:
    stands = do(
        fresh,
        "set({us_backing: 0.5})",
        "set({us_backing: 0.75})",
        "set({us_backing: 0.75, roe: 0.9})",
        "set({us_backing: 0.75, roe: 0.7})",
    )
    assert stands["steps"] == ["rules of engagement 0.5 → robust", "US backing wavering → enabling"]
    assert stands["settings"] == [{"us_backing": 0.75, "roe": 0.7}]


def test_a_move_there_and_back_is_no_step(fresh: Explorer) -> None:
    assert do(fresh, "set({roe: 0.9})", "set({roe: 0.5})")["steps"] == []


def test_undo_goes_back_to_before_a_step(fresh: Explorer) -> None:
    moved = ("set({us_backing: 0.75})", "set({us_backing: 0.75, roe: 0.9})", "set({roe: 0.9})")
    assert do(fresh, *moved, "undo()")["settings"] == [{"us_backing": 0.75, "roe": 0.9}]
    assert do(fresh, "undo(1)") == {"base": {}, "settings": [{}], "steps": [], "error": None}


def test_a_step_is_what_python_says_of_the_pair(fresh: Explorer) -> None:
    first, second = {"us_backing": 0.75}, {"us_backing": 0.75, "roe": 0.9}
    fresh.ask("(setting) => { tripwire.set(setting); }", first)
    fresh.ask("(setting) => { tripwire.set(setting); }", second)
    (found, _) = fresh.ask(FINISHED)
    pair = {"base": Scenario(us_backing=0.75), "now": Scenario(us_backing=0.75, roe=0.9)}
    table = compare(simulate(pair, replicates=2_000), measures=STRIP)
    rows = table[table["scenario"] == "now"].set_index("outcome").to_dict("index")
    for name in STRIP:
        row = rows[name]
        assert found["figures"][name]["value"] == pytest.approx(row["difference"], abs=1e-12)
        assert found["figures"][name]["separated"] == row["separated"]


def test_what_is_refused_leaves_everything_as_it_was(fresh: Explorer) -> None:
    do(fresh, "set({roe: 0.9})")
    assert fresh.ask("() => tripwire.set({roe: 5})") is False
    stands = fresh.ask(STATE)
    assert stands["error"] == "roe: 5 is out of range; allowed: 0 to 1 index"
    assert stands["settings"] == [{"roe": 0.9}]
    assert do(fresh, "set({roe: 0.9})")["error"] is None


def test_sides_and_base_change_places(fresh: Explorer) -> None:
    stands = do(fresh, "set({roe: 0.9})", "add()", "set({roe: 0.1})", "pin_as_base()")
    assert (stands["base"], stands["settings"], stands["steps"]) == (
        {"roe": 0.1},
        [{"roe": 0.1}, {"roe": 0.9}],
        [],
    )
    assert len(do(fresh, "add()", "add()", "add()")["settings"]) == 4
    assert do(fresh, "remove(0)", "remove(1)", "remove(2)", "remove(9)")["settings"] == [{"roe": 0.1}] * 2
    assert do(fresh, "set({roe: 0.3})", "back_to_base()")["settings"][0] == {"roe": 0.1}


def test_a_page_that_is_dragged_ends_where_it_was_left(fresh: Explorer) -> None:
    fresh.ask("() => { for (let k = 1; k <= 40; k++) tripwire.set({us_backing: k / 40}); }")
    fresh.ask(REFINED)
    shown = fresh.ask("() => [tripwire.shown().runs, tripwire.shown().sides[0].setting]")
    assert shown == [2_000, {"us_backing": 1}]


def test_an_engine_that_stops_says_so_and_keeps_what_is_shown(fresh: Explorer) -> None:
    spoil = """async () => {
        const runs = probe.Runs.prototype;
        const {extend} = runs;
        runs.extend = () => Promise.reject(new probe.Stopped("the engine stopped: no memory"));
        tripwire.set({roe: 0.77});
        await new Promise((resolve) => setTimeout(resolve));
        runs.extend = extend;
        return [tripwire.shown().error, tripwire.shown().base.figures.attacked.level.n];
    }"""
    assert fresh.ask(spoil) == ["the engine stopped: no memory", 2_000]


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        ("{replicates: 0}", "replicates: 0 is out of range; allowed: 1 to 100000 runs"),
        ("{seed: -1}", "seed: -1 is out of range; allowed: 0 to 9007199254740991"),
        ("{first: 0.5}", "first: 0.5 is not a whole number; allowed: 0 to 100000000"),
    ],
)
def test_runs_that_cannot_be_are_refused(fresh: Explorer, ask: str, line: str) -> None:
    assert fresh.ask(f"() => tripwire.run({{}}, {ask}).catch((refused) => refused.message)") == line
