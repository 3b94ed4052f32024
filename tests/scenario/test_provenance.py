"""What a run rests on: every lever set by hand, the level of risk always, and nothing that no run reads."""

import pytest

import sim
from sim.evidence import load
from sim.scenario import Scenario, provenance
from sim.scenario.injects import EVENT_KINDS, EventKind
from sim.scenario.levers import BY_NAME, LEVERS
from sim.scenario.provenance import CHOOSING, COUNTRY_FACTS, REPLACING

OTHER = {
    "mandate": "un",
    "force_generation": "granted",
    "roles": ["training"],
    "us_parts": ["airlift"],
    "exclude": ["POL"],
    "injects": [{"kind": "consent_withdrawn", "month": 3}],
    "schedule": {"roe": [(3, 0.1)]},
    "orders": [{"month": 3, "state": "POL", "role": "arms"}],
    "horizon": 60,
}
"""A setting off the default for each lever that is no level."""
ROWS: tuple[sim.scenario.Lever | EventKind, ...] = (*LEVERS, *EVENT_KINDS.values())


def by_hand(scenario: sim.Scenario) -> dict[str, str]:
    listed = sim.sources(scenario)
    assert listed["name"].is_unique
    return dict(listed.loc[listed["kind"] == "by hand", ["name", "value"]].to_numpy())


def test_nothing_is_set_by_hand_at_the_defaults() -> None:
    assert by_hand(sim.Scenario()) == {}


def test_every_lever_that_sets_something_is_listed_with_its_claims() -> None:
    listed = sim.sources(sim.Scenario().but(roe="robust")).set_index("name")
    replaced = {"us_backing", "battlefield", *REPLACING, *CHOOSING}
    for lever in LEVERS:
        if lever.name not in replaced and getattr(sim.Scenario(), lever.name) != ():
            assert listed.loc[lever.name, "kind"] == ("by hand" if lever.name == "roe" else "lever")
            assert listed.loc[lever.name, "claims"] == " ".join(lever.claims)
    assert not {"exclude", "injects", "schedule", "orders", *CHOOSING} & set(listed.index)


def test_a_lever_in_place_of_the_reading_brings_its_own_claims() -> None:
    listed = sim.sources(sim.Scenario().but(us_backing="full")).set_index("name")
    assert listed.loc["sep2025.us_backing", "claims"] == " ".join(BY_NAME["us_backing"].claims)


def test_events_bring_the_claims_of_their_kinds_and_no_others() -> None:
    walkout = {"kind": "us_walkout", "month": 3}
    listed = sim.sources(sim.Scenario().but(injects=[walkout])).set_index("name")
    assert listed.loc["injects", "claims"] == " ".join(EVENT_KINDS["us_walkout"].claims)


def test_claims_that_a_ledger_names_in_its_words_are_claims_of_the_row() -> None:
    rows = {row.name: row for row in provenance.behind(sim.Scenario())}
    assert rows["b_st"].claims[:5] == ("C005", "C006", "C007", "C008", "C065")
    assert provenance.unnamed(rows["b_st"]) == ()
    assert provenance.unnamed(rows["roe"]) == rows["roe"].claims


def test_levers_off_their_defaults_are_listed() -> None:
    found = by_hand(sim.Scenario().but(roe=0.9, baseline_attack_risk=0.3, location="line"))
    assert found == {"roe": "0.9", "baseline_attack_risk": "0.3", "location": "0.9"}


@pytest.mark.parametrize("lever", [lever for lever in LEVERS if lever.name not in (*REPLACING, *CHOOSING)])
def test_every_lever_is_listed_once_it_is_moved(lever: sim.scenario.Lever) -> None:
    moved = OTHER[lever.name] if lever.name in OTHER else lever.low + 0.77 * (lever.high - lever.low)
    names = [name.removeprefix("sep2025.") for name in by_hand(sim.Scenario().but(**{lever.name: moved}))]
    assert names == [lever.name]


@pytest.mark.parametrize("scenario", [sim.Scenario(), sim.Scenario(baseline_attack_risk=0.3)])
def test_the_level_of_risk_is_always_listed_as_unidentified(scenario: sim.Scenario) -> None:
    listed = sim.sources(scenario).set_index("name").loc["baseline_attack_risk"]
    assert listed["grade"] == "D"
    assert "not identified by any source" in listed["source"]


def test_facts_that_no_run_reads_are_left_out() -> None:
    assert "border_ukraine" not in COUNTRY_FACTS
    assert not sim.sources(sim.Scenario())["name"].str.contains("border_ukraine").any()


def test_every_claim_of_a_lever_or_an_event_is_in_the_ledger() -> None:
    cited = {claim for row in ROWS for claim in row.claims}
    assert cited <= load().claims.keys()
    assert all(row.claims or row.source for row in ROWS)


def test_no_source_hides_a_claim_in_its_text() -> None:
    for row in ROWS:
        assert not load().claims.keys() & set(row.source.replace(";", " ").replace(",", " ").split())


def test_a_change_rests_on_the_claims_of_its_levers_and_of_its_new_events() -> None:
    walkout, breach = {"kind": "us_walkout", "month": 3}, {"kind": "ceasefire_breach", "month": 5}
    base = Scenario().but(injects=[walkout])
    assert provenance.claims(base, base) == ()
    assert provenance.claims(base, base.but(border_threat=2.0)) == ("C045",)
    assert provenance.claims(base, base.but(injects=[walkout, breach])) == ("C137",)
    assert provenance.claims(base, base.but(injects=[])) == ()
