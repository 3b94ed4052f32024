"""The credibility pages say what the code says, and their figures are those of this rulebook and these ledgers."""

import re
from pathlib import Path

import pytest

from sim.engine import layout
from sim.report.evidence import citations
from sim.rules import MECHANISMS
from tools import evidence_pages
from tools.credibility import __main__ as pages
from tools.credibility import odd, score
from tools.marks import block, renewed

LIMITS = (pages.DOCS / "limits.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", pages.PAGES)
def test_the_tables_are_those_of_the_code(name: str) -> None:
    text = (pages.DOCS / name).read_text(encoding="utf-8")
    assert text == renewed(text, pages.PAGES[name]), "run python -m tools.credibility"


@pytest.mark.parametrize("name", pages.MEASURED)
def test_the_figures_are_those_of_this_code_and_none_was_typed_over(name: str) -> None:
    text = (pages.DOCS / name).read_text(encoding="utf-8")
    assert pages.due(name) in text, "run make validate"
    for mark in pages.tables_of(pages.MEASURED[name]):
        assert block(text, mark).strip(), mark


@pytest.mark.parametrize("name", pages.MEASURED)
def test_a_sample_of_the_figures_comes_out_again(name: str) -> None:
    """A few rows are worked out anew: a page whose mark was made for wrong tables would still be found out."""
    text = (pages.DOCS / name).read_text(encoding="utf-8")
    for module in pages.MEASURED[name]:
        for row in module.samples():
            assert row in text, f"{module.__name__}: {row}"


@pytest.mark.parametrize("name", pages.MEASURED)
def test_a_figure_that_is_typed_over_or_made_with_another_setting_is_noticed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages.due(name)
    text = (pages.DOCS / name).read_text(encoding="utf-8")
    first = next(iter(pages.tables_of(pages.MEASURED[name])))
    typed = re.sub(r"\d", "7", block(text, first), count=3)
    (tmp_path / name).write_text(text.replace(block(text, first), typed + " "), encoding="utf-8")
    with monkeypatch.context() as changed:
        changed.setattr(pages, "DOCS", tmp_path)
        assert pages.due(name) != whole
    monkeypatch.setattr(pages.MEASURED[name][0], "SETS" if name == "patterns.md" else "PATHS", 99)
    assert pages.due(name) != whole


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
