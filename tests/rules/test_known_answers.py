"""Limit cases of every mechanism, worked out by hand from its equation."""

import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim import rules
from sim.evidence import load
from sim.rules import arithmetic
from sim.rules.plain import plain
from sim.scenario import roster
from tests.rules.drawing import LEVERS

arming, casualties, cost, denial = map(plain, (rules.arming, rules.casualties, rules.cost, rules.denial))
escalation, force, kyiv, ladder = map(plain, (rules.escalation, rules.force, rules.kyiv, rules.ladder))
learning, moscow, parliament, priors = map(
    plain, (rules.learning, rules.moscow, rules.parliament, rules.priors)
)
publics, tripwire, washington = map(plain, (rules.publics, rules.tripwire, rules.washington))
willingness, withdrawal = map(plain, (rules.willingness, rules.withdrawal))

MODES = {name: float(parameter.mode) for name, parameter in load().parameters.items()}
BASE = {name: LEVERS[name].item() for name in LEVERS.dtype.names}
FACTS = dict.fromkeys(roster.FACTS.names or (), 0.0)
UNIFORM = (np.arange(10_000) + 0.5) / 10_000


def assume(**values: float) -> SimpleNamespace:
    """Every parameter at its mode, but for some."""
    assert values.keys() <= MODES.keys()
    return SimpleNamespace(**(MODES | values))


def pull(**values: float) -> SimpleNamespace:
    """The base scenario in numbers, but for some levers."""
    assert values.keys() <= BASE.keys()
    return SimpleNamespace(**(BASE | values))


def state(**values: float) -> SimpleNamespace:
    """A country of which nothing is known but this."""
    assert values.keys() <= FACTS.keys()
    return SimpleNamespace(**(FACTS | values))


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


# Willingness


def test_a_cabinet_with_no_reason_either_way_is_its_inclination() -> None:
    p = assume(b0=-1.25)
    helping = willingness.helping_terms(p, 0.4, 0.0, 0.0, 0.0)
    sending = willingness.sending_terms(p, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.9, 0.0, 1.0)
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
    sending = willingness.sending_terms(p, -1.0, 0.75, 0.1, 5.0, 0.5, 1.0, 0.0, 0.2, 1.0, 0.5, 2.0)
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


# Force generation


def test_a_state_without_a_border_keeps_the_usual_reserve() -> None:
    assert force.reserve(assume(hold_far=0.13), state(border_km=0.0, army=100_000), 3.0) == 0.13


def test_a_border_ties_down_an_army() -> None:
    p = assume(hold=0.2, kappa=5.0)
    neighbour = state(border_km=500.0, army=100_000)  # 5 km for a thousand soldiers
    assert force.reserve(p, neighbour, 0.0) == pytest.approx(0.2)
    assert force.reserve(p, neighbour, 1.0) == pytest.approx(0.2 + 0.8 * (1 - math.exp(-1)))
    assert force.reserve(p, state(border_km=1e6, army=1_000), 1.0) == pytest.approx(1.0)


def test_sixty_four_thousand_in_place_need_four_times_as_many() -> None:
    p = assume(dep=1.0, rotation=4.0)
    army = state(army=256_000, personnel=256_000, expeditionary=1.0)
    assert force.capacity(p, army, 0.0) == 64_000.0
    assert force.capacity(p, army, 0.75) == 16_000.0


def test_a_state_that_can_send_nobody_sends_a_token() -> None:
    p = assume(token_share=0.02, token_max=800.0)
    assert force.capacity(p, state(army=20_000, personnel=20_000, expeditionary=1.0), 1.0) == 400.0
    assert force.capacity(p, state(army=200_000, personnel=200_000, expeditionary=1.0), 1.0) == 800.0


def test_free_riders_pledge_less_as_others_cover_the_request() -> None:
    p = assume(rho_pub=0.5)
    assert [force.pledge(p, 1_000.0, others, 40_000.0) for others in (0.0, 20_000.0, 40_000.0, 1e6)] == [
        1_000,
        750,
        500,
        500,
    ]


def test_enablers_add_up_to_the_ceiling() -> None:
    p = assume(E_EU=25_000.0, E_US=100_000.0, basing_hub=2_000.0)
    assert [force.ceiling(p, us, hubs) for us, hubs in ((0.0, 0.0), (1.0, 0.0), (0.5, 0.5))] == [
        25_000,
        125_000,
        76_000,
    ]


def test_a_total_is_brought_down_to_a_limit_and_never_up() -> None:
    assert [force.within(total, 100.0) for total in (0.0, 50.0, 100.0, 400.0)] == [1.0, 1.0, 1.0, 0.25]
    assert force.within(5.0, 0.0) == 0.0


