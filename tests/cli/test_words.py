"""What is set is told: the frame of a comparison, what a run is called, what a verb or lever takes."""

import re

import pytest
import xarray as xr

import sim
from sim.cli.commands import VERBS
from sim.evidence import load
from sim.report.study import measures, named
from tests.cli.conftest import Tripwire
from tests.cli.test_experiments import composed

SMALL = ("replicates=10", "plate=false", "progress=quiet")


@pytest.mark.parametrize("word", ["theory=security_dilemma", "reading=jan2025", "horizon=60"])
def test_what_is_common_is_told_and_how_to_compare_it(tripwire: Tripwire, word: str) -> None:
    answer = tripwire(word, *SMALL)
    assert f"base with {word.replace('=', ' ')}" in answer.out.splitlines()[0]
    assert f"{word.replace('=', ' ')} is common to all scenarios" in answer.out
    commands = re.findall(r"^  tripwire (.*)$", answer.out, flags=re.MULTILINE)
    assert len(commands) == 2
    assert len(composed(commands[0]).scenarios) == 2
    assert tripwire(*commands[1].split(), *SMALL).code == 0


def test_a_run_in_the_default_reading_says_nothing_of_it(tripwire: Tripwire) -> None:
    assert "common to all scenarios" not in tripwire("roe=robust", *SMALL).out


def test_a_run_of_several_excursions_is_not_called_after_the_last() -> None:
    words = ("excursions.firm.roe=robust", "excursions.many.force_size=200000")
    assert composed(*words).name == "base and 2 excursions"
    assert composed(words[0]).name == "firm"
    assert composed("experiment=granted").name == "forces that are simply there"


@pytest.mark.parametrize(
    "lever", ["stances", "publics", "assume", "injects", "schedule", "orders", "exclude"]
)
def test_help_says_what_is_allowed(tripwire: Tripwire, lever: str) -> None:
    page = tripwire("help", lever).out
    assert "allowed" in page
    assert f"tripwire help {lever}" not in page


@pytest.mark.parametrize("verb", VERBS)
def test_help_on_a_verb_speaks_to_users(tripwire: Tripwire, verb: str) -> None:
    assert "left to Hydra" not in tripwire(verb, "--help").out


@pytest.mark.parametrize("verb", ["run", "demo", "brief"])
def test_help_on_a_run_lists_its_settings_with_defaults(tripwire: Tripwire, verb: str) -> None:
    page = " ".join(tripwire(verb, "--help").out.split())
    assert "replicates paired runs of each scenario; default 2000" in page


def test_refusals_of_verbs(tripwire: Tripwire) -> None:
    assert "unknown 'foo'; allowed: mission" in tripwire("scenarios", "foo").refusal
    assert "say what, as in tripwire --cfg job" in tripwire("--cfg").refusal
    assert "no such flag; allowed: --articles" in tripwire("claims", "--all").refusal


def test_the_articles_are_named(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    page = tripwire("claims", "--articles").out
    for article in load().articles.values():
        assert re.search(rf"^{article.article} .*{article.outlet}", page, flags=re.MULTILINE)
    assert tripwire("claims").out.startswith("article")
    disputed = tripwire("claims", "C045").out.partition("Disputed")[2]
    assert "Substack essay: keeps its army" in disputed
    assert re.findall(r"\b00\d\b", disputed) == []


def test_states_at_the_line_are_a_share_of_those_on_the_ground() -> None:
    ds = sim.simulate({"line": sim.Scenario().but(location="line"), "cities": sim.Scenario()}, replicates=50)
    rungs = ds["rung_by_country"].sel(scenario="line")
    share = (rungs == 6).sum("country") / (rungs >= 4).sum("country")
    assert measures.level(ds, "at_the_line", "line").value == pytest.approx(float(xr.DataArray.mean(share)))
    assert measures.level(ds, "at_the_line", "cities").value == 0.0
    assert "at_the_line" in {expected.measure for expected in named("near_or_far").expected}
