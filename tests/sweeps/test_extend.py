"""What is added to a finished sweep is as if all had been asked for at once, and nothing is run twice."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import sim
from sim.engine.ensemble import run_inputs
from sim.scenario import ScenarioError
from sim.sweeps import cluster, work
from sim.sweeps.driver import resume
from sim.sweeps.errors import DamagedError, SweepError
from sim.sweeps.extend import extend as add
from sim.sweeps.larger import Added, larger
from sim.sweeps.store import Store
from sim.sweeps.threads import Threads
from sim.sweeps.verify import verify
from tests.sweeps.sweep_plans import OVER, contents, plan, sweep

ROOT = Path(__file__).parents[2]
FEW = {"roe": [0.1, 0.7]}
FEW_MORE = {"roe": [0.1, 0.7, 0.9]}
WIDER = {**OVER, "roe": ["monitor", 0.5, 0.9], "mandate": ["un", "none", "eu"]}
ADDED = {"roe": [0.9], "mandate": ["eu", "un"]}
PRECISION = {"outcome": "announced", "half_width": 400.0, "batch": 20}
LHS = {"method": "lhs", "points": 5}
BUNDLES = {"a": {"roe": 0.1}, "b": {"roe": 0.7}}


def extend(store: Store, executor: Threads, **added: Any) -> Store:
    return add(store, executor, added=Added(**added))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many runs the engine has made, call by call."""
    made: list[int] = []
    honest = run_inputs

    def counted(*asked: Any, **settings: Any) -> Any:
        block = honest(*asked, **settings)
        made.append(block.run.size)
        return block

    monkeypatch.setattr(work, "run_inputs", counted)
    return made


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "replicates": ({}, {"replicates": 55}, {"replicates": 55}),
    "values": ({}, {"over": WIDER}, {"over": ADDED}),
    "both": (
        {"replicates": 70, "over": FEW},
        {"replicates": 150, "over": FEW_MORE},
        {"replicates": 150, "over": {"roe": [0.9]}},
    ),
    "usual chunks": ({"chunk": None}, {"chunk": None, "replicates": 900}, {"replicates": 900}),
    "precision": (
        {"replicates": 300, "precision": PRECISION, "over": FEW},
        {"replicates": 800, "precision": PRECISION, "over": FEW},
        {"replicates": 800},
    ),
    "filter": (
        {"told": {"where": "force_size >= 10000 or mandate == 'un'"}},
        {"told": {"where": "force_size >= 10000 or mandate == 'un'"}, "over": WIDER},
        {"over": ADDED},
    ),
    "bundles": (
        {"over": {"b": BUNDLES}},
        {"over": {"b": BUNDLES | {"c": {"roe": 0.5}}}},
        {"over": {"b": {"c": {"roe": 0.5}}}},
    ),
    "new levers": (
        {"over": FEW},
        {"over": FEW | {"us_backing": [0.35, 0.1], "theory": ["cascade", "consensus"]}},
        {"over": {"us_backing": [0.1], "theory": ["cascade", "consensus"]}},
    ),
    "an entry of a list": (
        {"over": {"roe": [0.1, 0.7]}},
        {"over": {"roe": [0.1, 0.7], "roles.training": [False, True]}},
        {"over": {"roles.training": [False, True]}},
    ),
    "a new lever across a sample": (
        {"told": LHS, "over": {"roe": {"low": 0, "high": 1}}},
        {
            "told": LHS | {"cross": ["mandate"]},
            "over": {"roe": {"low": 0, "high": 1}, "mandate": ["coalition", "un"]},
        },
        {"over": {"mandate": ["un"]}},
    ),
    "new bundles": (
        {"over": {"roe": [0.1, 0.7]}},
        {"over": {"roe": [0.1, 0.7], "b": {"base": {}, "rear": {"location": "rear"}}}},
        {"over": {"b": {"base": {}, "rear": {"location": "rear"}}}},
    ),
    "a new lever beside zipped ones": (
        {"told": {"method": "zip"}, "over": {"roe": [0.1, 0.7], "arming": [0.0, 0.4]}},
        {
            "told": {"method": "zip", "cross": ["mandate"]},
            "over": {"roe": [0.1, 0.7], "arming": [0.0, 0.4], "mandate": ["coalition", "un"]},
        },
        {"over": {"mandate": ["un"]}},
    ),
    "more of a Sobol sequence": (
        {"told": {"method": "sobol", "points": 4}, "over": {"roe": {"low": 0, "high": 1}}},
        {"told": {"method": "sobol", "points": 16}, "over": {"roe": {"low": 0, "high": 1}}, "replicates": 30},
        {"points": 16, "replicates": 30},
    ),
    "more of Saltelli's design": (
        {
            "told": {"method": "saltelli", "points": 4},
            "over": {"roe": {"low": 0, "high": 1}, "mandate": ["un", "eu"]},
        },
        {
            "told": {"method": "saltelli", "points": 8},
            "over": {"roe": {"low": 0, "high": 1}, "mandate": ["un", "eu"]},
        },
        {"points": 8},
    ),
    "more Morris paths": (
        {"told": {"method": "morris", "points": 3}, "over": {"roe": {"low": 0, "high": 1}}},
        {"told": {"method": "morris", "points": 5}, "over": {"roe": {"low": 0, "high": 1}}},
        {"points": 5},
    ),
    "rows of a table": (
        {
            "told": {"design": {"roe": [0.1, 0.4], "mandate": ["un", "eu"]}},
            "over": {"force_size": [1_000, 9_000]},
        },
        {
            "told": {"design": {"roe": [0.1, 0.4, 0.9, 0.1], "mandate": ["un", "eu", "none", "eu"]}},
            "over": {"force_size": [1_000, 9_000]},
        },
        {"design": {"mandate": ["none", "eu"], "roe": [0.9, 0.1]}},
    ),
    "summaries": (
        {"keep": "summaries", "over": FEW},
        {"keep": "summaries", "over": FEW_MORE | {"us_backing": [0.35, 0.9]}},
        {"over": {"roe": [0.9], "us_backing": [0.9]}},
    ),
    "summaries of precise points": (
        {"keep": "summaries", "replicates": 300, "precision": PRECISION, "over": FEW},
        {"keep": "summaries", "replicates": 300, "precision": PRECISION, "over": FEW_MORE},
        {"over": {"roe": [0.9]}},
    ),
    "table": (
        {"told": {"design": {"roe": [0.1, 0.4]}}, "over": {"force_size": [1_000]}},
        {"told": {"design": {"roe": [0.1, 0.4]}}, "over": {"force_size": [1_000, 9_000]}},
        {"over": {"force_size": [9_000]}},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_ends_as_if_all_had_been_asked_for_at_once(case: str, tmp_path: Path, ran: list[int]) -> None:
    first, whole, added = CASES[case]
    store = sweep(tmp_path / "small", plan(**first))
    extend(store, Threads(2), **added)
    apart = sum(ran)
    at_once = sweep(tmp_path / "whole", plan(**whole))
    assert contents(store.folder) == contents(at_once.folder)
    # Paths may pass a point twice; what is added knows it by then.
    assert apart <= sum(ran) - apart if case == "more Morris paths" else apart == sum(ran) - apart
    assert verify(store) == []


def test_it_can_be_extended_again(tmp_path: Path) -> None:
    store = sweep(tmp_path / "small", plan(replicates=10))
    for replicates in (25, 40):
        extend(store, Threads(1), replicates=replicates)
    assert contents(store.folder) == contents(sweep(tmp_path / "whole", plan(replicates=40)).folder)


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A finished sweep that nothing is added to."""
    return sweep(tmp_path_factory.mktemp("grid"), plan())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"replicates": 5}, "fewer than the 20"),
        ({"replicates": 20}, "nothing is added"),
        ({"over": {"roe": [0.5]}}, "nothing is added"),
        ({"over": {"us_backin": [0.5]}}, "no such lever; did you mean us_backing"),
        ({"over": {"assume.b0": [0.5]}}, "assume.b0: what there is was not run at one value of it"),
        ({"over": {"b": BUNDLES}}, "one of its cases has to change nothing"),
        ({"over": {"us_backing": {"low": 0, "high": 1}}}, "us_backing: a range cannot be added"),
        ({"points": 30}, "points: a grid has none"),
        ({"design": {"roe": [0.9]}}, "design: this sweep is a grid"),
        ({"over": {"roe": {"low": 0, "high": 1}}}, "cannot be added"),
        ({"over": {"roe": [7]}}, "roe: 7 is out of range"),
        ({"replicates": "many"}, "replicates"),
    ],
)
def test_what_adds_nothing_or_cannot_be_is_refused(grid: Store, asked: dict[str, Any], said: str) -> None:
    before = contents(grid.folder)
    with pytest.raises(ScenarioError, match=said):
        extend(grid, Threads(1), **asked)
    assert contents(grid.folder) == before


def test_a_label_that_means_something_else_is_refused(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan(over={"b": BUNDLES}))
    with pytest.raises(ScenarioError, match="stands for something else"):
        extend(store, Threads(1), over={"b": {"a": {"roe": 0.9}}})


def test_a_hypercube_gets_replicates_but_no_points(tmp_path: Path) -> None:
    told = {"told": LHS, "over": {"roe": {"low": 0, "high": 1}}}
    store = sweep(tmp_path / "small", plan(**told))
    with pytest.raises(ScenarioError, match=r"not crossed but sampled \(lhs\); add points"):
        extend(store, Threads(1), over={"roe": [0.1]})
    with pytest.raises(ScenarioError, match=r"sample of 9 \(lhs\) does not hold that of 5.*design_seed"):
        extend(store, Threads(1), points=9)
    with pytest.raises(ScenarioError, match="points: 3 are fewer than the 5"):
        extend(store, Threads(1), points=3)
    extend(store, Threads(1), replicates=30)
    assert contents(store.folder) == contents(sweep(tmp_path / "whole", plan(**told, replicates=30)).folder)


def test_only_a_sound_finished_sweep_of_rows_is_extended(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"sweep\.keep=rows"):
        extend(sweep(tmp_path / "summaries", plan(keep="summaries")), Threads(1), replicates=30)
    store = sweep(tmp_path / "damaged", plan())
    next(store.parts.iterdir()).write_bytes(b"x")
    with pytest.raises(DamagedError, match="is damaged"):
        extend(store, Threads(1), replicates=30)
    begun = Store(tmp_path / "begun")
    begun.folder.mkdir()
    begun.begin(plan())
    with pytest.raises(SweepError, match="not finished"):
        extend(begun, Threads(1), replicates=30)


def test_a_lever_that_followed_the_reading_has_no_value_to_stand_at(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan(over={"reading": ["jan2025", "mar2025"]}))
    with pytest.raises(ScenarioError, match="us_backing: what there is was not run at one value"):
        extend(store, Threads(1), over={"us_backing": [0.5]})


def test_other_columns_are_no_rows_of_the_table(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan(told={"design": {"roe": [0.1, 0.4]}}, over={"force_size": [1_000]}))
    for rows in ({"roe": [0.5], "mandate": ["un"]}, {"mandate": ["un"]}):
        with pytest.raises(ScenarioError, match="design: allowed: the columns that there are, roe"):
            extend(store, Threads(1), design=rows)
    with pytest.raises(ScenarioError, match="roe: is not crossed but a column of a table; add rows"):
        extend(store, Threads(1), over={"roe": [0.5]})


def test_another_rulebook_does_not_add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(sweep(tmp_path, plan()).folder)
    monkeypatch.setattr("sim.sweeps.plan.rulebook_digest", lambda: "another")
    with pytest.raises(SweepError, match="made with rulebook"):
        extend(store, Threads(1), replicates=30)


def test_another_machine_does_not_have_the_parts(tmp_path: Path) -> None:
    with pytest.raises(SweepError, match="executor=threads"):
        add(sweep(tmp_path, plan()), cluster.local(1), added=Added(replicates=30))


def test_earlier_parts_that_are_lost_on_the_way_are_run_again(tmp_path: Path) -> None:
    store = sweep(tmp_path / "small", plan())
    store.write_manifest(plan(replicates=30), {"earlier": store.manifest})
    lost, changed, *_ = sorted(store.parts.iterdir())
    lost.unlink()
    changed.write_bytes(b"x")
    resume(store, Threads(1))
    whole = contents(sweep(tmp_path / "whole", plan(replicates=30)).folder)
    assert {n: d for n, d in contents(store.folder).items() if not n.startswith("set_aside")} == whole


def test_an_overview_of_what_there_was_does_not_stay(tmp_path: Path) -> None:
    store = sweep(tmp_path, plan())
    (store.folder / "overview.png").write_bytes(b"old")
    extend(store, Threads(1), replicates=30)
    assert not (store.folder / "overview.png").exists()


def test_in_python(tmp_path: Path) -> None:
    small = sim.sweep(sim.Scenario(horizon=6), {"roe": [0.1]}, replicates=10, out=tmp_path / "a")
    table = small.extend(replicates=20, over={"roe": [0.7]}).table
    whole = sim.sweep(sim.Scenario(horizon=6), {"roe": [0.1, 0.7]}, replicates=20, out=tmp_path / "b").table
    pd.testing.assert_frame_equal(table, whole)


EXTENDING = """
import json, sys
from pathlib import Path
from sim.sweeps.extend import extend
from sim.sweeps.larger import Added
from sim.sweeps.store import Store
from sim.sweeps.threads import Threads
store = Store(Path(sys.argv[1]))
store.plan
print("ready", flush=True)
extend(store, Threads(2), added=Added(**json.loads(sys.argv[2])))
"""
SIZES = list(range(1_000, 7_000, 1_000))
BEGUN: dict[str, dict[str, Any]] = {
    "rows": {"over": {"force_size": SIZES}, "chunk": 20},
    "summaries": {"over": {"force_size": SIZES}, "chunk": 20, "keep": "summaries"},
    "sequence": {
        "told": {"method": "sobol", "points": 8},
        "over": {"roe": {"low": 0, "high": 1}},
        "chunk": 20,
    },
}
ADDED_TO: dict[str, dict[str, Any]] = {
    "rows": {"replicates": 60},
    "summaries": {"over": {"roe": [0.9, 0.1]}},
    "sequence": {"points": 32},
}
"""What is swept, and what is added to it."""


def killed(root: Path, kind: str, moment: int) -> bool:
    """A sweep whose extension is killed once so many new parts are there; whether the blow landed before the end."""
    store = sweep(root, plan(**BEGUN[kind]))
    begun = len(list(store.parts.iterdir()))
    words = [sys.executable, "-c", EXTENDING, str(store.folder), json.dumps(ADDED_TO[kind])]
    extending = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE)
    assert extending.stdout is not None
    assert extending.stdout.readline() == b"ready\n"
    while extending.poll() is None and len(list(store.parts.iterdir())) < begun + moment:
        time.sleep(0.001)
    landed = extending.poll() is None
    extending.kill()
    extending.wait()
    return landed


def survives(folder: Path, kills: int, seed: int) -> int:
    """Kill, resume and compare, in turn for each kind; how many blows landed."""
    dice, landed, kinds = random.Random(seed), 0, list(BEGUN)[:kills]
    expected = {}
    for kind in kinds:
        whole = larger(plan(**BEGUN[kind]), Added(**ADDED_TO[kind]))
        expected[kind] = contents(sweep(folder / kind, whole).folder)
    for k in range(kills):
        kind = kinds[k % len(kinds)]
        landed += killed(folder / str(k), kind, dice.randrange(12))
        store = Store(folder / str(k) / "a")
        if store.complete and store.plan == plan(**BEGUN[kind]):
            extend(store, Threads(1), **ADDED_TO[kind])  # the blow fell before the first word was written
        else:
            resume(store, Threads(1))
        assert contents(store.folder) == expected[kind], kind
    return landed


@pytest.mark.heavy  # tests/sweeps/test_kill.py kills sweeps, by default too
def test_killed_on_the_way_it_is_resumed_byte_for_byte(tmp_path: Path) -> None:
    assert survives(tmp_path, 2, 1) >= 1


@pytest.mark.heavy
def test_fifty_kills(tmp_path: Path) -> None:
    assert survives(tmp_path, 66, 2) >= 50
