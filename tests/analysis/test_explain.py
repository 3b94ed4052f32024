"""Explanations: the terms sum exactly, match the results of the engine, and carry the sentence."""

import dataclasses
import re

import numpy as np
import pytest

import sim
from sim.analysis.basis import BEHIND, basis
from sim.analysis.explain import DECIDING, WILLINGNESS, explanation
from sim.analysis.trace import MAX_RUNS, trace
from sim.engine.assumptions import PARAMETERS, priors
from sim.evidence import load
from sim.rules.roles import ON_GROUND, PROTECTION, SUPPORT
from sim.rules.willingness import EXPECTED_TERMS, OTHERS_TERMS, TERMS
from sim.scenario import ScenarioError
from sim.wording import labels

KFOR = sim.Scenario().but(roe="robust", us_backing=0.75)


@pytest.mark.parametrize("country", ["POL", "FRA", "EST"])
@pytest.mark.parametrize(
    "scenario", [KFOR, sim.Scenario(location=0.9, hostilities=0.5), sim.Scenario(roles=())]
)
def test_the_terms_sum_to_the_willingness_of_every_run(scenario: sim.Scenario, country: str) -> None:
    terms, rungs = trace(scenario, country, seed=5, replicates=200)
    ds = sim.simulate(scenario, replicates=200, seed=5).isel(scenario=0).sel(country=country)
    np.testing.assert_allclose(terms.sum(axis=1), ds["willingness_by_country"], rtol=0, atol=1e-12)
    np.testing.assert_array_equal(rungs, ds["rung_by_country"])


@pytest.mark.fault("sorted-explanation")
def test_the_means_sum_to_the_mean() -> None:
    table = sim.explain(KFOR, country="POL", seed=1, replicates=300)
    assert set(table.index) == {*TERMS, WILLINGNESS}
    assert table["weight"][:-1].is_monotonic_decreasing
    assert table["mean"][:-1].sum() == pytest.approx(table["mean"].iloc[-1], abs=1e-12)
    assert (table["low"] <= table["high"]).all()


def test_one_replicate_is_that_run() -> None:
    many, _ = trace(KFOR, "ITA", seed=2, replicates=10)
    one = explanation(KFOR, "ITA", seed=2, replicate=7)
    np.testing.assert_array_equal(one.mean, many[7])
    assert "in replicate 7" in one.sentence()


def test_a_month_can_be_chosen() -> None:
    early = sim.explain(KFOR, "FRA", replicates=50, month=0)
    assert early["mean"]["lock_in"] == 0.0
    assert sim.explain(KFOR, "FRA", replicates=50)["mean"]["lock_in"] > 0.0


def test_the_sentence_names_what_weighs_most_and_follows_the_numbers() -> None:
    found = explanation(KFOR, "POL", replicates=300)
    assert re.match(r"Poland declines support troops in the rear in (all|.* of) 300 runs", found.sentence())
    assert "weigh most what it said of soldiers" in found.sentence()
    changed = found.table.copy()
    changed.loc["stance", "mean"] = 3.0
    assert dataclasses.replace(found, table=changed).sentence() != found.sentence()
    assert found.sentence() in found._repr_html_()
    assert sim.explain(KFOR, "POL", replicates=300).attrs["finding"] == found.sentence()


@pytest.mark.fault("silent-states")
def test_a_state_of_whom_nothing_is_known_is_said_to_be_drawn() -> None:
    found = explanation(KFOR, "BEL", replicates=300)
    low, high = (float(found.table[end]["stance"]) for end in ("low", "high"))
    assert not found.known
    assert low < -1.0 < 1.0 < high
    assert "No statement of its government on soldiers was found: its stance is drawn" in found.sentence()
    for known in (KFOR.but(evidence="record"), KFOR.but(stances={"BEL": 0.0})):
        assert "No statement" not in explanation(known, "BEL", replicates=50).sentence()


def test_what_comes_to_nothing_on_average_may_still_decide() -> None:
    table = sim.explain(KFOR, "BEL", replicates=1_000)
    assert table["weight"][list(TERMS)].sum() == pytest.approx(1.0)
    assert abs(table["mean"]["doubt"]) < 0.2
    assert table["weight"]["doubt"] > DECIDING > table["weight"]["stakes"] > 0.0


