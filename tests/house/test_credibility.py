"""The credibility pages say what the code says, and their figures are those of this rulebook and these ledgers."""

import re
from pathlib import Path

import pytest

from sim.engine import layout
from sim.report.evidence import citations
from sim.rules import MECHANISMS
from tools import evidence_pages
from tools.credibility import __main__ as pages
from tools.credibility import figures, odd, score
from tools.readme_tables import renewed

LIMITS = (pages.DOCS / "limits.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", pages.PAGES)
def test_the_tables_are_those_of_the_code(name: str) -> None:
    text = (pages.DOCS / name).read_text(encoding="utf-8")
    assert text == renewed(text, pages.PAGES[name]), "run python -m tools.credibility"


def test_the_figures_are_those_of_this_code() -> None:
    text = (pages.DOCS / "credibility.md").read_text(encoding="utf-8")
    assert figures.stamp() in text, "run python -m tools.credibility --figures"
    for mark in figures.TABLES:
        assert re.search(rf"<!-- {mark} -->\n.+?<!-- /{mark} -->", text, re.DOTALL), mark


def test_every_claim_is_cited_or_has_its_reason_and_none_has_both() -> None:
    assert {claim for claim, who in citations.citing().items() if not who} == citations.unused().keys()
    for kind, reason in citations.unused().values():
        assert kind in citations.REASONS
        assert len(reason) > 30


def test_the_page_of_all_states_is_that_of_the_ledgers() -> None:
    page = Path(evidence_pages.PAGE).read_text(encoding="utf-8")
    assert page == evidence_pages.written(), "run python -m tools.evidence_pages"


def test_every_state_variable_says_what_it_is_or_stands_in_a_row_that_does() -> None:
    for _, record in odd.REMEMBERED:
        told = odd.commented(record)
        assert told.keys() == layout.fields(record).keys()
    assert odd.commented(layout.RunState)["trust"] == "US backing others count on"


def test_the_month_has_thirteen_phases_and_every_mechanism_stands_in_one_or_before_them() -> None:
    found = odd.phases()
    assert list(found) == list(range(14))
    assert found[9][0] == "Moscow chooses whether to attack"
    used = {rule for _, steps in found.values() for step in steps for rule in odd.called(step)}
    assert used == set(MECHANISMS)


def test_the_score_has_the_eight_factors_weakest_first() -> None:
    scores = [factor.score for factor in score.factors()]
    assert len(scores) == 8
    assert scores == sorted(scores)
    assert set(scores) <= set(range(5))


def test_the_limits_name_pages_and_verbs_that_exist() -> None:
    from sim.cli.commands import VERBS

    for page in re.findall(r"`(docs/\w+\.md)`", LIMITS):
        assert (Path(pages.DOCS).parent / page).is_file()
    assert set(re.findall(r"`tripwire ([\w-]+)", LIMITS)) <= set(VERBS)


def test_less_is_assumed_than_before_each_mechanism_had_to_earn_its_place() -> None:
    now = score.graded()
    assert now["D"] < score.EARLIER["D"]
    assert now["D"] / now.total() < score.EARLIER["D"] / score.EARLIER.total()
