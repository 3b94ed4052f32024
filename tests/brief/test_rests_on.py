"""What a run rests on: every lever set by hand, the level of risk always, and nothing that no run reads."""

import pytest

import sim
from sim.evidence.sources import COUNTRY_FACTS
from sim.scenario.levers import LEVERS
from sim.scenario.rests_on import BY_NAME_AND_VALUE, CHOSEN

OTHER = {
    "mandate": "un",
    "force_generation": "granted",
    "roles": ["training"],
    "us_parts": ["airlift"],
    "exclude": ["POL"],
    "injects": [{"kind": "consent_withdrawn", "month": 3}],
    "schedule": {"roe": [(3, 0.1)]},
    "horizon": 60,
}
"""A setting off the default for each lever that is no level."""


def by_hand(scenario: sim.Scenario) -> dict[str, str]:
    listed = sim.sources(scenario)
    assert listed["name"].is_unique
    return dict(listed.loc[listed["kind"] == "by hand", ["name", "value"]].to_numpy())


def test_nothing_is_set_by_hand_at_the_defaults() -> None:
    assert by_hand(sim.Scenario()) == {}


def test_levers_off_their_defaults_are_listed() -> None:
    found = by_hand(sim.Scenario(roe=0.9, baseline_attack_risk=0.3, location="line"))
    assert found == {"roe": "0.9", "baseline_attack_risk": "0.3", "location": "0.9"}


@pytest.mark.parametrize("lever", [lever for lever in LEVERS if lever.name not in BY_NAME_AND_VALUE + CHOSEN])
def test_every_lever_is_listed_once_it_is_moved(lever: sim.scenario.Lever) -> None:
    moved = OTHER[lever.name] if lever.name in OTHER else lever.low + 0.77 * (lever.high - lever.low)
    names = [name.removeprefix("sep2025.") for name in by_hand(sim.Scenario(**{lever.name: moved}))]
    assert names == [lever.name]


@pytest.mark.parametrize("scenario", [sim.Scenario(), sim.Scenario(baseline_attack_risk=0.3)])
def test_the_level_of_risk_is_always_listed_as_unidentified(scenario: sim.Scenario) -> None:
    listed = sim.sources(scenario).set_index("name").loc["baseline_attack_risk"]
    assert listed["grade"] == "D"
    assert "not identified by any source" in listed["source"]


def test_facts_that_no_run_reads_are_left_out() -> None:
    assert "border_ukraine" not in COUNTRY_FACTS
    assert not sim.sources(sim.Scenario())["name"].str.contains("border_ukraine").any()
