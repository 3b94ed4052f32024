"""Who goes: limit cases by hand, and every set of states tried, against the text of the month run by Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

import numpy as np
import pytest

import sim
from sim.engine import layout
from sim.engine.month import coalition
from sim.rules import roles
from sim.rules.arithmetic import PARTS, whole
from sim.rules.records import Assumptions, Month
from sim.scenario import Scenario
from tests import sampling
from tests.engine.python_records import zero
from tests.rules.known import assume, pull

Set = frozenset[int]
NOBODY: Set = frozenset()
BY_STATE = ("helping", "risk", "weight", "missing", "free")
UNIT = 1.0 / 64.0
"""Weights are multiples of it, so that sums of them are exact in any order."""


@dataclass(frozen=True)
class World:
    """A few states: what speaks for and against soldiers, the weight of each, and whom each named."""

    helping: tuple[float, ...]
    risk: tuple[float, ...]
    weight: tuple[float, ...]
    missing: tuple[float, ...]
    free: tuple[bool, ...]
    leaders: tuple[tuple[int, int], ...] = ()
    p: Assumptions = field(default_factory=assume)

    @property
    def states(self) -> range:
        return range(len(self.helping))

    @property
    def steps(self) -> roles.Steps:
        return roles.steps(self.p, pull(force_size=40_000.0, logistics=1.0, protection=1.0, location=0.3))

    def settled(self, in_place: Set = NOBODY, *, conference: bool) -> Set:
        """Who goes, by the text of the month."""
        own, known, w, k = (
            zero(record)
            for record in (layout.Countries, layout.CountryConstants, layout.RunState, layout.Constants)
        )
        own.taken = len(self.states)
        for i in self.states:
            own.helping[i], own.risk[i], own.missing[i] = self.helping[i], self.risk[i], self.missing[i]
            own.open[i], own.free[i] = 1.0, float(self.free[i])
            own.inside[i] = float(i in in_place)
            known.weight[i], known.share[i] = self.weight[i], whole(self.weight[i] * PARTS)
        k.steps = self.steps
        given = layout.RunInput(
            known=known,
            pledges=[layout.Pledge(country=one, leader=other) for one, other in self.leaders],
            orders=[],
            needs=[],
        )
        m = zero(Month)
        m.conference = conference
        coalition.settle(self.p, k, m, 0, given, w, own)
        return frozenset(i for i in self.states if own.inside[i] > 0.0)

    def would_go(self, i: int, going: Set) -> bool:
        """Whether a state would go, given those who do: the equation of `conference`, written a second time."""
        peers = sum(self.weight[j] for j in going if j != i)
        unmet = self.missing[i] + sum(leader not in going for one, leader in self.leaders if one == i)
        others = self.p.b_peer * min(1.0, peers / self.p.peer_full) - self.p.b_cond * unmet
        return any(
            self.helping[i] + share * (self.risk[i] + others) + bonus > 0.0
            for _, share, bonus in self.steps[roles.SUPPORT :]
        )

    def own_answers(self) -> list[Set]:
        """All sets of states that may go which are their own answer."""
        free = [i for i in self.states if self.free[i]]
        sets = (
            frozenset(i for i, goes in zip(free, chosen, strict=True) if goes)
            for chosen in product((False, True), repeat=len(free))
        )
        return [s for s in sets if all(self.would_go(i, s) == (i in s) for i in free)]


def alike(*z: float, leaders: tuple[tuple[int, int], ...] = (), **assumed: float) -> World:
    """States that weigh the same and may all go, and what is on each one's mind."""
    n = len(z)
    return World(z, (0.0,) * n, (UNIT,) * n, (0.0,) * n, (True,) * n, leaders, assume(**assumed))


def random_world(rng: np.random.Generator, most: int = 9) -> World:
    n = int(rng.integers(2, most + 1))
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and rng.random() < 0.08]
    return World(
        tuple(rng.normal(-1.0, 1.5, n).tolist()),
        tuple(rng.normal(-0.5, 1.0, n).tolist()),
        tuple((UNIT * rng.integers(1, 16, n)).tolist()),
        tuple(rng.choice([0.0, 1.0], n, p=[0.8, 0.2]).tolist()),
        tuple((rng.random(n) < 0.85).tolist()),
        tuple(pairs),
        assume(b_peer=rng.uniform(0.5, 4.0), peer_full=rng.uniform(0.1, 0.8), b_cond=rng.uniform(0.5, 4.0)),
    )


def wait(world: World) -> Set:
    return world.settled(conference=False)


def rally(world: World) -> Set:
    return world.settled(conference=True)


