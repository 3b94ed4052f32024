"""Limit cases of the force, worked out by hand: what is sent, what it is worth, what it costs, who dies."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import arming, casualties, cost, denial, force, kyiv
from tests.rules.known import UNIFORM, assume, state

# Force generation


def test_a_state_without_a_border_keeps_the_usual_reserve() -> None:
    assert force.reserve(assume(hold=0.13), state(border_km=0.0, army=100_000), 3.0) == 0.13


def test_a_border_ties_down_an_army() -> None:
    p = assume(hold=0.2, kappa=5.0)
    neighbour = state(border_km=500.0, army=100_000)  # 5 km for a thousand soldiers
    assert force.reserve(p, neighbour, 0.0) == pytest.approx(0.2)
    assert force.reserve(p, neighbour, 1.0) == pytest.approx(0.2 + 0.8 * (1 - math.exp(-1)))
    assert force.reserve(p, state(border_km=1e6, army=1_000), 1.0) == pytest.approx(1.0)


def test_sixty_four_thousand_in_place_need_four_times_as_many() -> None:
    p = assume(dep=1.0, rotation=4.0, stretch=1.0)
    known = {"army": 256_000.0, "personnel": 256_000.0}
    army = state(**known, professional=1.0, deployed_before=1e6)
    assert force.capacity(p, army, 0.0) == 64_000.0
    assert force.capacity(p, army, 0.75) == 16_000.0
    conscripts = state(**known, professional=0.25, deployed_before=1e6)
    assert force.capacity(p, conscripts, 0.0) == 16_000.0
    stay_at_home = state(**known, professional=1.0, deployed_before=10_000.0)
    assert force.capacity(p, stay_at_home, 0.0) == 10_000.0


def test_a_state_that_can_send_nobody_sends_a_token() -> None:
    p = assume(token_share=0.02, token_max=800.0)
    assert force.capacity(p, state(army=20_000, personnel=20_000), 1.0) == 400.0
    assert force.capacity(p, state(army=200_000, personnel=200_000), 1.0) == 800.0


def test_free_riders_pledge_less_as_others_cover_the_request() -> None:
    p = assume(rho_pub=0.5)
    covered = (0.0, 20_000.0, 40_000.0, 1e6)
    assert [force.pledge(p, 1_000.0, others, 40_000.0) for others in covered] == [1_000, 750, 500, 500]


def test_a_total_is_brought_down_to_a_limit_and_never_up() -> None:
    assert [force.within(total, 100.0) for total in (0.0, 50.0, 100.0, 400.0)] == [1.0, 1.0, 1.0, 0.25]
    assert force.within(5.0, 0.0) == 0.0


def test_a_force_builds_up_slowly_and_draws_down_quickly() -> None:
    p = assume(tau=6.0, tau_out=2.0)
    up, down = force.pace(p.tau), force.pace(p.tau_out)
    assert force.build_up(0.0, 600.0, up, down) == pytest.approx(100.0)
    assert force.build_up(600.0, 0.0, up, down) == pytest.approx(300.0)
    assert force.pace(0.5) == 1.0


def test_bases_next_door_relieve_the_border() -> None:
    assert force.felt_threat(assume(basing_relief=0.4), 2.0, 0.5) == pytest.approx(1.6)


# Denial


def test_support_soldiers_are_the_tail_and_not_subtracted_twice() -> None:
    p = assume(tooth=0.35)
    assert denial.fighters(p, 200_000.0, 0.0) == denial.fighters(p, 200_000.0, 100_000.0) == 70_000.0
    assert denial.fighters(p, 200_000.0, 190_000.0) == 10_000.0
    assert denial.fighters(p, 200_000.0, 200_000.0) == 0.0


@pytest.mark.parametrize("support", [0.0, 20_000.0, 30_000.0, 40_000.0])
def test_every_soldier_is_counted_once(support: float) -> None:
    p = assume(tooth=0.4)
    fighting = denial.fighters(p, 40_000.0, support)
    spare = denial.spare(p, 40_000.0, fighting)
    assert fighting / 0.4 + spare == pytest.approx(40_000.0)  # those who fight, with their tail, and the rest
    assert spare == pytest.approx(40_000.0 - min(40_000.0, (40_000.0 - support) / 0.4))


def test_what_a_force_can_and_will_do_is_a_minimum() -> None:
    p = assume(quality=2.0)
    assert denial.effective_force(p, 70_000.0, 1.0, 1.0, 1.0) == 140_000.0
    assert denial.effective_force(p, 70_000.0, 0.5, 0.5, 0.9) == pytest.approx(70_000.0)
    assert denial.effective_force(p, 70_000.0, 0.5, 0.9, 0.5) == pytest.approx(70_000.0)


def test_a_force_that_will_not_fight_is_worth_nothing() -> None:
    assert denial.effective_force(assume(), 14_000.0, 1.0, 1.0, 0.0) == 0.0
    assert denial.effective_force(assume(), 0.0, 1.0, 1.0, 1.0) == 0.0


def test_a_timid_force_is_worth_more_nearer_the_front() -> None:
    p = assume(quality=1.0)
    far, near = (denial.effective_force(p, 5_000.0, place, 1.0, 0.25) for place in (0.04, 0.64))
    assert (far, near) == pytest.approx((500.0, 2_000.0))


def test_the_usual_balance_is_that_of_the_likeliest_strengths() -> None:
    p = assume()
    assert p.UA / p.RU == denial.USUAL_BALANCE
    assert denial.usual_success(p) == denial.attack_succeeds(p, p.UA, 0.0)


def test_an_even_balance_is_an_even_chance() -> None:
    assert denial.attack_succeeds(assume(RU=500_000.0), 500_000.0, 0.0) == pytest.approx(0.5)
    assert denial.attack_succeeds(assume(RU=500_000.0, k=2.0), 1_000_000.0, 0.0) == pytest.approx(0.2)
    assert denial.attack_succeeds(assume(RU=400_000.0), 500_000.0, 100_000.0) == pytest.approx(0.5)


def test_proximity_runs_from_its_floor_to_one() -> None:
    assert [denial.proximity(assume(prox_floor=0.05), x) for x in (0.0, 1.0)] == [0.05, 1.0]


# Casualties


def test_a_hamstrung_force_bleeds_more() -> None:
    p = assume(kia_prob=0.1, soft=0.6)
    assert casualties.kill_chance(p, 1.0, 0.0, 1.0) == pytest.approx(0.1)
    assert casualties.kill_chance(p, 0.0, 0.0, 1.0) == pytest.approx(0.16)
    assert casualties.kill_chance(p, 1.0, 1.0, 0.5) == pytest.approx(0.1)
    assert casualties.kill_chance(assume(kia_prob=1.0), 0.0, 1.0, 1.0) == 1.0


def test_the_number_killed_has_a_pareto_tail() -> None:
    multiples = np.array([casualties.severity(assume(alpha=2.0), u) for u in UNIFORM])
    assert multiples.min() >= 1.0
    assert np.mean(multiples > 10.0) == pytest.approx(0.01, abs=2e-4)
    assert np.mean(multiples > 2.0) == pytest.approx(0.25, abs=2e-4)


def test_an_incident_kills_somebody_and_at_most_a_fiftieth() -> None:
    assert [casualties.killed_in_incident(10_000.0, multiple) for multiple in (1.0, 7.9, 1e9)] == [
        1.0,
        7.0,
        200.0,
    ]
    assert casualties.killed_in_incident(10.0, 50.0) == 1.0


def test_an_attack_kills_a_share_of_those_within_reach() -> None:
    p = assume(attack_loss=0.005)
    assert [casualties.killed_in_attack(p, 10_000.0, 1.0, multiple) for multiple in (1.0, 10.0, 1e9)] == [
        50,
        500,
        500,
    ]
    assert casualties.killed_in_attack(p, 10_000.0, 0.5, 1.0) == 25.0


def test_what_is_not_covered_bleeds_more() -> None:
    assert [casualties.bareness(assume(uncovered=0.8), cover) for cover in (1.0, 0.5, 0.0)] == [1.0, 1.4, 1.8]


@pytest.mark.parametrize("alpha", [0.9, 1.0, 1.5, 2.0, 4.0])
def test_the_dead_that_are_expected_are_the_mean_of_the_tail(alpha: float) -> None:
    p = assume(alpha=alpha)
    even = (np.arange(40_000) + 0.5) / 40_000
    multiples = [casualties.severity(p, u) for u in even]
    for troops in (40.0, 110.0, 5_000.0):
        killed = np.mean([casualties.killed_in_incident(troops, multiple) for multiple in multiples])
        assert casualties.mean_in_incident(p, troops) == pytest.approx(killed, rel=0.01)
    assert casualties.mean_in_attack(p) == pytest.approx(np.minimum(10.0, multiples).mean(), rel=0.01)


def test_the_death_rate_is_a_thousand_soldiers_and_a_year() -> None:
    assert casualties.death_rate(2.0, 12_000.0) == 2.0
    assert casualties.death_rate(0.0, 0.0) == 0.0


def test_the_mix_of_roles_lowers_the_risk() -> None:
    assert casualties.role_risk(assume(risk_support=0.7), 0.5) == pytest.approx(0.85)


# Kyiv, arming and cost


def test_kyiv_takes_a_response_or_its_own_strength_as_a_guarantee() -> None:
    p = assume(UA=300_000.0)
    assert kyiv.guarantee_index(p, 0.0, 300_000.0) == 0.0
    assert kyiv.guarantee_index(p, 0.5, 200_000.0) == 0.5
    assert kyiv.guarantee_index(p, 0.5, 450_000.0) == pytest.approx(0.75)
    assert kyiv.guarantee_index(p, 0.0, 900_000.0) == 1.0


def test_need_grows_as_the_front_worsens() -> None:
    p = assume(demand0=0.4, demand_Q=0.15)
    assert [kyiv.demand(p, front) for front in (-1.0, 0.0, 1.0)] == pytest.approx([0.55, 0.4, 0.25])


def test_arms_arrive_as_fast_as_the_ramp_allows_and_only_if_paid_for() -> None:
    p, delivered = assume(ramp=12.0), 0.0
    for _ in range(240):
        delivered = arming.deliver(p, delivered, 0.4, 0.5)
    assert delivered == pytest.approx(0.2)
    assert arming.deliver(p, 0.0, 0.4, 1.0) == pytest.approx(0.4 / 12)


def test_training_settles_where_it_wears_off() -> None:
    p, trained = assume(dq=0.12, wear=0.05), 0.0
    for _ in range(600):
        trained = arming.train(p, trained, 0.5)
    assert trained == pytest.approx(0.12 / 12 * 0.5 / 0.05)


def test_strength_adds_up() -> None:
    p = assume(UA=300_000.0, battle_UA=0.15, air_denial=0.04, relief=0.4)
    assert arming.built(p, 0.0, 0.0, 0.0) == 300_000.0
    assert arming.built(p, 0.2, 0.1, 0.5) == pytest.approx(300_000 * (1 + 0.2 + 0.1 + 0.02))
    assert arming.tide(p, -1.0) == -45_000.0
    assert arming.relieved(p, 1_000.0) == 400.0


def test_the_bill_by_hand() -> None:
    p = assume(c_s=0.12, overhead=3.0, c_arm=70.0, c_home=0.5, c_air=2.0)
    assert 12 * cost.monthly_cost(p, 10_000.0, 0.0, 0.0, 0.0) == pytest.approx(3.6)
    assert 12 * cost.monthly_cost(p, 0.0, 0.1, 0.0, 0.0) == pytest.approx(7.0)
    assert 12 * cost.monthly_cost(p, 0.0, 0.0, 0.5, 0.25) == pytest.approx(0.25 + 0.5)
