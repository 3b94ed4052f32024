"""What a scenario rests on is listed to the last number, weakest first."""

import re

import pandas as pd

import sim
from sim.evidence import load
from sim.scenario import BY_NAME
from tests.cli.conftest import Tripwire

COLUMNS = ["kind", "name", "value", "unit", "grade", "source", "claims"]


def row(listed: pd.DataFrame, name: str) -> pd.Series:
    (found,) = [line for _, line in listed[listed["name"] == name].iterrows()]
    return found


def test_weakest_first_and_nothing_unsourced() -> None:
    listed = sim.sources(sim.Scenario())
    assert list(listed.columns) == COLUMNS
    assert list(listed["grade"]) == sorted(listed["grade"], reverse=True)
    assert listed["source"].str.len().min() > 0
    assert listed["name"].is_unique
    assert {word for cell in listed["claims"] for word in cell.split()} <= load().claims.keys()


def test_every_parameter_and_country_is_there() -> None:
    listed = sim.sources(sim.Scenario())
    assert load().parameters.keys() <= set(listed["name"])
    assert {f"{country.code}.stance" for country in load().contributors} <= set(listed["name"])


def test_what_is_set_by_hand_stands_in_place_of_the_ledger() -> None:
    listed = sim.sources(
        sim.Scenario().but(us_backing=1, stances={"POL": 2}, publics={"DEU": 0.6}, assume={"V": 0.5})
    )
    for name, value in (
        ("sep2025.us_backing", "1"),
        ("POL.stance", "2"),
        ("DEU.poll_support", "0.6"),
        ("V", "0.5"),
    ):
        assert row(listed, name)["kind"] == "by hand"
        assert row(listed, name)["value"] == value
        assert row(listed, name)["grade"] == "D"
    assert row(listed, "sep2025.battlefield")["kind"] == "reading"
    assert len(listed) == len(sim.sources(sim.Scenario()))


def test_a_country_left_out_is_not_rested_on() -> None:
    assert not sim.sources(sim.Scenario().but(exclude=["POL"]))["name"].str.startswith("POL.").any()


def test_a_theory_replaces_priors_and_a_reading_its_numbers() -> None:
    listed = sim.sources(sim.Scenario(theory="cascade", reading="jan2025"))
    assert row(listed, "b_peer")["kind"] == "theory"
    assert row(listed, "jan2025.us_backing")["kind"] == "reading"


def test_the_claims_behind_a_scenario_stand_under_what_they_speak_for(tripwire: Tripwire) -> None:
    page = " ".join(tripwire("claims", "roe=robust").out.split())
    set_here = page.partition("What is set here")[2].partition("Levers at their default")[0]
    assert set(re.findall(r"C\d{3}", set_here)) == set(BY_NAME["roe"].claims)
    assert "C005 GBR.stance" in page.partition("Stances of the states")[2]
    listed = sim.sources(sim.Scenario().but(roe="robust"))
    assert set(re.findall(r"C\d{3}", page)) == {claim for cell in listed["claims"] for claim in cell.split()}


def test_claims_of_a_scenario_are_searched_like_all(tripwire: Tripwire) -> None:
    assert "C028" not in tripwire("claims", "roe=robust", "C026").out
    refusal = tripwire("claims", "border_threat=2", "C001").refusal
    assert refusal == "claims: C001 speaks for nothing in this scenario; leave the levers out"
    assert "did you mean roe?" in tripwire("claims", "ro=1").refusal
    assert tripwire("claims", "--articles", "roe=0.1").refusal == "claims: --articles stands alone"
