"""Pages that list things list what there is."""

import pytest

from tools.listings.__main__ import PAGES
from tools.marks import ROOT, block, renewed


@pytest.mark.parametrize("name", PAGES)
def test_a_page_lists_what_there_is(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert renewed(text, PAGES[name]) == text


def test_what_stands_between_marks_is_read_and_written() -> None:
    page = "Before.\n<!-- a -->\n| 1 |\n<!-- /a -->\nAfter.\n"
    assert block(page, "a") == "| 1 |\n"
    assert block(renewed(page, {"a": lambda: "| 2 |\n"}), "a") == "| 2 |\n"
    with pytest.raises(ValueError, match="no table b"):
        block(page, "b")
