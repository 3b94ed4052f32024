"""Resampling: every scheme draws as many cases as there are, the same each time, and its interval covers the truth."""

import numpy as np

from sim.stats import resampling

CLUSTERS = np.array(["a", "a", "b", "c", "c", "c"])


def test_weights_count_the_draws() -> None:
    drawn = resampling.weights(7, 50, seed=1)
    assert (drawn.sum(axis=1) == 7).all()
    assert np.array_equal(drawn, resampling.weights(7, 50, seed=1))
    assert not np.array_equal(drawn, resampling.weights(7, 50, seed=2))


def test_rows_are_cases_drawn_with_replacement() -> None:
    drawn = np.array(list(resampling.rows(7, 200, seed=1)))
    assert drawn.shape == (200, 7)
    assert set(drawn.ravel()) == set(range(7))
    assert any(len(set(row)) < 7 for row in drawn)


def test_clusters_stay_together() -> None:
    for drawn in resampling.clustered(CLUSTERS, 50, seed=1):
        counts = np.bincount(drawn, minlength=len(CLUSTERS))
        for name in np.unique(CLUSTERS):
            assert len(set(counts[name == CLUSTERS])) == 1
        assert sum(counts[np.unique(CLUSTERS, return_index=True)[1]]) == 3


def test_the_interval_of_a_resampled_mean_covers_the_truth() -> None:
    generator, held = np.random.default_rng(3), 0
    for k in range(300):
        values = generator.normal(1.0, 2.0, 100)
        low, high = resampling.ends(resampling.weights(100, 300, seed=k) @ values / 100)
        held += bool(low <= 1.0 <= high)
    assert 0.90 <= held / 300 <= 0.98


def test_resamples_without_a_value_are_left_out() -> None:
    low, high = resampling.ends([1.0, np.nan, 3.0] * 100)
    assert (float(low), float(high)) == (1.0, 3.0)
