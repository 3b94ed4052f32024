"""What an outcome rests on, as read from the source, is what moves it when it runs."""

import numpy as np

from sim import outcomes
from sim.analysis import lineage, runs
from sim.analysis.basis import terms_of
from sim.evidence import load
from sim.scenario import Scenario

OUTCOMES = [one.name for one in outcomes.RUN]


def test_every_parameter_is_read_by_a_rule_and_stands_behind_some_outcome() -> None:
    behind = set[str]()
    for name in OUTCOMES:
        behind |= lineage.lineage().back(f"Outcomes.{name}").keys()
    assert {f"Assumptions.{name}" for name in load().parameters} <= behind


def test_chains_that_were_followed_by_hand() -> None:
    assert lineage.first_rules("Facts.veto") == ("parliament.backing_asked",)
    assert lineage.first_rules("Levers.roe") == ("learning.ruled",)
    assert lineage.inputs("moscow.utility", "parameter") == ("C_EU", "C_US", "V")
    assert lineage.behind("cost_eur_bn")[0] == ("cost.monthly_cost", 2)
    steps = [steps for _, steps in lineage.behind("deployed")]
    assert steps == sorted(steps)
    assert terms_of("near") == ("expected_dead", "warning", "stakes")


def test_what_is_not_behind_an_outcome_does_not_move_it() -> None:
    apart = {
        name: [
            outcome
            for outcome in OUTCOMES
            if f"Assumptions.{name}" not in lineage.lineage().back(f"Outcomes.{outcome}")
        ]
        for name in load().parameters
    }
    tried = {name: free for name, free in apart.items() if free}
    assert {"c_arm", "c_home", "c_air"} <= tried.keys()
    for name, free in tried.items():
        prior = load().parameters[name]
        ends = [
            Scenario(arming=0.4, horizon=24).but(assume={name: end}) for end in (prior.floor, prior.ceiling)
        ]
        moved = runs.measured(ends, OUTCOMES, replicates=60, seed=1)
        same = [np.array_equal(values[0], values[1], equal_nan=True) for values in moved]
        assert all(same[OUTCOMES.index(outcome)] for outcome in free), name
        assert not all(same), name