def test_every_term_has_words() -> None:
    assert labels.TERMS.keys() == set(TERMS)
    assert all(labels.term(term) not in TERMS for term in TERMS)
    assert labels.term("stance") != labels.term("stance", known=False)


def test_every_term_rests_on_known_parameters() -> None:
    named = {name for term in TERMS for role in (SUPPORT, PROTECTION) for name in basis(term, role)}
    assert named <= set(load().parameters)
    assert all(basis(term, SUPPORT) for term in TERMS)
    assert basis(WILLINGNESS, SUPPORT) == ()


def test_a_terms_parameters_are_read_from_its_rule_and_from_what_it_calls() -> None:
    assert basis("lock_in", PROTECTION) == ("b_lock", "lock_months")
    assert basis("peers", SUPPORT) == ("b_peer", "peer_full", "risk_support")
    assert basis("us_absence", SUPPORT) == ("b_us", "r_s", "trust_up", "trust_down", "risk_support")
    assert basis("role", SUPPORT) == ("bonus_support",)


def test_nothing_is_listed_behind_an_argument_that_no_term_reads() -> None:
    named = {name for term in TERMS for name in basis(term, PROTECTION)}
    assert all(set(parameters) <= named for parameters in BEHIND.values())


@pytest.mark.parametrize(
    "scenario", [KFOR, KFOR.but(roles=["protection"]), KFOR.but(roles=["protection"], location=0.9)]
)
def test_whatever_moves_a_term_at_once_is_named_behind_it(scenario: sim.Scenario) -> None:
    """Each parameter at its floor and at its ceiling, in the first month, before anything can come round.

    What the others do, and what executives expect of Moscow, rests on nearly all; there the term's own are named.
    """
    own = [term for term in TERMS if term not in (*OTHERS_TERMS, *EXPECTED_TERMS)]
    rests_on = sim.explain(scenario, "FIN", replicates=1, month=0)["parameters"]
    before, _ = trace(scenario, "FIN", replicates=1, month=0)
    for name, (low, _, high) in zip(PARAMETERS, priors(scenario.theory), strict=True):
        for value in (low, high):
            after, _ = trace(scenario.but(assume={name: value}), "FIN", replicates=1, month=0)
            moved = [term for term in own if abs((after - before)[0, TERMS.index(term)]) > 1e-9]
            assert all(name in str(rests_on[term]).split() for term in moved), (name, moved)


def test_a_mission_that_asks_for_no_soldiers_is_said() -> None:
    for scenario in (KFOR.but(force_size=0), KFOR.but(roles=["training"])):
        said = explanation(scenario, "FRA", replicates=50).sentence()
        assert said.startswith("No soldiers are asked for; were they, France would send protection troops")
    assert "No soldiers" not in explanation(KFOR, "FRA", replicates=50).sentence()


def test_the_decision_is_of_the_month_asked_for() -> None:
    late = KFOR.but(injects=[{"kind": "consent_withdrawn", "month": 20}])
    assert explanation(late, "FRA", replicates=100, month=12).on_the_ground > 0.5
    assert explanation(late, "FRA", replicates=100).on_the_ground < 0.5
    cut = sim.simulate(late.but(horizon=6, injects=()), replicates=100, seed=1).isel(scenario=0)
    asked = explanation(late, "FRA", replicates=100, month=5)
    assert asked.on_the_ground == float((cut["rung_by_country"].sel(country="FRA") >= ON_GROUND).mean())


def test_more_runs_than_memory_holds_are_refused() -> None:
    with pytest.raises(ScenarioError, match=rf"replicates: .* allowed: 1 to {MAX_RUNS}"):
        sim.explain(KFOR, replicates=1_000_000)


@pytest.mark.parametrize(("country", "change"), [("XYZ", {}), ("POL", {"exclude": "POL"})])
def test_a_country_that_is_not_there_is_refused(country: str, change: dict[str, str]) -> None:
    with pytest.raises(ScenarioError, match="country"):
        sim.explain(KFOR.but(**change), country)
