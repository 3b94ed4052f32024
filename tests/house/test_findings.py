"""The review's findings: the page answers each, a figure for each, and what is gone is said to be gone."""

import re
from pathlib import Path

import pytest

from tools import headlines
from tools.findings import __main__ as table
from tools.findings.lab import FINDINGS

PAGE = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| ([ABC]\d*) \| [^|]+ \| ([^|]+) \|", PAGE, re.MULTILINE))


def test_the_page_has_a_row_for_every_finding_and_says_what_is_measured() -> None:
    assert {name: (figure.__doc__ or "").removesuffix(".") for name, figure in FINDINGS.items()} == ROWS


def test_findings_stand_in_the_order_of_the_review() -> None:
    assert list(ROWS) == sorted(FINDINGS, key=table.place)
    assert list(ROWS).index("A10") == list(ROWS).index("A9") + 1


def test_a_figure_is_printed_and_one_that_is_gone_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> str:
        """A figure of a parameter that is no more."""
        raise KeyError("no_such_parameter")

    monkeypatch.setitem(FINDINGS, "A99", gone)
    table.main(["B7", "A99"])
    printed = capsys.readouterr().out
    assert re.search(r"^\| \*\*B7\*\* .+ \| [01]\.\d\d of \d+ ranked \|$", printed, re.MULTILINE)
    assert "| cannot be measured in this rulebook ('no_such_parameter') |" in printed


def test_figures_are_written_into_their_own_rows() -> None:
    written = table.renewed(PAGE, {"B7": "a new figure"}).splitlines()
    changed = [(old, new) for old, new in zip(PAGE.splitlines(), written, strict=True) if old != new]
    ((old, new),) = changed
    assert new.startswith("| B7 |")
    assert new.split(" | ")[4] == "a new figure"
    assert [*new.split(" | ")[:4], new.split(" | ")[5]] == [*old.split(" | ")[:4], old.split(" | ")[5]]


def test_every_finding_has_both_figures_and_an_answer() -> None:
    rows = re.findall(
        r"^\| [ABC]\d* \| [^|]+ \| [^|]+ \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE
    )
    assert len(rows) == len(FINDINGS)
    assert not [cells for cells in rows if "…" in cells]


def test_the_changelog_sets_every_headline_beside_that_of_the_version_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    figures = {scenario: dict.fromkeys(headlines.OUTCOMES, "now") for scenario in headlines.SCENARIOS}
    monkeypatch.setattr(headlines, "measured", lambda: figures)
    rows = [line.split(" | ") for line in headlines.by_scenario().splitlines()[2:]]
    before, after = rows[::2], rows[1::2]
    assert [row[2:] for row in after] == [["now"] * 4 + ["now |"]] * len(headlines.OUTCOMES)
    assert [row[1] for row in before] == ["0.2.0"] * len(headlines.OUTCOMES)
    content, deal = (before[headlines.OUTCOMES.index(name)] for name in ("kyiv_content", "deal"))
    assert content[2] == "7.1 ± 0.6 %"
    assert deal[2] == "–"
