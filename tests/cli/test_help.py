"""The lesson in the levers: complete, and fit for a terminal of 80 columns."""

import re
import shlex

import pytest

from sim.cli.commands import VERBS
from sim.cli.parse.run_settings import ROW
from sim.evidence import load
from sim.scenario import LEVERS, Lever, Scenario
from sim.study_folder.presets import GROUPS, choices
from sim.version import __version__
from tests.cli.conftest import Tripwire
from tests.cli.test_experiments import composed


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
def test_the_example_of_a_lever_can_be_typed_and_sets_it(tripwire: Tripwire, lever: Lever) -> None:
    assert f"tripwire {lever.example} " in " ".join(tripwire("help", lever.name).out.split()) + " "
    scenario = list(composed(*shlex.split(lever.example)).scenarios.values())[-1]
    assert scenario == Scenario().but(**{lever.name: getattr(scenario, lever.name)})


def test_the_front_page_counts_articles_and_states(tripwire: Tripwire) -> None:
    page = " ".join(tripwire("--help").out.split())
    assert f"The {len(load().articles)} articles behind this model" in page
    assert f"The {len(load().codes)} states that could send soldiers" in page


def test_claims_are_listed_with_their_kind(tripwire: Tripwire) -> None:
    listed = " ".join(tripwire("claims").out.split())
    assert {f"[{claim.evidence_kind}]" for claim in load().claims.values()} <= set(
        re.findall(r"\[.*?\]", listed)
    )


def test_version(tripwire: Tripwire) -> None:
    assert tripwire("--version").out == f"tripwire {__version__}\n"


@pytest.mark.parametrize("width", [80, 120])
def test_the_lesson_fits(tripwire: Tripwire, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = tripwire("--help").out.splitlines()
    assert max(map(len, lines)) <= width
    assert all("…" not in line or "…" in " ".join(v.usage for v in VERBS.values()) for line in lines)


def test_every_lever_with_meaning_presets_and_claims(tripwire: Tripwire) -> None:
    page = " ".join(tripwire("--help").out.split())
    for lever in LEVERS:
        assert f" {lever.name} " in page
        assert lever.meaning[1:] in page
        assert all(name in page for name in lever.presets)
        assert all(word in page for word in lever.cited.split())


def test_every_group_choice_setting_and_verb(tripwire: Tripwire) -> None:
    page = tripwire("--help").out
    for group in GROUPS:
        assert all(name in page for name in choices(group))
    assert all(re.search(rf"^  {name} ", page, flags=re.MULTILINE) for name in [*ROW, *VERBS])


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.name)
def test_a_lever_in_depth(tripwire: Tripwire, lever: Lever) -> None:
    page = " ".join(tripwire("help", lever.name).out.split())
    assert lever.meaning in page
    for claim in lever.claims:
        assert load().claims[claim].paraphrase in page


@pytest.mark.parametrize("word", [*GROUPS, *ROW, *VERBS])
def test_help_on_everything_else(tripwire: Tripwire, word: str) -> None:
    assert word in tripwire("help", word).out


def test_help_on_nothing(tripwire: Tripwire) -> None:
    assert "did you mean force_size?" in tripwire("help", "forcesize").refusal


def test_a_claim_in_depth(tripwire: Tripwire) -> None:
    page = tripwire("claims", "c045").out
    assert "C045" in page
    assert "Kaliningrad" in page
    assert "border_threat" in page


def test_claims_by_word(tripwire: Tripwire) -> None:
    assert {"C085", "C089"} & set(
        re.findall(r"C\d{3}", tripwire("claims", "mission").out + tripwire("claims", "kfor").out)
    )
    assert "C001 to C" in tripwire("claims", "xyzzy").refusal


def test_sources_lists_the_weakest_first(tripwire: Tripwire) -> None:
    page = tripwire("sources", "stances.POL=3", "assume.V=0.5").out
    assert page.index("POL.stance") < page.index("sep2025.battlefield")
    assert "set by hand" in page
    assert len(tripwire("sources", "--all").out) > 5 * len(page)
