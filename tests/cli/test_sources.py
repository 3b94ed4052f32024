"""What a scenario rests on is listed to the last number, weakest first."""

import pandas as pd

import sim
from sim.evidence import load

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
        sim.Scenario(us_backing=1, stances={"POL": 2}, publics={"DEU": 0.6}, assume={"V": 0.5})
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
    assert not sim.sources(sim.Scenario(exclude=["POL"]))["name"].str.startswith("POL.").any()


def test_a_theory_replaces_priors_and_a_reading_its_numbers() -> None:
    listed = sim.sources(sim.Scenario(theory="cascade", reading="jan2025"))
    assert row(listed, "b_peer")["kind"] == "theory"
    assert row(listed, "jan2025.us_backing")["kind"] == "reading"
