"""The hindcast: known scores, no leak between clusters, and a verdict that follows the numbers."""

import dataclasses

import numpy as np
import pytest

from sim.analysis.hindcast import Hindcast, auc, episode, hindcast, left_out
from sim.evidence import load


@pytest.fixture(scope="module")
def found() -> Hindcast:
    return hindcast(replicates=60)


def test_auc_by_hand() -> None:
    happened = np.array([True, True, False, False])
    assert auc(np.array([4.0, 3.0, 2.0, 1.0]), happened) == 1.0
    assert auc(np.array([4.0, 1.0, 3.0, 2.0]), happened) == 0.5
    assert auc(np.zeros(4), happened) == 0.5


def test_a_cluster_never_informs_its_own_forecast() -> None:
    g = np.random.default_rng(2)
    score, happened = g.normal(size=40), g.random(40) < 0.5
    clusters = np.repeat(np.array(list("abcdefgh")), 5)
    turned = np.where(clusters == "c", ~happened, happened)
    before, after = left_out(score, happened, clusters), left_out(score, turned, clusters)
    np.testing.assert_array_equal(before[clusters == "c"], after[clusters == "c"])
    assert (before != after)[clusters != "c"].all()


def test_noise_has_no_skill_and_signal_has() -> None:
    g = np.random.default_rng(3)
    clusters = np.arange(100).astype(str)
    happened = g.random(100) < 0.4
    base = left_out(np.zeros(100), happened, clusters)
    noise = left_out(g.normal(size=100), happened, clusters)
    signal = left_out(happened + g.normal(scale=0.5, size=100), happened, clusters)
    brier = [float(((forecast - happened) ** 2).mean()) for forecast in (signal, base, noise)]
    assert brier[0] < brier[1] <= brier[2] + 0.005


def test_every_included_episode_becomes_a_granted_force() -> None:
    for mission in load().missions:
        scenario = episode(mission)
        assert scenario.force_generation == "granted"
        assert scenario.horizon == 60


def test_the_verdict_follows_the_numbers(found: Hindcast) -> None:
    assert len(found.episodes) == sum(m.fit_include for m in load().missions)
    assert found.episodes["forecast"].between(0.0, 1.0).all()
    assert found.table["auc"]["base rate"] == 0.5
    assert "upper bound" in found.sentence()
    assert "no skill" in dataclasses.replace(found, gain=(0.01, -0.1, 0.1)).sentence()
    assert "no skill" not in dataclasses.replace(found, gain=(0.2, 0.1, 0.3)).sentence()
    for low, ranks in ((0.6, True), (0.4, False)):
        told = found.table.assign(auc_low=low)
        sentence = dataclasses.replace(found, table=told, gain=(0.01, -0.1, 0.1)).sentence()
        assert ("ranks them better than chance" in sentence) is ranks
