"""A flip, applied, flips; where nothing flips, that is said."""

import dataclasses

import pytest

import sim
from sim.analysis import runs
from sim.analysis.flip import Flip, flip
from sim.factors import names
from sim.scenario import ScenarioError

KFOR = sim.Scenario().but(roe="robust", us_backing=0.75)
LEVERS = [
    "us_backing",
    "hostilities",
    "border_threat",
    "stances.DEU",
    "publics.DEU",
    "stances.POL",
    "mandate",
]


@pytest.fixture(scope="module", params=["DEU", pytest.param("FRA", marks=pytest.mark.heavy), "POL"])
def found(request: pytest.FixtureRequest) -> Flip:
    levers = [*LEVERS, f"stances.{request.param}"]
    return flip(KFOR, request.param, levers=levers, replicates=120, seed=4)


def test_a_flip_applied_flips(found: Flip) -> None:
    for turn in found.singles + found.pairs:
        ground, _ = runs.decisions([KFOR, turn.scenario], found.country, replicates=120, seed=4)
        before, after = ground.mean(axis=1) >= 0.5
        assert before != after
        assert ground[1].mean() == turn.on_the_ground
        for name, _, value in turn.levers:
            assert names.value(turn.scenario, name) == value


def test_less_than_the_flip_does_not(found: Flip) -> None:
    for turn in found.singles:
        ((name, before, after),) = turn.levers
        less = names.but(KFOR, {name: before + 0.95 * (after - before)})
        ground, _ = runs.decisions([KFOR, less], found.country, replicates=120, seed=4)
        assert (ground[0].mean() >= 0.5) == (ground[1].mean() >= 0.5)


def test_the_interval_holds_the_point_and_the_smallest_comes_first(found: Flip) -> None:
    for turns in (found.singles, found.pairs):
        shares = [turn.share for turn in turns]
        assert shares == sorted(shares)
        for turn in turns:
            assert turn.low <= turn.share + 0.01
            assert not turn.high < turn.share - 0.01


def test_a_pair_asks_less_than_either_alone(found: Flip) -> None:
    alone = {turn.levers[0][0]: turn.share for turn in found.singles}
    for pair in found.pairs:
        assert all(pair.share < alone.get(name, 2.0) for name, _, _ in pair.levers)


def test_none_in_range_is_said() -> None:
    found = flip(KFOR, "POL", levers=["us_volatility"], replicates=40)
    assert not found.singles
    assert "no single lever in range turns this" in found.sentence()


def test_the_sentence_follows_the_result(found: Flip) -> None:
    assert dataclasses.replace(found, on_the_ground=0.123).sentence() != found.sentence()
    if found.singles:
        assert str(found.singles[0]) in found.sentence()
        assert dataclasses.replace(found, singles=()).sentence() != found.sentence()


def test_what_cannot_be_turned_is_refused() -> None:
    with pytest.raises(ScenarioError, match="did you mean us_backing"):
        flip(KFOR, "POL", levers=["us_backin"])
