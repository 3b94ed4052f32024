"""Indices from a sample with tapes by row: known answers on made-up functions with luck."""

import numpy as np

from sim.analysis.row_tapes import indices, parts, points
from sim.analysis.sensitivity import sobol

ROWS, FACTORS = 1_024, 3
WEIGHTS = np.array([3.0, 2.0, 1.0])
SHARES = WEIGHTS**2 / (WEIGHTS**2).sum()
"""Total indices, and those of a factor alone, of a weighted sum of factors that share nothing."""


def luck(rows: int, tapes: int, size: float) -> np.ndarray:
    cube = points(rows, FACTORS, seed=4)
    drawn = np.random.default_rng(2).normal(0.0, size, (rows, FACTORS + 2, tapes))
    return np.asarray((cube @ WEIGHTS)[..., None] + drawn)


def test_the_luck_of_few_tapes_is_no_effect() -> None:
    """Luck with four times the variance of the function moves no index, though it swamps the naive ones."""
    values = luck(ROWS, 8, 2.0 * np.sqrt((WEIGHTS**2).sum() / 12.0))
    found = parts(values)
    for part in (found.alone, found.together):
        np.testing.assert_allclose(part.mean(axis=0) / found.variance.mean(), SHARES, atol=0.12)
    first, changed = values[:, :1].mean(axis=-1), values[:, 1:-1].mean(axis=-1)
    naive = ((first - changed) ** 2).mean(axis=0) / 2.0 / first.var()
    assert naive.min() > SHARES.min() + 0.2


def test_without_luck_the_indices_are_exact() -> None:
    found = parts(luck(ROWS, 4, 0.0))
    for part in (found.alone, found.together):
        np.testing.assert_allclose(part.mean(axis=0) / found.variance.mean(), SHARES, atol=0.02)


def test_what_two_factors_do_together_is_in_no_index_of_one_alone() -> None:
    cube = points(ROWS, 2, seed=4) - 0.5
    found = indices(np.repeat((cube[..., 0] * cube[..., 1])[..., None], 4, axis=-1), seed=1)
    np.testing.assert_allclose(found.first, 0.0, atol=0.05)
    np.testing.assert_allclose(found.total, 1.0, atol=0.1)


def test_without_luck_they_are_those_of_the_library() -> None:
    names = list("abc")
    shared = sobol(lambda share: share @ WEIGHTS, names, ROWS, seed=4).table.loc[names]
    found = indices(luck(ROWS, 4, 0.0), seed=1)
    for mine, theirs in (("total", "index"), ("first", "first")):
        np.testing.assert_allclose(getattr(found, mine), shared[theirs], atol=0.02)


def test_an_interval_holds_the_luck_of_the_tapes() -> None:
    """Of samples on other tapes, most have the truth in their intervals; halves of the tapes lie apart."""
    rng = np.random.default_rng(3)
    inside, apart = [], []
    for seed in range(20):
        cube = points(256, FACTORS, seed=seed)
        values = (cube @ WEIGHTS)[..., None] + rng.normal(0.0, 1.0, (256, FACTORS + 2, 4))
        found = indices(values, seed)
        inside.append(np.abs(found.total - SHARES) <= found.total_error)
        apart.append(found.tapes_apart)
    assert np.mean(inside) > 0.85
    assert np.median(apart) > 0.03


def test_nothing_moves_where_nothing_varies() -> None:
    found = indices(np.ones((8, 4, 4)), seed=1)
    assert found.total.tolist() == found.first.tolist() == [0.0, 0.0]
    assert (found.doubled, found.tapes_apart) == (0.0, 0.0)
