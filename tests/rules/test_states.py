"""Limit cases of what a state decides, worked out by hand: willingness, the ladder, parliament, its public."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import ladder, parliament, publics, willingness, withdrawal
from tests.rules.known import UNIFORM, assume, month, pull, state

# Willingness


def test_a_cabinet_with_no_reason_either_way_is_its_inclination() -> None:
    p = assume(b0=-1.25)
    helping = willingness.helping_terms(p, 0.4, 0.0, 0.0, 0.0)
    sending = willingness.sending_terms(
        p, month(roe=0.9, threat=1.0, us=1.0), 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0
    )
    assert willingness.total_helping(helping) == -1.25
    assert willingness.total_sending(sending) == 0.0


def test_each_reason_to_help_has_its_own_term() -> None:
    p = assume(b0=0.5, b_near=5.0, b_m=7.0, b_Q=11.0)
    helping = willingness.helping_terms(p, 1.0, 0.5, -1.0, 0.25)
    assert dict(zip(willingness.HELPING_TERMS, helping, strict=True)) == pytest.approx(
        {"inclination": 0.5, "nearness": 3.0, "mandate": 3.5, "battlefield": -11.0, "doubt": 0.25}
    )
    assert willingness.total_helping(helping) == pytest.approx(0.5 + 3 + 3.5 - 11 + 0.25)


def test_each_reason_about_soldiers_has_its_own_term() -> None:
    p = assume(
        b_st=2.0,
        b_pub=3.0,
        b_lock=13.0,
        lock_months=10.0,
        b_peer=2.0,
        peer_full=0.4,
        b_us=3.0,
        zeta=5.0,
        b_hot=7.0,
        b_roe=11.0,
        b_norm=13.0,
    )
    m = month(us=0.0, swing=0.2, hostilities=0.5, roe=1.0, threat=2.0)
    sending = willingness.sending_terms(p, m, -1.0, 0.75, 0.1, 5.0, 0.5, 1.0, 0.0)
    assert dict(zip(willingness.SENDING_TERMS, sending, strict=True)) == pytest.approx(
        {
            "stance": -2.0,
            "public": 0.75,
            "peers": 0.5,
            "lock_in": 6.5,
            "us_absence": -1.5,
            "us_ambiguity": -0.5,
            "hostilities": -3.5,
            "rules_of_engagement": -5.5,
            "border_norm": -26.0,
        }
    )
    assert willingness.total_sending(sending) == pytest.approx(
        -2 + 0.75 + 0.5 + 6.5 - 1.5 - 0.5 - 3.5 - 5.5 - 26
    )


def test_the_pull_of_peers_is_complete_at_its_share() -> None:
    assert [willingness.pull_of_peers(assume(peer_full=0.4), share) for share in (0.0, 0.2, 0.4, 1.0)] == [
        0,
        0.5,
        1,
        1,
    ]


def test_lock_in_is_complete_after_its_months() -> None:
    p = assume(b_lock=0.5, lock_months=24.0)
    assert [willingness.lock_in(p, months) for months in (0.0, 12.0, 24.0, 60.0)] == [0.0, 0.25, 0.5, 0.5]


def test_the_border_norm_binds_large_neighbours_only() -> None:
    p = assume(norm_army=100.0)
    assert willingness.norm_reach(p, state(border_km=0.0, army=200_000)) == 0.0
    assert willingness.norm_reach(p, state(border_km=400.0, army=5_000)) == pytest.approx(0.05)
    assert willingness.norm_reach(p, state(border_km=400.0, army=200_000)) == 1.0


def test_nearness_falls_by_a_factor_e() -> None:
    assert willingness.nearness(assume(near_km=1_800.0), 0.0) == 1.0
    assert willingness.nearness(assume(near_km=1_800.0), 1_800.0) == pytest.approx(math.exp(-1))


def test_doubt_is_logistic_about_zero() -> None:
    drawn = np.array([willingness.doubt(assume(doubt=0.8), u) for u in UNIFORM])
    assert drawn.mean() == pytest.approx(0.0, abs=1e-9)
    assert drawn.std() == pytest.approx(0.8 * math.pi / math.sqrt(3), rel=2e-3)


# The ladder


def test_the_highest_willing_rung_is_taken_and_closed_ones_are_not() -> None:
    p = assume(bonus_arms=3.0, bonus_training=2.0, bonus_air=1.0, bonus_support=0.5, bonus_forward=-1.0)
    everything = {
        "training": 1.0,
        "air_sea": 1.0,
        "logistics": 1.0,
        "protection": 1.0,
        "force_size": 10_000.0,
    }
    steps = ladder.steps(p, pull(**everything, location=ladder.CITIES))
    climbed = [ladder.highest(steps, safe, 0.0, False) for safe in (-3.5, -2.5, -1.5, -0.75, -0.25, 0.25)]
    assert climbed == [0, 1, 2, 3, 4, 5]
    assert ladder.highest(ladder.steps(p, pull(**everything, location=0.9)), 100.0, 0.0, False) == 6
    assert ladder.highest(ladder.steps(p, pull(**(everything | {"force_size": 0.0}))), 100.0, 0.0, False) == 3
    assert ladder.highest(steps, 100.0, 0.0, True) == 3
    assert ladder.highest_off_ground(steps, 100.0, 0.0) == 3
    nothing = pull(training=0.0, basing=0.0, air_sea=0.0, monitoring=0.0, force_size=0.0)
    assert ladder.highest(ladder.steps(p, nothing), 100.0, 0.0, False) == 1


def test_a_rung_carries_its_share_of_the_risk() -> None:
    assert ladder.willing_at((0.5, 0.25), 1.0, -2.0) == 0.25
    assert [ladder.risk_share(assume(risk_air=0.4), rung) for rung in (1, 3, 5)] == [0.0, 0.4, 1.0]
    assert ladder.bonus(assume(), 5) == 0.0


def test_only_protection_troops_mind_the_line() -> None:
    p, near = assume(b_loc=2.0), pull(location=0.8)
    assert [ladder.location_term(p, near, rung) for rung in (3, 4)] == [0.0, 0.0]
    assert [ladder.location_term(p, near, rung) for rung in (5, 6)] == pytest.approx([-1.0, -1.0])
    assert ladder.location_term(p, pull(location=0.0), 5) == 0.0


def test_a_mission_without_roles_asks_for_nobody() -> None:
    assert ladder.requested(pull(force_size=40_000.0, protection=0.0, logistics=0.0)) == 0.0
    assert ladder.requested(pull(force_size=40_000.0, protection=0.0, logistics=1.0)) == 40_000.0
    mixes = [
        ladder.support_mix(pull(protection=p, logistics=l)) for p, l in ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    ]
    assert mixes == [0.5, 0.0, 1.0]


# Parliament


@pytest.mark.parametrize("draw", [0.0, 0.5, 0.999])
def test_a_parliament_without_a_veto_consents(draw: float) -> None:
    assert parliament.consents(assume(), pull(), state(veto=0.0, seats=0.0), 0.0, draw)
    assert parliament.consents(assume(), pull(parliament=0.0), state(veto=1.0, seats=0.0), 0.0, draw)


def test_an_even_vote_is_an_even_chance() -> None:
    p, s, c = assume(par_mid=0.42, par_us=0.1, par_m=0.06), pull(mandate=1.0), state(veto=1.0, seats=0.31)
    assert [parliament.consents(p, s, c, 0.5, draw) for draw in (0.49, 0.51)] == [True, False]
    half = state(veto=0.5, seats=0.31)
    assert [parliament.consents(p, s, half, 0.5, draw) for draw in (0.74, 0.76)] == [True, False]


# Publics and withdrawal


def test_support_falls_by_mu_for_every_tenfold_of_dead() -> None:
    p = assume(mu=0.1, xi=0.5, drift=0.001)
    assert publics.support(p, 0.5, 0.0, 0.0, publics.grief(999.0), 0.0) == pytest.approx(0.2)
    assert publics.support(p, 0.5, 0.0, 0.0, publics.grief(9.0), 1.0) == pytest.approx(0.45)
    assert publics.support(p, 0.5, 10.0, 0.05, publics.grief(0.0), 0.0) == pytest.approx(0.56)
    assert [publics.support(p, start, 0.0, 0.0, 0.0, 0.0) for start in (-1.0, 2.0)] == [0.02, 0.98]


def test_latent_support_has_the_poll_as_its_mean_and_more_spread_without_one() -> None:
    for polled, spread in ((1.0, 0.1), (0.0, 0.15)):
        drawn = np.array(
            [publics.latent_support(assume(poll_sd=0.1), state(polled=polled), 0.4, u) for u in UNIFORM]
        )
        assert (drawn.mean(), drawn.std()) == pytest.approx((0.4, spread), rel=1e-3)


def test_a_rally_fades() -> None:
    p = assume(rally=0.04, rally_keep=0.5)
    first = publics.next_rally(p, 0.0, 1.0)
    assert (first, publics.next_rally(p, first, 0.0)) == (0.04, 0.02)


def test_nobody_leaves_without_dead_or_with_full_support() -> None:
    assert withdrawal.staying(assume(), 1.0, 0.0, 0.0, 0.0) == 1.0
    assert withdrawal.staying(assume(), 1.0, 3.0, 1.0, 0.0) == 1.0
    assert withdrawal.staying(assume(exit0=0.1), 0.5, 2.0, 0.5, 0.0) == pytest.approx(0.45)
