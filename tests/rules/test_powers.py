"""Limit cases of Moscow and Washington, worked out by hand: tripwire, attack, escalation, backing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.rules import arithmetic, escalation, learning, moscow, roles, tripwire, washington
from tests.rules.known import UNIFORM, assume, month, pull

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
    chance = moscow.attack_chance(assume(), pull(), month(win=0.4, guarantee=1.0), usual, 0.4, False)
    assert 1 - (1 - chance) ** 60 == pytest.approx(0.6)


def test_each_motive_moves_the_log_odds_of_an_attack_by_its_weight() -> None:
    p = assume(Lambda=2.0, V=1.5, C_EU=0.5, C_US=1.0, b_prov=0.1, attack_hot=3.0, b_consent=5.0, b_deal=7.0)
    s = pull(nato_visibility=1.0)
    m = month(win=0.6, response=0.25, guarantee=0.5, exposed=80_000.0, hostilities=1.0, consent=0.4)
    chance = moscow.attack_chance(p, s, m, -1.0, 0.4, True)
    utility = 1.5 * 0.2 - 0.25 * (0.5 + 1.0 * 0.5) + 0.1 * 2.0
    assert arithmetic.logit(chance) == pytest.approx(-1.0 + 2.0 * utility + 3.0 - 5.0 * 0.4 - 7.0)


def test_a_hidden_force_provokes_half_as_much() -> None:
    p = assume(b_prov=0.1)
    hidden, seen = (moscow.provocation(p, pull(nato_visibility=n), 40_000.0) for n in (0.0, 1.0))
    assert (hidden, seen) == pytest.approx((0.05, 0.1))


def test_nobody_is_probed_where_nobody_stands() -> None:
    p, s = assume(probe_size=1_000.0), pull(nato_visibility=0.0)
    m = month(location=roles.CITIES)
    chances = [moscow.probe_chance(p, s, m, 0.0, troops, 0.0) for troops in (0.0, 500.0, 9_000.0)]
    assert chances == [0.0, 0.25, 0.5]


def test_each_motive_moves_the_log_odds_of_a_probe_by_its_weight() -> None:
    p = assume(
        b_answer=3.0, b_mass=1.0, probe_near=2.0, probe_nato=5.0, probe_hot=7.0, b_consent=11.0, b_watch=13.0
    )
    m = month(exposed=20_000.0, location=0.8, belief=0.5, hostilities=0.5, consent=0.25)
    chance = moscow.probe_chance(p, pull(nato_visibility=1.0), m, 1.0, 1e6, 0.125)
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