def test_a_force_builds_up_slowly_and_draws_down_quickly() -> None:
    up, down = force.pace(6.0), force.pace(2.0)
    assert force.build_up(0.0, 600.0, up, down) == pytest.approx(100.0)
    assert force.build_up(600.0, 0.0, up, down) == pytest.approx(300.0)
    assert force.pace(0.5) == 1.0


def test_bases_next_door_relieve_the_border() -> None:
    assert force.felt_threat(assume(basing_relief=0.4), 2.0, 0.5) == pytest.approx(1.6)


# Denial


def test_two_hundred_thousand_are_not_shrunk_to_eighteen() -> None:
    p = assume(tooth=0.35, quality=2.0)
    fighting = 200_000 * 0.35 * 2.0
    assert denial.effective_force(p, 200_000.0, 0.0, 1.0, 1e6, 1.0) == pytest.approx(fighting)
    assert denial.effective_force(p, 200_000.0, 0.25, 1.0, 1e6, 1.0) == pytest.approx(fighting * 0.75)
    assert denial.effective_force(p, 200_000.0, 0.0, 0.5, 100_000.0, 0.5) == pytest.approx(fighting * 0.5)


def test_a_force_that_will_not_fight_is_worth_nothing() -> None:
    assert denial.effective_force(assume(), 40_000.0, 0.0, 1.0, 1e6, 0.0) == 0.0
    assert denial.effective_force(assume(), 0.0, 0.0, 1.0, 1e6, 1.0) == 0.0


def test_a_timid_force_is_worth_more_nearer_the_front() -> None:
    p = assume(tooth=0.5, quality=1.0)
    far, near = (denial.effective_force(p, 10_000.0, 0.0, place, 1e6, 0.25) for place in (0.04, 0.64))
    assert (far, near) == (pytest.approx(500.0), pytest.approx(2_000.0))


def test_an_even_balance_is_an_even_chance() -> None:
    assert denial.attack_succeeds(assume(RU=500_000.0), 500_000.0, 0.0) == pytest.approx(0.5)
    assert denial.attack_succeeds(assume(RU=500_000.0, k=2.0), 1_000_000.0, 0.0) == pytest.approx(0.2)
    assert denial.attack_succeeds(assume(RU=400_000.0), 500_000.0, 100_000.0) == pytest.approx(0.5)


def test_proximity_runs_from_its_floor_to_one() -> None:
    assert [denial.proximity(assume(prox_floor=0.05), x) for x in (0.0, 1.0)] == [0.05, 1.0]


# Tripwire


def test_an_attack_hits_what_stands_in_its_way() -> None:
    p = assume(F0=4_000.0, presence=0.0)
    assert tripwire.touched(p, 0.0) == 0.0
    assert tripwire.touched(p, 4_000.0) == pytest.approx(1 - math.exp(-1))
    assert tripwire.exposure(p, 0.0) == 1.0


def test_presence_times_resolve() -> None:
    p = assume(F0=4_000.0, g_E=0.3, g_U=0.5, g_floor=0.2)
    assert tripwire.exposure(p, 0.0) == 0.0
    assert tripwire.exposure(p, 4_000.0) == pytest.approx(1 - math.exp(-1))
    assert tripwire.response(p, 0.0, 1.0, 1.0) == 0.0
    assert tripwire.response(p, 1.0, 0.0, 0.0) == 0.0
    assert tripwire.response(p, 1.0, 0.0, 1.0) == pytest.approx(0.5 * 0.2)
    assert tripwire.response(p, 1.0, 1.0, 1.0) == pytest.approx(1 - 0.7 * 0.5)
    assert tripwire.response(p, 0.5, 1.0, 0.0) == pytest.approx(0.15)


def test_where_the_guarantee_commits_presence_does_not_count() -> None:
    assert tripwire.exposure(assume(presence=0.0), 0.0) == tripwire.exposure(assume(presence=0.0), 1e6) == 1.0


# Rules of engagement


def test_declared_rules_are_practised_at_a_discount() -> None:
    p = assume(roe_base=0.6, roe_us=0.3)
    assert [learning.practised(p, 1.0, us) for us in (0.0, 1.0)] == pytest.approx([0.6, 0.9])
    assert learning.practised(assume(roe_base=1.0, roe_us=1.0), 1.0, 1.0) == 1.0
    assert learning.practised(p, 0.0, 1.0) == 0.0


def test_belief_starts_at_the_declared_rules_and_follows_what_is_seen() -> None:
    p = assume(n0=4.0, faith=0.5)
    assert learning.belief(p, 0.5, 0.0, 0.0) == 0.25
    assert learning.belief(p, 0.5, 1.0, 0.0) == pytest.approx(2 / 5)
    assert learning.belief(p, 0.5, 0.0, 1.0) == pytest.approx(1 / 5)


