"""Pivotal states: what is lost beyond a state's own, found again by hand; nothing where nobody leans on anybody."""

import dataclasses
from typing import Any

import pytest

import sim
from sim.analysis.pivotal import pivotal
from sim.evidence import load
from sim.rules.roles import ON_GROUND
from sim.scenario import ScenarioError

SOLITARY = dict.fromkeys(
    ("b_peer", "b_cond", "b_dead", "b_war", "b_bare", "b_stakes", "b_hot", "b_us", "rho_pub", "kia_prob"), 0.0
)
ALONE = sim.Scenario(horizon=6, baseline_attack_risk=0.01, force_size=300_000.0).but(assume=SOLITARY)


def test_it_is_the_paired_difference_without_the_state_itself() -> None:
    base = sim.Scenario(exclude=("FRA",))
    ds = sim.simulate({"with": base, "without": base.but(exclude=("FRA", "GBR"))}, 60, seed=3)
    others = ds.drop_sel(country="GBR")
    ground = (others["rung_by_country"] >= ON_GROUND).sum("country")
    soldiers = others["troops_by_country"].sum("country")
    found = pivotal(base, 60, seed=3).table.loc["GBR"]
    for name, counted in (("others", ground), ("soldiers", soldiers)):
        lost = counted.sel(scenario="with") - counted.sel(scenario="without")
        assert found[name] == pytest.approx(float(lost.mean()))


def test_where_nobody_leans_on_anybody_nobody_is_pivotal() -> None:
    found = pivotal(ALONE, 40)
    assert float(found.table["others"].abs().max()) == 0.0
    assert found.two_sizes == 0.0
    assert found.pulls.empty
    assert "No state that stays away takes others with it" in found.sentence()


def test_the_more_states_lean_on_each_other_the_more_one_takes_with_it() -> None:
    leaning = ALONE.but(assume=SOLITARY | {"b_peer": 5.0, "peer_full": 0.6, "b0": -5.0})
    found = pivotal(leaning, 200)
    assert found.table["others"].iloc[0] > 2.0
    assert found.two_sizes > 0.01
    assert found.table["others"].is_monotonic_decreasing


def test_the_sentence_names_the_most_pivotal_first_and_follows_the_numbers() -> None:
    found = pivotal(replicates=300)
    first = found.table.index[0]
    assert load().names[first] in found.sentence()
    changed = found.table.assign(others_separated=False)
    assert dataclasses.replace(found, table=changed).sentence() != found.sentence()
    assert found.sentence() in found._repr_html_()


@pytest.mark.fault("silent-states")
def test_a_state_without_a_statement_is_marked() -> None:
    known = pivotal(sim.Scenario(horizon=3).but(stances={"BEL": 1.0}), 2).table["known"]
    assert known["BEL"]
    assert not known["PRT"]


@pytest.mark.parametrize("wrong", [{"replicates": 1}, {"seed": -1}])
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match=f"^{next(iter(wrong))}: "):
        pivotal(**wrong)
