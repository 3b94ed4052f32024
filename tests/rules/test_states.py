"""Limit cases of what a state decides, worked out by hand: willingness, roles, others, parliament, its public."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import conference, parliament, publics, roles, willingness, withdrawal
from sim.scenario import roster
from tests.rules.known import UNIFORM, assume, month, pull, state

# Willingness


def test_a_cabinet_with_no_reason_either_way_is_its_inclination() -> None:
    p = assume(b0=-1.25, b_aid=0.0)
    helping = willingness.helping_terms(p, 0.0, 0.0, 0.5, 0.0)
    soil = willingness.soil_terms(p, 0.0, 0.5)
    risk = willingness.risk_terms(p, month(us=1.0, expected_cover=1.0), 0.0, 1.0, 0.0, 0.0, 0.0)
    assert willingness.total_helping(helping) == -1.25
    assert willingness.total_soil(soil) == willingness.total_risk(risk) == 0.0


def test_each_reason_to_help_has_its_own_term() -> None:
    p = assume(b0=0.5, b_m=7.0, b_Q=11.0, b_aid=2.0)
    helping = willingness.helping_terms(p, 0.5, -1.0, 1.0, 0.25)
    by_term = {
        "inclination": 0.5,
        "mandate": 3.5,
        "battlefield": -11.0,
        "aid_given": 1.0,
        "doubt": 0.25,
    }
    assert dict(zip(willingness.HELPING_TERMS, helping, strict=True)) == pytest.approx(by_term)
    assert willingness.total_helping(helping) == pytest.approx(sum(by_term.values()))


def test_each_reason_about_soldiers_has_its_own_term() -> None:
    soil = willingness.soil_terms(assume(b_st=2.0, b_pub=3.0), -1.0, 0.75)
    by_term = {"stance": -2.0, "public": 0.75}
    assert dict(zip(willingness.SOIL_TERMS, soil, strict=True)) == pytest.approx(by_term)
    assert willingness.total_soil(soil) == pytest.approx(sum(by_term.values()))


def test_each_risk_has_its_own_term() -> None:
    p = assume(
        b_lock=13.0,
        lock_months=10.0,
        b_us=3.0,
        zeta=5.0,
        b_hot=7.0,
        b_dead=2.0,
        b_war=4.0,
        b_warn=6.0,
        b_cost=10.0,
        b_bare=8.0,
        b_stakes=9.0,
    )
    m = month(
        us=0.5,
        swing=0.2,
        hostilities=0.5,
        grim=1.5,
        dread=0.25,
        warning=1.0,
        expected_cover=0.75,
        menace=0.5,
        threat=2.0,
    )
    risk = willingness.risk_terms(p, m, 0.5, 0.25, 5.0, 0.5, 0.03)
    by_term = {
        "lock_in": 6.5,
        "us_absence": -0.75,
        "us_ambiguity": -0.5,
        "hostilities": -1.75,
        "expected_dead": -2.25,
        "expected_war": -1.0,
        "warning": -2.25,
        "cost": -0.3,
        "cover": -2.0,
        "stakes": 2.25,
    }
    assert dict(zip(willingness.RISK_TERMS, risk, strict=True)) == pytest.approx(by_term)
    assert willingness.total_risk(risk) == pytest.approx(sum(by_term.values()))


def test_what_is_expected_weighs_by_its_own_measure() -> None:
    assert [willingness.grim(dead) for dead in (0.0, 9.0, 99.0)] == pytest.approx([0.0, 1.0, 2.0])
    assert [willingness.dread(war) for war in (0.0, 0.01, 0.25)] == pytest.approx([0.0, 0.1, 0.5])
    assert willingness.menace(0.0) == 0.0
    assert willingness.menace(0.1) == pytest.approx(1 - 0.9**12)


def test_lock_in_is_complete_after_its_months() -> None:
    p = assume(b_lock=0.5, lock_months=24.0)
    assert [willingness.lock_in(p, months) for months in (0.0, 12.0, 24.0, 60.0)] == [0.0, 0.25, 0.5, 0.5]


def test_aid_counts_up_to_a_full_measure() -> None:
    assert [willingness.aid_given(state(aid=aid)) for aid in (0.0, 0.35, 2.0)] == [0.0, 0.5, 1.0]


def test_a_full_measure_of_aid_is_what_the_upper_quarter_gave() -> None:
    assert np.quantile(roster.facts()["aid"], 0.75) == pytest.approx(willingness.MUCH_AID, abs=0.05)


def test_the_burden_is_a_share_of_the_budget() -> None:
    assert willingness.burden(assume(c_s=0.1, overhead=3.0), state(budget=60.0), 4_000.0) == pytest.approx(
        0.02
    )


def test_nearness_falls_by_a_factor_e() -> None:
    assert willingness.nearness(assume(near_km=1_800.0), 0.0) == 1.0
    assert willingness.nearness(assume(near_km=1_800.0), 1_800.0) == pytest.approx(math.exp(-1))


def test_doubt_is_logistic_about_zero() -> None:
    drawn = np.array([willingness.doubt(assume(doubt=0.8), u) for u in UNIFORM])
    assert drawn.mean() == pytest.approx(0.0, abs=1e-9)
    assert drawn.std() == pytest.approx(0.8 * math.pi / math.sqrt(3), rel=2e-3)


def test_an_unstated_stance_may_be_any_of_the_code_book() -> None:
    drawn = np.array([willingness.unstated(assume(silent=0.6), u) for u in UNIFORM])
    assert (drawn.min(), drawn.max()) == pytest.approx((-3.0, 3.0), abs=0.1)
    assert drawn.mean() == pytest.approx(0.6 / 3, abs=1e-3)


def test_an_election_may_move_a_stance_either_way_and_not_beyond_the_code_book() -> None:
    p = assume(turnover=1.5)
    moved = [willingness.after_election(p, 2.0, draw) for draw in (0.0, 0.5, 1.0)]
    assert moved == [0.5, 2.0, 3.0]
    assert willingness.after_election(assume(turnover=0.0), -1.0, 0.9) == -1.0


# Others


def test_the_pull_of_peers_is_complete_at_its_share() -> None:
    shares = (0.0, 0.2, 0.4, 1.0)
    assert [conference.pull_of_peers(assume(peer_full=0.4), share) for share in shares] == [0, 0.5, 1, 1]


def test_every_condition_left_unmet_counts() -> None:
    assert conference.unmet(0.5, 0.5, 10_000.0, 10_000.0, 1.0, 1.0) == 0.0
    assert conference.unmet(0.5, 0.4, 0.0, 0.0, 0.0, 0.0) == 1.0
    assert conference.unmet(0.5, 0.4, 20_000.0, 10_000.0, 1.0, 0.5) == 3.0
    p = assume(b_peer=2.0, peer_full=0.5, b_cond=3.0)
    assert conference.others_terms(p, 0.25, 2.0) == (1.0, -6.0)
    assert conference.total((1.0, -6.0)) == -5.0


# Roles

EVERYTHING = {
    "training": 1.0,
    "basing": 1.0,
    "air_sea": 1.0,
    "monitoring": 1.0,
    "logistics": 1.0,
    "protection": 1.0,
    "force_size": 10_000.0,
}


def test_the_most_demanding_role_on_the_ground_is_taken_and_closed_ones_are_not() -> None:
    p = assume(bonus_support=0.5, bonus_forward=-1.0)
    at_the_line = roles.steps(p, pull(**EVERYTHING, location=1.0))
    assert [roles.on_ground(at_the_line, safe, 0.0, 0.0) for safe in (-0.75, -0.25, 0.25, 1.25)] == [
        0,
        4,
        5,
        6,
    ]
    in_cities = roles.steps(p, pull(**EVERYTHING, location=roles.CITIES))
    assert roles.on_ground(in_cities, 100.0, 0.0, 0.0) == 5
    for closed in ({"force_size": 0.0}, {"protection": 0.0, "logistics": 0.0}):
        assert roles.on_ground(roles.steps(p, pull(**(EVERYTHING | closed))), 100.0, 0.0, 0.0) == 0


def test_forward_troops_grow_harder_without_a_step() -> None:
    p = assume(bonus_forward=-2.0)
    at = [
        roles.step(p, pull(location=location), roles.FORWARD) for location in (0.0, roles.CITIES, 0.65, 1.0)
    ]
    by_hand = [(1.0, 1.0, 0.0), (1.0, 1.0, 0.0), (1.0, 1.0, -1.0), (1.0, 1.0, -2.0)]
    assert np.array(at) == pytest.approx(np.array(by_hand))


def test_what_is_off_the_ground_minds_little_of_what_was_said_about_soldiers() -> None:
    p = assume(soil_air=0.2, risk_air=0.5, risk_outside=0.1, bonus_outside=2.0, bonus_air=1.0)
    for role, soil, risk in ((roles.ARMS, 0.0, 0.0), (roles.HUB, 0.0, 0.1), (roles.SEA, 0.2, 0.5)):
        assert roles.step(p, pull(), role)[:2] == (soil, risk)
    refuses_soldiers = -1.0, -5.0, 0.0
    assert roles.off_ground(p, roles.step(p, pull(), roles.HUB), 1.0, *refuses_soldiers) == 1.0
    assert roles.on_ground(roles.steps(p, pull(**EVERYTHING)), *refuses_soldiers) == 0


def test_a_role_on_offer_needs_aptitude_and_leans_on_it() -> None:
    p, step = assume(b_apt=2.0), (0.0, 0.0, 0.0)
    assert [roles.off_ground(p, step, apt, -0.5, 0.0, 0.0) for apt in (0.0, 0.5, 1.0)] == [0.0, 0.0, 1.0]
    assert roles.off_ground(p, step, 0.0, 100.0, 0.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("lever", "role"),
    [
        ("training", roles.TRAINING),
        ("basing", roles.HUB),
        ("air_sea", roles.AIR),
        ("air_sea", roles.SEA),
        ("monitoring", roles.MONITORING),
        ("logistics", roles.SUPPORT),
        ("protection", roles.PROTECTION),
    ],
)
def test_a_role_is_on_offer_if_the_mission_asks_for_it(lever: str, role: int) -> None:
    assert roles.offered(pull(**EVERYTHING), role)
    assert not roles.offered(pull(**(EVERYTHING | {lever: 0.0})), role)
    assert roles.offered(pull(force_size=0.0), roles.ARMS)


def test_a_mission_without_roles_asks_for_nobody() -> None:
    assert roles.requested(pull(force_size=40_000.0, protection=0.0, logistics=0.0)) == 0.0
    assert roles.requested(pull(force_size=40_000.0, protection=0.0, logistics=1.0)) == 40_000.0
    mixes = [
        roles.support_mix(pull(protection=p, logistics=l)) for p, l in ((1.0, 1.0), (1.0, 0.0), (0.0, 1.0))
    ]
    assert mixes == [0.5, 0.0, 1.0]


# Parliament


@pytest.mark.parametrize("draw", [0.0, 0.5, 0.999])
def test_a_parliament_without_a_veto_consents(draw: float) -> None:
    for p, s, c in (
        (assume(), pull(), state(veto=0.0, majority=0.5)),
        (assume(), pull(parliament=0.0), state(veto=1.0, majority=0.5)),
    ):
        assert parliament.backing_asked(p, s, c, draw) == parliament.ALWAYS


def test_an_even_vote_is_an_even_chance() -> None:
    p, s = assume(par_mid=0.42, par_us=0.1, par_m=0.06), pull(mandate=1.0)
    c = state(veto=1.0, seats=0.31, majority=0.5)  # even at a backing of one half
    assert parliament.backing_asked(p, s, c, 0.5) == pytest.approx(0.5)
    assert parliament.backing_asked(p, s, c, 0.49) < 0.5 < parliament.backing_asked(p, s, c, 0.51)
    half = state(veto=0.5, seats=0.31, majority=0.5)
    assert parliament.backing_asked(p, s, half, 0.75) == pytest.approx(0.5)


def test_two_thirds_ask_for_more_seats_than_a_half() -> None:
    p, s = assume(par_mid=0.45), pull()
    half, two_thirds = (
        parliament.backing_asked(p, s, state(veto=1.0, seats=0.5, majority=m), 0.5) for m in (0.5, 2 / 3)
    )
    assert two_thirds - half == pytest.approx(0.45 / 3 / p.par_us)


def test_law_bars_what_lacks_its_mandate() -> None:
    barred = state(gate=1.0)
    assert [parliament.lawful(pull(mandate=mandate), barred) for mandate in (0.5, 1.0)] == [False, True]
    assert parliament.lawful(pull(mandate=0.0), state(gate=0.0))


# Publics and withdrawal


def test_support_falls_by_mu_for_every_tenfold_of_dead() -> None:
    p = assume(mu=0.1, xi=0.5, drift=0.001)
    assert publics.support(p, 0.5, 0.0, 0.0, publics.grief(999.0), 0.0) == pytest.approx(0.2)
    assert publics.support(p, 0.5, 0.0, 0.0, publics.grief(9.0), 1.0) == pytest.approx(0.45)
    assert publics.support(p, 0.5, 10.0, 0.05, publics.grief(0.0), 0.0) == pytest.approx(0.56)
    assert [publics.support(p, start, 0.0, 0.0, 0.0, 0.0) for start in (-1.0, 2.0)] == [0.02, 0.98]


def test_latent_support_has_the_poll_as_its_mean_and_more_spread_without_one() -> None:
    torn = 0.2 / math.sqrt(12)
    for polled, undecided, spread in ((1.0, 0.0, 0.1), (0.0, 0.0, 0.15), (1.0, 0.2, math.hypot(0.1, torn))):
        public = state(polled=polled, undecided=undecided)
        drawn = np.array([publics.latent_support(assume(poll_sd=0.1), public, 0.4, u) for u in UNIFORM])
        assert (drawn.mean(), drawn.std()) == pytest.approx((0.4, spread), rel=1e-3)


def test_a_rally_fades() -> None:
    p = assume(rally=0.04, rally_keep=0.5)
    first = publics.next_rally(p, 0.0, 1.0)
    assert (first, publics.next_rally(p, first, 0.0)) == (0.04, 0.02)


def test_nobody_leaves_without_dead_or_with_full_support() -> None:
    assert withdrawal.staying(assume(), 1.0, 0.0, 0.0, 0.0) == 1.0
    assert withdrawal.staying(assume(), 1.0, 3.0, 1.0, 0.0) == 1.0
    assert withdrawal.staying(assume(exit0=0.1), 0.5, 2.0, 0.5, 0.0) == pytest.approx(0.45)
