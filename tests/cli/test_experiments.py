"""Every preset and experiment composes, is valid, changes something and names claims that exist."""

import re

import pytest

from sim.cli.commands import VERBS
from sim.cli.commands.demo import STORY
from sim.cli.parse import composition, overrides, run_settings
from sim.cli.parse.run_settings import Run
from sim.cli.show.summary import HEADS
from sim.evidence import load
from sim.scenario import LEVERS, Scenario
from sim.study_folder import presets

CHOICES = [(group, name) for group in presets.GROUPS for name in presets.choices(group)]
SAME_AS_BASE = {("mission", "troops"), ("force", "40k")}
ASKED_FOR = (
    "us_walks_out no_us unifil kfor korea two_hundred_thousand arms_not_troops hot_war leaders_drop_out "
    "mixed_signals near_the_line drone_incursion north_korea"
)


def composed(*words: str) -> Run:
    composition.register()
    return run_settings.read(composition.compose(overrides.check(words, VERBS["run"])))


@pytest.mark.parametrize(("group", "name"), CHOICES)
def test_every_choice_composes_and_changes_something(group: str, name: str) -> None:
    scenarios = composed(f"{group}={name}").scenarios
    assert (len(scenarios) == 1) == ((group, name) in SAME_AS_BASE)


@pytest.mark.parametrize(("group", "name"), CHOICES)
def test_every_choice_says_what_it_means_and_cites(group: str, name: str) -> None:
    said = presets.choices(group)[name]
    assert said
    cited = set(re.findall(r"\bC\d{3}\b", said))
    assert cited or name == "debate"
    assert cited <= load().claims.keys()


def test_the_experiments_that_were_asked_for_are_there() -> None:
    assert set(ASKED_FOR.split()) <= presets.choices("experiment").keys()


def test_experiments_may_be_added_or_set() -> None:
    assert composed("+experiment=us_walks_out") == composed("experiment=us_walks_out")
    assert list(composed("+experiment=us_walks_out").scenarios) == ["base", "the US walks out"]


def test_a_lever_beside_a_preset_wins() -> None:
    scenario = composed("force_size=5000", "force=200k", "mission=arming").scenarios
    assert list(scenario.values())[-1].force_size == 5_000.0
    assert list(scenario.values())[-1].roles == ()


def test_the_config_has_the_defaults_of_the_scenario() -> None:
    assert composed().scenarios == {"base": Scenario()}
    cfg = composition.compose([])
    assert {lever.name for lever in LEVERS} <= cfg.keys()


def test_pulled_levers_are_compared_with_the_base() -> None:
    scenarios = composed("force_size=200000", "roe=monitor", "us_backing=0.2").scenarios
    assert list(scenarios.values()) == [
        Scenario(),
        Scenario().but(force_size=200_000, roe="monitor", us_backing=0.2),
    ]


def test_reading_theory_and_horizon_are_common_to_both() -> None:
    scenarios = composed("reading=jan2025", "theory=cascade", "horizon=60", "roe=robust").scenarios
    frame = {"reading": "jan2025", "theory": "cascade", "horizon": 60}
    assert list(scenarios.values()) == [Scenario().but(**frame), Scenario().but(**frame, roe="robust")]
    assert list(composed("reading=jan2025").scenarios) == ["base"]


def test_excursions_start_from_the_setting() -> None:
    scenarios = composed(
        "force_size=10000", "excursions.firm.roe=robust", "excursions.us.us_backing=1"
    ).scenarios
    base = Scenario(force_size=10_000)
    assert scenarios == {"base": base, "firm": base.but(roe="robust"), "us": base.but(us_backing=1)}


@pytest.mark.parametrize(
    "word",
    [
        "stances.POL=2",
        "publics={DEU: 0.6}",
        "assume.V=0.5",
        "schedule.us_backing=[[6,0.2]]",
        "injects=[{kind: us_walkout, month: 3}]",
        "exclude=[FRA,GBR]",
        "exclude=POL",
        "roles=[training]",
        "force_size=200_000",
        "force_size=2e5",
        "us_backing=full",
    ],
)
def test_the_ways_to_pull_a_lever(word: str) -> None:
    assert len(composed(word).scenarios) == 2


def test_the_story_is_about_the_debate() -> None:
    told = {name for question in STORY for name in question.scenarios}
    assert told == composed("experiment=debate").scenarios.keys() - {"base"}
    assert all(set(question.claims.split()) <= load().claims.keys() for question in STORY)
    assert all(set(question.measures) <= set(HEADS) for question in STORY)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["force_size=200000", "roe=monitor"], "force_size 200,000, roe monitor"),
        (["us_backing=0.2"], "us_backing 0.2"),
        (["stances.POL=2"], "stances POL 2.0"),
        (["exclude=[FRA,GBR]", "roles=[training]"], "roles training, exclude GBR FRA"),
        (["mission=arming", "us=none"], "your setting"),
        (["experiment=no_us"], "without the US"),
        (["experiment=no_us", "name=Europe alone"], "Europe alone"),
        ([], "base"),
    ],
)
def test_a_run_is_called_by_what_it_changes(words: list[str], name: str) -> None:
    assert composed(*words).name == name
    assert list(composed(*words).scenarios)[-1] == name
