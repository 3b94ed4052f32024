"""What people write and no program can be sure of: thousands with a point, settings that nothing reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.results import simulate
from sim.scenario import Scenario, ScenarioError, files
from sim.scenario.heard import check_heard
from sim.sweeps.design_table import read_table
from tests.cli.conftest import Tripwire, tripwire

__all__ = ["tripwire"]

DOUBTED = {
    "force_size: 40.000": "force_size: 40.000 can be read in two ways; write 40000 or 40",
    "force_size: 12.345": "write 12345 or 12.345",
    "assume: {F0: 4.500}": "assume.F0: 4.500 can be read in two ways; write 4500 or 4.5",
    "excursions: {big: {force_size: 100.000}}": "excursions.big.force_size: 100.000",
    "orders: [{month: 0, state: FRA, role: protection, if: {pledged: 10.000}}]": "write 10000 or 10",
}
PLAIN = (
    "roe: 0.700",
    "border_threat: 1.250",
    "force_size: 40000.000",
    "force_size: 0.125",
    "assume: {F0: 650.125}",
    "horizon: 36",
)


@pytest.mark.parametrize("text", DOUBTED)
def test_a_file_whose_thousands_may_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ScenarioError) as refusal:
        files.parse(text, "mine.yaml")
    assert DOUBTED[text] in str(refusal.value)


@pytest.mark.parametrize("text", PLAIN)
def test_a_number_that_can_only_mean_itself_is_read(text: str) -> None:
    assert files.parse(text, "mine.yaml").levers


@pytest.mark.parametrize(
    "words",
    [
        ("force_size=40.000",),
        ("assume.F0=4.500",),
        ("excursions.a.force_size=40.000",),
        ("excursions={a: {roe: 0.7, force_size: 40.000}}",),
        ("-m", "force_size=10.000,40000"),
        ("sweep", "force_size=interval(10.000,40.000)"),
        ("explain", "FRA", "force_size=40.000"),
    ],
)
@pytest.mark.fault("thousands-point")
def test_so_is_a_command_line(tripwire: Tripwire, words: tuple[str, ...]) -> None:
    assert "can be read in two ways; write" in tripwire(*words).refusal


@pytest.mark.fault("thousands-point")
def test_so_is_a_design(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("roe,force_size\n0.500,10000\n0.7,40.000\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"force_size: 40\.000 can be read in two ways.*\(row 2\)"):
        read_table(tmp_path / "t.csv")


def test_a_kept_scenario_is_always_read_again() -> None:
    for size in (12.5, 40.0, 650.125, 123.456, 199_999.999):
        kept = f"assume: {{F0: {max(size, 50.0)}}}"
        assert files.parse(kept, "scenario.yaml").levers


UNHEARD: dict[str, tuple[dict[str, Any], str]] = {
    "a stance": (
        {"exclude": ["POL"], "stances": {"POL": 3}},
        "stances.POL: cannot matter, for exclude leaves POL out",
    ),
    "a public": ({"exclude": ["POL"], "publics": {"POL": 0.3}}, "publics.POL: cannot matter"),
    "an election": (
        {"exclude": ["POL"], "injects": [{"kind": "election", "month": 3, "size": 1, "country": "POL"}]},
        "injects: election: cannot matter",
    ),
    "a level before its schedule": (
        {"roe": 0.7, "schedule": {"roe": [[0, 0.1]]}},
        "roe: cannot matter, for schedule.roe begins in month 0",
    ),
    "hostilities before their schedule": (
        {"hostilities": 0.7, "schedule": {"hostilities": [[0, 0.1], [12, 0.9]]}},
        "hostilities: cannot matter",
    ),
}


@pytest.mark.fault("settings-without-effect")
@pytest.mark.parametrize("case", UNHEARD)
def test_what_nothing_reads_is_refused(case: str) -> None:
    levers, line = UNHEARD[case]
    with pytest.raises(ScenarioError, match=line.replace("(", r"\(")):
        files.check(dict(levers))
    with pytest.raises(ScenarioError):
        check_heard(Scenario(**levers))


@pytest.mark.parametrize(
    "levers",
    [
        {"exclude": ["FRA"], "stances": {"POL": 3}},
        {"roe": 0.7, "schedule": {"roe": [[6, 0.1]]}},
        {"schedule": {"us_backing": [[0, 0.1]]}},
        {"us_backing": 0.7, "schedule": {"us_backing": [[0, 0.1], [12, 0.9]]}},
    ],
)
def test_what_is_heard_passes(levers: dict[str, object]) -> None:
    assert files.check(levers).levers == levers


def test_the_backing_before_its_schedule_is_what_others_count_on_at_the_start() -> None:
    dated = (("us_backing", ((0, 0.5),)),)
    ds = simulate(
        {"low": Scenario(us_backing=0.1, schedule=dated), "high": Scenario(us_backing=0.9, schedule=dated)},
        replicates=50,
    )
    low, high = (ds["deployed"].sel(scenario=name).values for name in ("low", "high"))
    assert (low != high).any()


def test_an_excursion_may_leave_out_a_state_of_whom_the_base_speaks() -> None:
    assert files.check({"stances": {"POL": 3}, "excursions": {"without": {"exclude": ["POL"]}}}).excursions
