"""The review's findings: the page answers each, a figure for each, and what is gone is said to be gone."""

import re
from pathlib import Path

import pytest

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
