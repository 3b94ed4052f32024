"""Limit cases of Moscow and Washington, worked out by hand: tripwire, attack, escalation, backing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import arithmetic, escalation, learning, moscow, tripwire, washington
from tests.rules.known import UNIFORM, assume, month, pull, seen

# Tripwire


def test_an_attack_hits_what_stands_in_its_way() -> None:
    p = assume(F0=4_000.0)
    assert tripwire.touched(p, 0.0) == 0.0
    assert tripwire.touched(p, 4_000.0) == pytest.approx(1 - math.exp(-1))
    assert [tripwire.exposure(assume(presence=1.0), touched) for touched in (0.0, 0.4)] == [0.0, 0.4]


def test_where_the_guarantee_commits_presence_does_not_count() -> None:
    assert {tripwire.exposure(assume(presence=0.0), touched) for touched in (0.0, 0.4, 1.0)} == {1.0}


def test_the_us_joins_for_its_guarantee_and_for_those_who_stand() -> None:
    p = assume(g_U=0.5, g_floor=0.2)
    assert tripwire.joining(p, 0.0, 1.0) == 0.0
    assert tripwire.joining(p, 1.0, 0.0) == pytest.approx(0.5 * 0.2)
    assert tripwire.joining(p, 0.5, 0.5) == pytest.approx(0.25 * 0.6)
    assert tripwire.either(0.3, 0.5) == pytest.approx(1 - 0.7 * 0.5)


# Rules of engagement


def test_declared_rules_carry_as_far_as_the_us_stands_behind_them() -> None:
    p = assume(roe_base=0.6, roe_us=0.3)
    assert [learning.ruled(p, 1.0, us) for us in (0.0, 1.0)] == pytest.approx([0.6, 0.9])
    assert learning.ruled(assume(roe_base=1.0, roe_us=1.0), 1.0, 1.0) == 1.0
    assert learning.ruled(p, 0.0, 1.0) == 0.0


def test_what_a_force_has_done_weighs_beside_its_rules() -> None:
    p = assume(n0=4.0)
    assert learning.practised(p, 0.25, 0.0, 0.0) == 0.25
    assert learning.practised(p, 0.25, 1.0, 0.0) == pytest.approx(2 / 5)
    assert learning.practised(p, 0.25, 0.0, 1.0) == pytest.approx(1 / 5)


def test_moscow_reads_the_same_record_but_may_doubt_or_fear_the_rules() -> None:
    record = (0.5, 3.0, 2.0)
    assert learning.belief(assume(faith=1.0), *record) == learning.practised(assume(), *record)
    assert learning.belief(assume(n0=4.0, faith=0.5), 0.5, 0.0, 0.0) == 0.25
    assert learning.belief(assume(faith=2.0), 0.9, 0.0, 0.0) == 1.0


def test_a_habit_leads_nowhere_in_particular() -> None:
    """An urn is a martingale: what the next incident will teach is, on average, what is believed already."""
    p, ruled, answered, ignored = assume(n0=3.0), 0.3, 2.0, 5.0
    now = learning.practised(p, ruled, answered, ignored)
    yes = learning.practised(p, ruled, answered + 1.0, ignored)
    no = learning.practised(p, ruled, answered, ignored + 1.0)
    assert now * yes + (1 - now) * no == pytest.approx(now)


def test_what_is_not_repeated_is_forgotten() -> None:
    assert learning.remember(assume(forget=0.5), 9.0, 0.0) == 4.5
    assert learning.remember(assume(forget=1.0), 9.0, 1.0) == 1.0


# Moscow


@pytest.mark.parametrize("five_years", [0.01, 0.3, 0.6, 0.99])
def test_monthly_risks_compound_to_the_five_year_risk(five_years: float) -> None:
    assert 1 - (1 - moscow.monthly_risk(five_years)) ** 60 == pytest.approx(five_years)


def test_with_no_force_no_new_arms_and_the_usual_balance_the_risk_is_the_baseline() -> None:
    usual = arithmetic.logit(moscow.monthly_risk(0.6))
    worth = moscow.utility(assume(), pull(), seen(win=0.4), 0.4)
    chance = moscow.attack_chance(assume(), month(), usual, worth)
    assert 1 - (1 - chance) ** 60 == pytest.approx(0.6)


def test_each_motive_moves_the_log_odds_of_an_attack_by_its_weight() -> None:
    p = assume(Lambda=2.0, V=1.5, C_EU=0.5, C_US=1.0, b_prov=0.1, b_fighting=3.0, b_consent=5.0)
    force = seen(win=0.6, europe=0.25, america=0.125, exposed=80_000.0)
    worth = moscow.utility(p, pull(nato_visibility=1.0), force, 0.4)
    assert worth == pytest.approx(1.5 * 0.2 - 0.25 * 0.5 - 0.125 * 1.0 + 0.1 * 2.0)
    chance = moscow.attack_chance(p, month(hostilities=1.0, consent=0.4), -1.0, worth)
    assert arithmetic.logit(chance) == pytest.approx(-1.0 + 2.0 * worth + 3.0 - 5.0 * 0.4)


def test_a_hidden_force_provokes_half_as_much() -> None:
    p = assume(b_prov=0.1)
    hidden, seen = (moscow.provocation(p, pull(nato_visibility=n), 40_000.0) for n in (0.0, 1.0))
    assert (hidden, seen) == pytest.approx((0.05, 0.1))


def test_nobody_is_probed_where_nobody_stands() -> None:
    p, s = assume(probe_size=1_000.0), pull(nato_visibility=0.0)
    chances = [
        moscow.probe_chance(p, s, month(), seen(exposed=troops), 0.0) for troops in (0.0, 1_000.0, 1e6)
    ]
    assert chances == pytest.approx([0.0, (1 - math.exp(-1)) / 2, 0.5])


def test_each_motive_moves_the_log_odds_of_a_probe_by_its_weight() -> None:
    p = assume(b_answer=3.0, b_soft=0.0, b_losses=4.0, probe_nato=5.0, b_fighting=7.0, b_consent=11.0)
    m = month(belief=0.5, hostilities=0.5, consent=0.25, battlefield=0.5)
    chance = moscow.probe_chance(p, pull(nato_visibility=1.0), m, seen(exposed=1e9), 1.0)
    assert arithmetic.logit(chance) == pytest.approx(1 - 1.5 + 2 + 5 + 3.5 - 2.75)


def test_who_could_not_answer_is_a_soft_target() -> None:
    p, s = assume(b_soft=2.0, F_soft=1_000.0, b_answer=0.0), pull(nato_visibility=0.0)
    hard = {"exposed": 1e9, "fighters": 1e9, "cover": 1.0}

    def wish(belief: float, **force: float) -> float:
        return arithmetic.logit(moscow.probe_chance(p, s, month(belief=belief), seen(**(hard | force)), 0.0))

    assert wish(1.0) == pytest.approx(-2.0)
    for soft in (wish(0.0), wish(1.0, cover=0.0), wish(1.0, fighters=0.0)):
        assert soft == pytest.approx(0.0)
    assert wish(0.5, fighters=4_000.0, cover=0.5) == pytest.approx(-2.0 * (1 - math.exp(-1)))


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


def test_war_comes_from_those_who_stand_and_from_the_us() -> None:
    p, s = assume(war_E=0.1, war_U=0.3, esc_nato=0.5), pull(nato_visibility=1.0)
    assert escalation.war_chance(p, s, 0.0, 0.0) == 0.0
    assert escalation.war_chance(p, s, 0.4, 0.0) == pytest.approx(0.06)
    assert escalation.war_chance(p, s, 1.0, 1.0) == pytest.approx(1 - 0.85 * 0.55)
    assert escalation.war_chance(assume(war_U=1.0), s, 0.0, 1.0) == 1.0


def test_an_attack_that_nobody_answers_is_a_strike() -> None:
    assert escalation.after_attack(False, False, 0.0, 0.0) == 5
    assert (
        escalation.after_attack(True, False, 0.1, 0.2) == escalation.after_attack(False, True, 0.1, 0.2) == 6
    )
    assert escalation.after_attack(True, False, 0.1, 0.05) == 7


def test_visibility_makes_climbs_likelier() -> None:
    p = assume(clash=0.005, esc_nato=1.0)
    assert [escalation.climb_chance(p, pull(nato_visibility=n)) for n in (0.0, 1.0)] == pytest.approx(
        [0.005, 0.01]
    )
    assert escalation.climb_chance(assume(clash=1.0), pull(nato_visibility=1.0)) == 0.5


def test_tension_eases_one_rung_at_a_time() -> None:
    assert [escalation.next_tension(tension, 1) for tension in (4, 1)] == [3, 1]
    assert escalation.next_tension(2, 6) == 6


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


def test_an_unsteady_washington_is_heard_above_and_below() -> None:
    swing = washington.swing(pull(us_volatility=0.2), 0.5)
    least, most = (washington.signal(0.5, swing, draw) for draw in (0.0, 1.0))
    assert (least, most) == pytest.approx((0.5 - 0.2 * math.sqrt(3), 0.5 + 0.2 * math.sqrt(3)))


def test_european_effort_moves_only_a_wavering_washington() -> None:
    p = assume(r_s=0.3)
    assert [washington.moved(p, level, 1.0) for level in (0.0, 0.5, 1.0)] == pytest.approx([0.0, 0.8, 1.0])
    assert washington.moved(assume(r_s=-0.3), 0.5, 0.5) == pytest.approx(0.35)
    assert washington.moved(p, 0.5, 0.0) == 0.5


def test_trust_is_lost_faster_than_won() -> None:
    p = assume(trust_up=0.25, trust_down=0.5)
    assert (washington.trust(p, 0.5, 0.9), washington.trust(p, 0.5, 0.1)) == pytest.approx((0.6, 0.3))


def test_what_is_not_among_the_parts_does_not_count() -> None:
    assert [washington.guarantee(pull(us_guarantee=part), 0.8) for part in (0.0, 1.0)] == [0.0, 0.8]
