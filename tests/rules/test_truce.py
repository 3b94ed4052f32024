"""Limit cases of a truce of two, worked out by hand, and what whole runs make of it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
import xarray as xr

import sim
from sim.rules import truce
from sim.scenario import Scenario
from tests.rules.known import assume, month, pull


def survival(age_limit: int, **values: float) -> float:
    p, still = assume(frail_share=0.0, **values), 1.0
    for age in range(age_limit):
        still *= 1.0 - truce.break_chance(p, month(), float(age), 0.0, False, 0.0)
    return still


def test_kyiv_signs_once_the_guarantee_is_enough() -> None:
    p = assume(claim_Q=0.3)
    offers = [truce.kyiv_signs(p, month(guarantee_index=g, demand=0.41), 0.0) for g in (0.40, 0.41)]
    assert offers == [False, True]
    assert truce.kyiv_signs(p, month(guarantee_index=0.2, demand=0.41), 0.3)
    assert not truce.kyiv_signs(p, month(guarantee_index=0.5, demand=0.41, battlefield=1.0), 0.0)


def test_moscow_signs_for_its_consent_less_what_it_minds() -> None:
    p, s = assume(claim0=0.25, claim_Q=0.2, aversion=0.3), pull(nato_visibility=0.0)

    def signs(consent: float, troops: float = 0.0, push: float = 0.0, front: float = 0.0) -> bool:
        return truce.moscow_signs(p, s, month(consent=consent, battlefield=front), troops, push)

    assert (signs(0.24), signs(0.25)) == (False, True)
    assert (signs(0.39, 40_000.0), signs(0.40, 40_000.0), signs(0.40, 1e6)) == (False, True, True)
    assert signs(0.13, push=1.0)
    assert (signs(0.3, front=-1.0), signs(0.1, front=1.0)) == (False, True)


@pytest.mark.parametrize(("push", "front", "troops"), list(product((0.0, 1.0), (-1.0, 0.0, 1.0), (0.0, 1e5))))
def test_without_consent_moscow_never_signs(push: float, front: float, troops: float) -> None:
    p = assume(claim0=0.0, claim_Q=1.0, aversion=0.0)
    assert not truce.moscow_signs(p, pull(), month(consent=0.0, battlefield=front), troops, push)


def test_a_truce_without_frailty_never_breaks() -> None:
    assert truce.break_chance(assume(frail0=0.0), month(), 0.0, 3.0, True, 0.0) == 0.0


def test_five_years_by_hand() -> None:
    assert survival(60, frail0=0.006, settle_in=1_000.0) == pytest.approx(0.994**60, abs=0.01)
    assert survival(60, frail0=0.04, settle_in=1_000.0) == pytest.approx(0.09, abs=0.01)
    assert survival(60, frail0=0.04, settle_in=12.0) == pytest.approx(0.41, abs=0.01)


def test_what_strains_a_truce_by_hand() -> None:
    p = assume(frail0=0.04, frail_share=0.25, Lambda=6.0, b_forced=1.0)
    assert truce.break_chance(p, month(), 0.0, -0.2, False, 0.0) == pytest.approx(0.030, abs=5e-4)
    assert truce.break_chance(p, month(), 0.0, 0.0, True, 0.0) == pytest.approx(0.102, abs=5e-4)


# Whole runs


def measured(replicates: int = 1_000, **levers: object) -> xr.Dataset:
    return sim.simulate(Scenario().but(horizon=60, **levers), replicates, detail=False).isel(scenario=0)


def test_there_is_no_deal_without_consent() -> None:
    for force, front, push in product((0.0, 40_000.0), (-1.0, 1.0), (0.0, 1.0)):
        ds = measured(200, force_size=force, battlefield=front, push=push, us_backing=1.0)
        assert float(ds["truce_signed"].max()) == float(ds["deal"].max()) == 0.0


def test_winner_and_loser_both_sign_less_than_at_a_stalemate() -> None:
    losing, even, winning = (
        float(measured(russian_consent=0.7, us_backing=0.75, battlefield=front)["truce_signed"].mean())
        for front in (-1.0, 0.0, 1.0)
    )
    assert even > losing + 0.1
    assert even > winning + 0.1


def test_pressure_brings_truces_that_break() -> None:
    free, pressed = (measured(russian_consent=0.3, push=push) for push in (0.0, 1.0))
    assert float(pressed["truce_signed"].mean()) > float(free["truce_signed"].mean()) + 0.5
    assert float(pressed["truce_broken"].mean()) > 0.5


def test_a_truce_pushed_on_a_guaranteed_stalemate_holds_and_one_on_the_unguaranteed_does_not() -> None:
    held = measured(russian_consent=0.7, push=1.0, us_backing=1.0, us_volatility=0.0)
    frail = measured(
        russian_consent=0.3, push=1.0, us_backing=0.0, force_size=0.0, assume={"frail0": 0.2, "claim0": 0.1}
    )
    lasted = [
        float(np.median(ds["truce_months"].values[ds["truce_signed"].values > 0])) for ds in (held, frail)
    ]
    assert float(held["deal"].mean()) >= 0.8
    assert lasted[1] < 0.5 * lasted[0]


def test_kyivs_content_has_no_step_at_an_even_front() -> None:
    content = [
        float(measured(400, battlefield=front)["kyiv_content"].mean()) for front in np.linspace(-1.0, 1.0, 9)
    ]
    assert content == sorted(content)
    assert max(b - a for a, b in pairwise(content)) < 0.4


def test_an_attack_breaks_a_truce_that_was_still_standing_the_month_before() -> None:
    ds = measured(
        russian_consent=1.0, push=1.0, baseline_attack_risk=0.99, assume={"frail0": 0.0, "b_consent": 0.0}
    )
    came = ds["attacked"].values > 0
    assert came.sum() > 300
    assert (ds["truce_broken"].values[came] == 1.0).all()
    assert (ds["deal"].values[came] == 1.0).all()
    assert (ds["truce_broken"].values[~came] == 0.0).all()


def test_a_broken_truce_is_followed_by_fighting_and_a_pause() -> None:
    p = {"frail0": 1.0, "settle_in": 1_000.0, "b_consent": 0.0, "frail_share": 0.0, "cool_off": 4.0}
    ds = measured(100, russian_consent=1.0, push=1.0, assume=p | {"flare": 1.0}, baseline_attack_risk=0.01)
    calm = measured(100, russian_consent=1.0, push=1.0, assume=p | {"flare": 0.0}, baseline_attack_risk=0.01)
    quiet = (ds["attacked"].values == 0) & (calm["attacked"].values == 0)
    assert (ds["truce_broken"].values[quiet] == 1.0).all()
    assert float(ds["deployed"].mean()) < 0.5 * float(calm["deployed"].mean())
