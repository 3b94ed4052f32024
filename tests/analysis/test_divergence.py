"""Where two runs of the same chance part."""

import sim
from sim.analysis.divergence import MOSCOW, WASHINGTON, divergence

BASE = sim.Scenario()


def test_equal_scenarios_never_part() -> None:
    found = divergence(BASE, BASE, replicate=3)
    assert found.first is None
    assert found.sentence() == "Replicate 3 runs the same in both scenarios."


def test_a_change_of_backing_starts_in_washington() -> None:
    found = divergence(BASE, BASE.but(us_backing=0.9), replicate=3)
    assert found.first is not None
    assert (found.first.actor, found.first.month) == (WASHINGTON, 0)


def test_a_change_of_stance_starts_with_that_country_and_that_term() -> None:
    found = divergence(BASE, BASE.but(stances={"FRA": -3}), replicate=3)
    assert found.first is not None
    assert (found.first.actor, found.first.term) == ("France", "stance")
    assert found.first.change < 0.0
    assert "France in month 0" in found.sentence()


def test_a_dated_change_does_nothing_before_its_date() -> None:
    walkout = BASE.but(injects=[{"kind": "us_walkout", "month": 12}])
    found = divergence(BASE, walkout, replicate=3)
    assert found.first is not None
    assert found.first.month == 12


def test_moscow_alone_is_named() -> None:
    blind = {"b_war": 0.0, "b_dead": 0.0, "b_stakes": 0.0}  # else executives see the risk first
    calm = BASE.but(force_generation="granted", baseline_attack_risk=0.99, assume=blind)
    wild = calm.but(baseline_attack_risk=0.01)
    seen = [divergence(calm, wild, replicate=k).first for k in range(8)]
    assert MOSCOW in {parting.actor for parting in seen if parting}
