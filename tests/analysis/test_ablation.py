"""Every mechanism can be switched off, and what that does to the headlines is what it must do."""

import pandas as pd
import pytest

from sim.analysis import headlines, lineage
from sim.analysis.ablation import PARTS, Ablation, Part, ablation
from sim.analysis.basis import basis
from sim.evidence import load
from sim.rules import MECHANISMS
from sim.rules.roles import PROTECTION
from sim.rules.willingness import TERMS
from sim.scenario import Scenario, ScenarioError

DECIDE_NOTHING = {"hindrance"}
"""Files of rules that cannot be off: they name what happened and move nothing."""
BASE = Scenario(horizon=12)
BY_NAME = {f"{part.mechanism}.{part.name}": part for part in PARTS}


def test_no_mechanism_and_no_term_is_forgotten() -> None:
    covered = {part.mechanism for part in PARTS}
    assert covered == set(MECHANISMS) - DECIDE_NOTHING
    assert len(BY_NAME) == len(PARTS)
    fixed = {name for part in PARTS if part.mechanism != "priors" for name in part.assume}
    assert [term for term in TERMS if not fixed & set(basis(term, PROTECTION)) and term != "role"] == []


def test_a_part_fixes_what_its_own_mechanism_reads() -> None:
    for part in PARTS:
        read = {
            name
            for node in lineage.lineage().reads
            if lineage.is_rule(node) and node.startswith(f"{part.mechanism}.")
            for name in lineage.inputs(node, "parameter")
        }
        ledger = {name for name, one in load().parameters.items() if one.mechanism == part.mechanism}
        assert part.mechanism == "priors" or part.assume.keys() <= read | ledger, part.name
        assert part.assume or part.levers


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_part_can_be_switched_off_and_is_on_before(part: Part) -> None:
    assert part.switched_off(BASE) != BASE
    for name, value in part.assume.items():
        prior = load().parameters[name]
        assert part.mechanism == "priors" or (prior.low, prior.mode, prior.high) != (value, value, value)


def test_known_answers() -> None:
    parts = [
        BY_NAME["kyiv.demand"],
        BY_NAME["cost.other_costs"],
        Part("casualties", "all", "nobody is killed", {"kia_prob": 0.0, "attack_loss": 0.0}),
    ]
    of = [headlines.named(name) for name in ("dead", "attack", "us_kyiv")]
    found = ablation(BASE, parts=parts, of=of, replicates=60)
    change = found.table.set_index(["part", "headline"])["change"]
    assert change["casualties.all", "dead"] == -found.full["dead"] < 0.0
    assert change["kyiv.demand", "us_kyiv"] == -found.full["us_kyiv"] < 0.0
    assert found.idle == ["cost.other_costs"]
    assert found.of("dead").index[0] == "casualties.all"
    assert "No headline is moved by cost.other_costs." in found.sentence()


def test_an_interval_holds_the_change_and_narrows_with_more_runs() -> None:
    few, many = (
        ablation(BASE, parts=[BY_NAME["moscow.response"]], of=[headlines.named("attack")], replicates=n).table
        for n in (60, 960)
    )
    width = [float((one["high"] - one["low"]).iloc[0]) for one in (few, many)]
    assert width[1] < 0.5 * width[0]
    assert many["low"].iloc[0] < many["change"].iloc[0] < many["high"].iloc[0]


def test_a_headline_is_a_level_or_a_paired_difference() -> None:
    of = [headlines.named(name) for name in ("force", "larger")]
    level, more = headlines.values(BASE, of, replicates=50, seed=3)
    asked = headlines.values(BASE.but(force_size=200_000), of[:1], replicates=50, seed=3)[0]
    assert (more == asked - level).all()
    with pytest.raises(ScenarioError, match="did you mean larger"):
        headlines.named("larger_")


@pytest.mark.fault("settled-ranking")
def test_parts_that_cannot_be_told_apart_share_the_first_place() -> None:
    rows = [
        ("a", 5.0, 4.0, 6.0, True),
        ("b", -4.5, -5.5, -3.5, True),
        ("c", 1.0, 0.5, 1.5, True),
        ("d", 9.0, -1.0, 19.0, False),
    ]
    columns = ["part", "change", "low", "high", "separated"]
    found = Ablation(
        pd.DataFrame(rows, columns=columns).assign(headline="dead"), {"dead": 7.0, "force": 1.0}, 1, 20, ""
    )
    assert (found.leaders("dead"), found.leaders("force")) == (["a", "b"], [])
    assert found.sentence().startswith(
        "Moved most, of 4 parts: dead by a or b, force by none. No headline is moved by d."
    )
