"""How far a headline goes: known answers on made-up draws, and what is shown follows from theories and baselines."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import sim
from sim.analysis import runs
from sim.analysis.spread import SOURCES, Spread, band, spread
from sim.engine.assumptions import PARAMETERS
from sim.scenario import ScenarioError

FEW: dict[str, Any] = {"replicates": 200, "draws": 20, "tapes": 10}
BASE = sim.Scenario()
KFOR = BASE.but(roe="robust", us_backing=0.75)


@pytest.fixture(scope="module")
def found() -> Spread:
    return spread(KFOR, "attacked", against=BASE, **FEW)


def test_a_band_holds_the_draws_and_not_their_chance() -> None:
    g = np.random.default_rng(7)
    drawn = g.normal(10.0, 2.0, (2_000, 1))
    low, high = band(drawn + g.normal(0.0, 6.0, (2_000, 20)))
    assert (low, high) == pytest.approx((10 - 1.645 * 2, 10 + 1.645 * 2), abs=0.25)
    low, high = band(g.normal(0.0, 1.0, (500, 40)))  # nothing but chance
    assert high - low < 0.3  # means over the tapes alone spread by 0.52


def test_what_is_shown_is_in_order_and_holds_the_headline(found: Spread) -> None:
    assert tuple(found.ranges) == SOURCES == tuple(found.table.index)
    for low, high in (found.ranges["theories"], found.ranges["baseline"], found.ranges["monte_carlo"]):
        assert low <= found.value <= high or found.by_theory["consensus"] == found.value
    assert found.by_theory["consensus"] == found.value
    assert found.sentence().index("theories") < found.sentence().index("Monte-Carlo")


def test_fewer_theories_are_a_narrower_spread(found: Spread) -> None:
    alone = spread(KFOR, "attacked", against=BASE, theories=["consensus"], **FEW)
    assert alone.ranges["theories"] == (found.value, found.value)
    low, high = found.ranges["theories"]
    assert high - low > 0.0
    assert alone.sentence() != found.sentence()


def test_another_knob_is_another_spread(found: Spread) -> None:
    narrow = spread(KFOR, "attacked", against=BASE, baselines=[0.6], **FEW)
    assert narrow.ranges["baseline"] == (narrow.value, narrow.value)
    assert narrow.ranges["baseline"] != found.ranges["baseline"]


def test_with_every_parameter_fixed_none_of_the_spread_is_theirs() -> None:
    fixed = BASE.but(assume=dict(zip(PARAMETERS, runs.draws(BASE, count=1, seed=1)[0], strict=True)))
    low, high = spread(fixed, "incidents", theories=["consensus"], baselines=[0.6], **FEW).parameters
    free = spread(BASE, "incidents", theories=["consensus"], baselines=[0.6], **FEW).parameters
    assert high - low < 0.5 * (free[1] - free[0])


def test_a_sign_that_is_not_settled_is_said(found: Spread) -> None:
    unsettled = Spread(**{**found.__dict__, "by_theory": {"one": -0.1, "other": 0.2}})
    assert unsettled.changes_sign
    assert "not settled" in unsettled.sentence()
    level = spread(BASE, "attacked", **FEW)
    assert not level.changes_sign


@pytest.mark.parametrize("wrong", [{"draws": 1}, {"tapes": 1}, {"measure": "attack_month"}])
def test_what_has_no_spread_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(wrong))}: .*allowed"):
        spread(BASE, **wrong)