def test_new_rules_are_believed_as_far_as_the_first_were() -> None:
    p = assume(n0=4.0, faith=0.5)
    assert learning.belief(p, 1.0, 0.0, 0.0) == 0.5
    assert learning.belief(p, 1.0, 0.0, 4.0) == 0.25


def test_what_is_not_repeated_is_forgotten() -> None:
    assert learning.remember(assume(forget=0.5), 9.0, 0.0) == 4.5
    assert learning.remember(assume(forget=1.0), 9.0, 1.0) == 1.0


# Moscow


@pytest.mark.parametrize("five_years", [0.01, 0.3, 0.6, 0.99])
def test_monthly_risks_compound_to_the_five_year_risk(five_years: float) -> None:
    assert 1 - (1 - moscow.monthly_risk(five_years)) ** 60 == pytest.approx(five_years)


def test_with_no_force_and_no_new_arms_the_risk_is_the_baseline() -> None:
    usual = arithmetic.logit(moscow.monthly_risk(0.6))
    chance = moscow.attack_chance(assume(), pull(), usual, 0.4, 0.4, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)
    assert 1 - (1 - chance) ** 60 == pytest.approx(0.6)


def test_each_motive_moves_the_log_odds_of_an_attack_by_its_weight() -> None:
    p = assume(Lambda=2.0, V=1.5, C_EU=0.5, C_US=1.0, b_prov=0.1, attack_hot=3.0, b_consent=5.0, b_deal=7.0)
    s = pull(nato_visibility=1.0)
    chance = moscow.attack_chance(p, s, -1.0, 0.6, 0.4, 0.25, 0.5, 80_000.0, 1.0, 0.4, 1.0)
    utility = 1.5 * 0.2 - 0.25 * (0.5 + 1.0 * 0.5) + 0.1 * 2.0
    assert arithmetic.logit(chance) == pytest.approx(-1.0 + 2.0 * utility + 3.0 - 5.0 * 0.4 - 7.0)


def test_a_hidden_force_provokes_half_as_much() -> None:
    p = assume(b_prov=0.1)
    hidden, seen = (moscow.provocation(p, pull(nato_visibility=n), 40_000.0) for n in (0.0, 1.0))
    assert (hidden, seen) == pytest.approx((0.05, 0.1))


def test_nobody_is_probed_where_nobody_stands() -> None:
    p, s = assume(probe_size=1_000.0), pull(nato_visibility=0.0)
    in_the_cities = (0.0, ladder.CITIES, 0.0, 0.0, 0.0, 0.0)
    chances = [moscow.probe_chance(p, s, 0.0, troops, *in_the_cities) for troops in (0.0, 500.0, 9_000.0)]
    assert chances == [0.0, 0.25, 0.5]


def test_each_motive_moves_the_log_odds_of_a_probe_by_its_weight() -> None:
    p = assume(
        b_answer=3.0, b_mass=1.0, probe_near=2.0, probe_nato=5.0, probe_hot=7.0, b_consent=11.0, b_watch=13.0
    )
    chance = moscow.probe_chance(p, pull(nato_visibility=1.0), 1.0, 1e6, 20_000.0, 0.8, 0.5, 0.5, 0.25, 0.125)
    assert arithmetic.logit(chance) == pytest.approx(1 - 1.5 - 0.5 + 1 + 5 + 3.5 - 2.75 - 1.625)


# Escalation


def test_an_answer_mostly_ends_in_an_exchange_of_fire() -> None:
    q = 0.01  # war once in a hundred, a leap of one rung q^¼ ≈ 0.32
    reached = np.array([escalation.after_answer(q, 1, False, u) for u in UNIFORM])
    assert np.mean(reached == 3) == pytest.approx(1 - q**0.25, abs=1e-3)
    assert np.mean(reached == 7) == pytest.approx(q, abs=1e-3)
    assert min(escalation.after_answer(q, 1, True, u) for u in UNIFORM) == 4
    assert escalation.after_answer(0.0, 1, False, 0.5) == 3


def test_what_is_let_pass_does_not_climb() -> None:
    assert (escalation.after_silence(False), escalation.after_silence(True)) == (2, 4)


def test_an_attack_is_war_only_if_the_force_fights() -> None:
    p, s = assume(war_attack=0.1, esc_nato=0.5), pull(nato_visibility=1.0)
    assert {escalation.after_attack(p, s, False, u) for u in (0.0, 0.9)} == {5}
    assert [escalation.after_attack(p, s, True, u) for u in (0.14, 0.16)] == [7, 6]


def test_a_hot_line_stops_climbs_and_visibility_makes_them_likelier() -> None:
    p = assume(clash=0.01, hotline=0.5, esc_nato=1.0)
    assert [escalation.climb_chance(p, pull(nato_visibility=n)) for n in (0.0, 1.0)] == pytest.approx(
        [0.005, 0.01]
    )
    assert escalation.climb_chance(assume(clash=1.0, hotline=0.0), pull(nato_visibility=1.0)) == 0.5


