"""Docking: both bargaining models on examples worked by hand, and Tripwire's ranks beside theirs."""

import numpy as np
import pytest

from sim.analysis import bargaining
from sim.analysis.docking import docking, positions
from sim.evidence import load
from sim.rules.arithmetic import exp
from sim.rules.willingness import MUCH_AID
from sim.scenario import Scenario, ScenarioError

ONE = np.ones(2)
ENDS = np.array([0.0, 1.0])


def test_compromise_and_median_by_hand() -> None:
    at, weight = np.array([0.0, 4.0, 10.0]), np.array([5.0, 3.0, 2.0])
    assert bargaining.compromise(at, weight) == pytest.approx(3.2)  # (0 + 12 + 20) / 10
    # 0 against 4: 5·4 for 0, and 3·4 + 2·4 for 4: even; 4 against 10: 5·6 + 3·6 against 2·6.
    assert bargaining.median(at, np.array([5.1, 3.0, 2.0])) == 0.0
    assert bargaining.median(at, np.array([4.9, 3.0, 2.0])) == 4.0


def test_expected_utility_by_hand() -> None:
    # d = 1: success 2, failure −2, as now 0. The stronger wins three times in four: ¾·2 − ¼·2 = 1.
    found = bargaining.expected(ENDS, np.array([3.0, 1.0]), ONE, ONE, 1.0)
    np.testing.assert_allclose(found, [[0.0, 1.0], [-1.0, 0.0]])
    # Whom it concerns half as much does not resist half the time: ½·1 + ½·2.
    half = bargaining.expected(ENDS, np.array([3.0, 1.0]), np.array([1.0, 0.5]), ONE, 1.0)
    assert half[0, 1] == pytest.approx(1.5)
    # Third parties join the nearer: 2 weighs for 0 against 10, as 4 is nearer to 0 by 2 of 10.
    three = bargaining.expected(np.array([0.0, 4.0, 10.0]), np.ones(3), np.ones(3), np.ones(3), 10.0)
    odds = (1.0 + 0.2) / (1.0 + 0.2 + 1.0)
    assert three[0, 2] == pytest.approx(2.0 * odds - 2.0 * (1.0 - odds))


def test_risk_is_neutral_between_the_ends_and_from_half_to_two() -> None:
    found = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0]])  # others expect 2, 1 and 0 of them
    np.testing.assert_allclose(bargaining.risks(found), [0.5, 1.0, 2.0])


def test_the_stronger_of_two_draws_the_weaker_all_the_way_and_equals_stay() -> None:
    assert bargaining.bargain(ENDS, np.array([3.0, 1.0]), ONE).final.tolist() == [0.0, 0.0]
    assert bargaining.bargain(ENDS, ONE, ONE).final.tolist() == [0.0, 1.0]
    alike = bargaining.bargain(ONE, ONE, ONE)
    assert alike.final.tolist() == [1.0, 1.0]


def test_bargaining_stays_within_the_first_range_and_does_not_depend_on_the_scale() -> None:
    generator = np.random.default_rng(1)
    at, strong, cares = (
        generator.uniform(-3, 3, 12),
        generator.uniform(0, 1, 12),
        generator.uniform(0.1, 1, 12),
    )
    found = bargaining.bargain(at, strong, cares)
    assert found.positions.min() >= at.min() - 1e-9
    assert found.positions.max() <= at.max() + 1e-9
    scaled = bargaining.bargain(10.0 * at + 5.0, strong, cares)
    np.testing.assert_allclose(scaled.final, 10.0 * found.final + 5.0, atol=1e-6)


def test_positions_are_those_of_the_ledgers() -> None:
    table = positions(Scenario())
    assert table["stance"]["POL"] == -3.0
    assert "BEL" not in table.index
    assert len(positions(Scenario(evidence="record"))) > len(table)
    likely = {name: one.mode for name, one in load().parameters.items()}
    distance, aid = (load().facts["LVA", name].value for name in ("distance_to_front", "aid"))
    by_hand = 0.5 * (exp(-distance / likely["near_km"]) + min(1.0, aid / MUCH_AID))
    assert table["salience"]["LVA"] == pytest.approx(by_hand)


def test_ranks_agree_with_stances_and_where_not_it_is_said_why() -> None:
    found = docking(Scenario(evidence="record", horizon=12), replicates=200)
    assert 0.4 < found.correlation["stance"] <= 1.0
    assert found.table["ground"]["FRA"] > found.table["ground"]["ITA"]
    assert "its law asks for a mandate that the mission has not" in found.sentence()
    assert (
        "law" not in docking(Scenario(evidence="record", horizon=12, mandate="un"), replicates=50).sentence()
    )


def test_too_few_stances_are_refused() -> None:
    codes = tuple(load().codes)
    with pytest.raises(ScenarioError, match="at least three states"):
        docking(Scenario(exclude=tuple(code for code in codes if code not in ("FRA", "POL"))))