def test_every_set_tried_a_conference_plays_the_greatest_and_without_one_the_least() -> None:
    rng, differ = np.random.default_rng(3), 0
    for _ in range(150):
        world = random_world(rng)
        answers = world.own_answers()
        least, greatest = frozenset.intersection(*answers), frozenset.union(*answers)
        assert {least, greatest} <= set(answers)
        assert (wait(world), rally(world)) == (least, greatest)
        differ += least != greatest
    assert differ > 15


def test_from_any_states_in_place_the_set_is_its_own_answer() -> None:
    rng = np.random.default_rng(4)
    for _ in range(150):
        world = random_world(rng)
        in_place = frozenset(i for i in world.states if world.free[i] and rng.random() < 0.5)
        settled = world.settled(in_place, conference=False)
        assert settled in world.own_answers()
        assert wait(world) <= settled <= rally(world)


def test_without_peers_and_conditions_everyone_decides_alone() -> None:
    world = alike(-2.0, 2.0, -2.0, 2.0, b_peer=0.0)
    assert wait(world) == rally(world) == {1, 3}


def test_two_states_that_wait_for_each_other_need_a_conference() -> None:
    each_other = alike(1.0, 1.0, leaders=((0, 1), (1, 0)), b_peer=0.0, b_cond=3.0)
    assert wait(each_other) == NOBODY
    assert rally(each_other) == {0, 1}
    one_drops_it = replace(each_other, leaders=((0, 1),))
    assert wait(one_drops_it) == rally(one_drops_it) == {0, 1}


def test_a_chain_of_states_that_named_another_goes_with_its_last() -> None:
    chain = alike(1.0, 1.0, 1.0, leaders=((0, 1), (1, 2)), b_peer=0.0, b_cond=3.0)
    assert wait(chain) == rally(chain) == {0, 1, 2}
    unwilling = replace(chain, helping=(1.0, 1.0, -9.0))
    assert wait(unwilling) == rally(unwilling) == NOBODY


def test_who_has_joined_stays_where_nobody_would_go_first() -> None:
    each_other = alike(1.0, 1.0, leaders=((0, 1), (1, 0)), b_peer=0.0, b_cond=3.0)
    assert each_other.settled(frozenset({0, 1}), conference=False) == {0, 1}
    assert each_other.settled(frozenset({0}), conference=False) == {0, 1}
    assert replace(each_other, free=(True, False)).settled(frozenset({0, 1}), conference=False) == NOBODY


@pytest.mark.parametrize("play", [wait, rally])
def test_a_more_willing_state_drives_nobody_away(play: Callable[[World], Set]) -> None:
    rng, grown = np.random.default_rng(5), 0
    for _ in range(150):
        world = random_world(rng, 20)
        i = int(rng.integers(len(world.helping)))
        helping = [z + (1.5 if j == i else 0.0) for j, z in enumerate(world.helping)]
        before, after = play(world), play(replace(world, helping=tuple(helping)))
        assert before <= after
        grown += before != after
    assert grown > 10


def test_the_order_of_the_roster_does_not_matter() -> None:
    rng = np.random.default_rng(6)
    for _ in range(150):
        world = random_world(rng, 20)
        order = rng.permutation(len(world.helping)).tolist()
        by_state: dict[str, Any] = {name: tuple(getattr(world, name)[i] for i in order) for name in BY_STATE}
        moved = replace(
            world,
            **by_state,
            leaders=tuple((order.index(one), order.index(other)) for one, other in world.leaders),
        )
        for play in (wait, rally):
            assert {order[i] for i in play(moved)} == play(world)


# Whole runs


def test_a_conference_each_month_plays_the_greatest_set_of_that_month() -> None:
    rng = np.random.default_rng(7)
    for _ in range(6):
        scenario = sampling.scenario(rng, conference=1.0, orders=(), force_generation="pledged")
        ds = sim.simulate(scenario, 200, detail=False)
        assert (ds["ground_contributors"] == ds["joined_rally"]).all()
        assert (ds["joined_wait"] <= ds["joined_rally"]).all()


def test_where_many_wait_for_others_no_conference_means_fewer() -> None:
    waiting = Scenario().but(horizon=1, assume={"b0": -2.0, "b_peer": 5.0})
    ds = sim.simulate({"never": waiting.but(conference=0), "at once": waiting}, 1_000, detail=False)
    never, at_once = (ds["ground_contributors"].sel(scenario=name) for name in ("never", "at once"))
    assert (never <= at_once).all()
    assert float((never < at_once).mean()) > 0.05