def test_tension_eases_one_rung_at_a_time() -> None:
    p = assume(cool=0.5)
    assert [escalation.next_tension(p, 4, 1, draw) for draw in (0.4, 0.6)] == [3, 4]
    assert escalation.next_tension(p, 1, 1, 0.0) == 1
    assert escalation.next_tension(p, 2, 6, 0.0) == 6


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
    assert casualties.role_risk(assume(support_risk=0.7), 0.5) == pytest.approx(0.85)


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
    assert withdrawal.staying(assume(), 1.0, 0.0, 0.0) == 1.0
    assert withdrawal.staying(assume(), 1.0, 3.0, 1.0) == 1.0
    assert withdrawal.staying(assume(exit0=0.1), 0.5, 2.0, 0.5) == pytest.approx(0.45)


# Washington


@pytest.mark.parametrize("level", [0.0, 0.05, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("volatility", [0.0, 0.2, 0.5])
def test_a_swinging_signal_keeps_its_mean(level: float, volatility: float) -> None:
    swing = washington.swing(pull(us_volatility=volatility), level)
    heard = np.array([washington.signal(level, swing, u) for u in UNIFORM])
    assert heard.mean() == pytest.approx(level, abs=1e-6)
    assert heard.std() == pytest.approx(
        min(volatility, level / math.sqrt(3), (1 - level) / math.sqrt(3)), abs=1e-6
    )


def test_european_effort_moves_only_a_wavering_washington() -> None:
    p = assume(r_s=0.3)
    assert [washington.moved(p, level, 1.0) for level in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 0.8, 1.0])
    assert washington.moved(assume(r_s=-0.3), 0.5, 0.5) == pytest.approx(0.35)
    assert washington.moved(p, 0.5, 0.0) == 0.5


def test_trust_is_lost_faster_than_won() -> None:
    p = assume(trust_up=0.25, trust_down=0.5)
    assert (washington.trust(p, 0.5, 0.9), washington.trust(p, 0.5, 0.1)) == pytest.approx((0.6, 0.3))


def test_the_two_channels_are_separate() -> None:
    s = pull(us_enablers=0.5, us_guarantee=0.0)
    assert (
        washington.enablers(s, 0.8),
        washington.guarantee(s, 0.8),
        washington.felt(s, 0.8),
    ) == pytest.approx((0.4, 0.0, 0.2))


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


def test_only_a_deal_with_consent_calms() -> None:
    p = assume(settle=0.1)
    assert [
        kyiv.calmed(p, 0.3, deal, c) for deal, c in ((False, 1.0), (True, 0.0), (True, 1.0))
    ] == pytest.approx([0.3, 0.3, 0.4])
    assert kyiv.calmed(p, 0.95, True, 1.0) == 1.0


def test_arms_arrive_as_fast_as_the_ramp_allows_and_only_if_paid_for() -> None:
    p, delivered = assume(ramp=12.0, fund=0.5), 0.0
    for _ in range(240):
        delivered = arming.deliver(p, delivered, 0.4, 0.25)
    assert delivered == pytest.approx(0.2)
    assert arming.deliver(p, 0.0, 0.4, 1.0) == pytest.approx(0.4 / 12)


def test_training_settles_where_it_wears_off() -> None:
    p, trained = assume(dq=0.12, wear=0.05), 0.0
    for _ in range(600):
        trained = arming.train(p, trained, 0.5)
    assert trained == pytest.approx(0.12 / 12 * 0.5 / 0.05)


def test_strength_adds_up() -> None:
    p = assume(UA=300_000.0, battle_UA=0.15, air_denial=0.04, relief=0.4)
    assert arming.ukrainian_strength(p, 0.0, 0.0, 0.0, 0.0) == 300_000.0
    assert arming.ukrainian_strength(p, -1.0, 0.2, 0.1, 0.5) == pytest.approx(
        300_000 * (1 - 0.15 + 0.2 + 0.1 + 0.02)
    )
    assert arming.relieved(p, 1_000.0) == 400.0


def test_the_bill_by_hand() -> None:
    p = assume(c_s=0.12, overhead=3.0, c_arm=70.0, c_home=0.5, c_air=2.0)
    assert 12 * cost.monthly_cost(p, 10_000.0, 0.0, 0.0, 0.0) == pytest.approx(3.6)
    assert 12 * cost.monthly_cost(p, 0.0, 0.1, 0.0, 0.0) == pytest.approx(7.0)
    assert 12 * cost.monthly_cost(p, 0.0, 0.0, 0.5, 0.25) == pytest.approx(0.25 + 0.5)
