"""A setting that moves nothing beside the others is said, wherever a scenario is run."""

from pathlib import Path
from typing import Any

import pytest

from sim.analysis.idle import idle
from sim.cli.parse.left_behind import Trail
from sim.cli.parse.output_settings import Wanted
from sim.cli.show import finding
from sim.scenario import Scenario
from tests.cli.conftest import Tripwire, tripwire

__all__ = ["tripwire"]


@pytest.mark.fault("settings-without-effect")
@pytest.mark.parametrize(
    ("levers", "found"),
    [
        ({"us_backing": 0.0, "us_parts": ["airlift"]}, ("us_parts",)),
        ({"us_backing": 1.0, "us_volatility": 0.3}, ("us_volatility",)),
        ({"force_size": 0.0, "force_generation": "granted"}, ("force_generation",)),
        ({"roles": ["training"], "force_size": 20_000.0}, ("force_size",)),
        ({"push": 0.5}, ("push",)),
        ({"us_backing": 0.35}, ("us_backing",)),
        ({"roe": 0.9, "stances": {"LUX": 2.0}}, ()),
    ],
)
def test_what_moves_nothing_is_found(levers: dict[str, Any], found: tuple[str, ...]) -> None:
    assert idle(Scenario(horizon=6, **levers), Scenario(horizon=6)) == found


@pytest.mark.fault("settings-without-effect")
def test_entries_are_looked_at_one_by_one() -> None:
    base = Scenario(horizon=6, exclude=("POL",))
    assert idle(base.but(stances={"POL": 3.0, "FRA": -3.0}), base) == ("stances.POL",)


@pytest.mark.fault("settings-without-effect")
def test_it_is_said_under_a_run_and_under_a_finding(tripwire: Tripwire) -> None:
    few = ("horizon=6", "replicates=20", "out=o")
    told = tripwire("us=none", "us_parts=[airlift]", "plate=false", *few).out
    assert (
        "Moves nothing beside the rest, in any of 100 runs: us_volatility and us_parts (your setting)" in told
    )
    unseen = Scenario(horizon=6, force_size=0.0, location=0.9)
    trails = (Trail(verb, (), {"scenario": unseen}, Path("o"), Wanted()) for verb in ("explain", "rank"))
    under_a_finding, of_options = map(finding._idle, trails)
    assert under_a_finding == "Moves nothing beside the rest, in any of 100 runs: location"
    assert of_options == "", "rank moves the levers itself"
