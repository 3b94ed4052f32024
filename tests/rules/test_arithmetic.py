"""Arithmetic and priors: exact values, edges, accuracy against the mathematical library."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import arithmetic, priors
from tests.rules.known import UNIFORM

# Arithmetic


def test_exp_is_within_two_units_in_the_last_place() -> None:
    near = np.linspace(-1e-3, 1e-3, 2_001)
    for x in (*np.linspace(-700, 700, 20_001), *near, *(k * math.log(2) / 2 for k in range(-1_000, 1_001))):
        assert abs(arithmetic.exp(x) - math.exp(x)) <= 2 * math.ulp(math.exp(x))


@pytest.mark.parametrize(("x", "held"), [(1e9, 700.0), (700.1, 700.0), (-1e9, -700.0), (-745.2, -700.0)])
def test_exp_is_held_at_its_edges(x: float, held: float) -> None:
    assert arithmetic.exp(x) == arithmetic.exp(held)


def test_log_is_within_two_units_in_the_last_place() -> None:
    near = 1 + np.linspace(-1e-3, 1e-3, 2_001)
    edges = (
        2.2250738585072014e-308,
        1.7976931348623157e308,
        math.nextafter(1, 0),
        math.nextafter(1, 2),
    )
    for x in (*np.geomspace(1e-300, 1e300, 20_001), *near, *np.linspace(0.4, 2.5, 5_001), *edges):
        assert abs(arithmetic.log(x) - math.log(x)) <= 2 * math.ulp(math.log(x))


def test_exact_values() -> None:
    assert (arithmetic.exp(0.0), arithmetic.log(1.0), arithmetic.logistic(0.0), arithmetic.logit(0.5)) == (
        1,
        0,
        0.5,
        0,
    )
    assert arithmetic.log(0.0) == arithmetic.log(-3.0) == arithmetic.log(5e-324) == -745.0
    assert arithmetic.log10_1p(999.0) == pytest.approx(3.0)
    assert arithmetic.power(2.0, 10.0) == pytest.approx(1024.0)
    assert arithmetic.logit(arithmetic.logistic(1.7)) == pytest.approx(1.7)
    assert [arithmetic.clip(x, 0.0, 1.0) for x in (-2.0, 0.3, 7.0)] == [0.0, 0.3, 1.0]


# Priors


def test_a_prior_is_triangular() -> None:
    drawn = np.array([priors.triangular(1.0, 2.0, 6.0, u) for u in UNIFORM])
    assert drawn.mean() == pytest.approx(3.0, abs=1e-3)
    assert drawn.var() == pytest.approx((1 + 4 + 36 - 2 - 6 - 12) / 18, rel=1e-3)
    assert priors.triangular(1.0, 2.0, 6.0, 0.2) == pytest.approx(2.0)  # a fifth lies below the mode
    assert priors.triangular(1.0, 2.0, 6.0, 0.0) == 1.0


def test_a_prior_without_width_is_its_value() -> None:
    assert {priors.triangular(0.3, 0.3, 0.3, u) for u in (0.0, 0.5, 0.999)} == {0.3}
