"""Levels beside their difference add up, and say no other difference than a sentence about the same runs."""

from collections.abc import Iterator
from typing import Any

import pytest

from sim.wording import numbers
from sim.wording.side_by_side import SideBySide

BASE, FIRM = 0.293, 0.0975


def rows() -> Iterator[dict[str, Any]]:
    """Levels of 29.3 and 9.75 %: rounded they differ by 19 points, though the difference rounds to 20."""
    alike = {"outcome": "attacked", "unit": "1", "n": 2_000, "pairs": 2_000, "separated": True}
    for name, level in (("base", BASE), ("firm", FIRM)):
        change = level - BASE
        yield alike | {
            "scenario": name,
            "estimate": level,
            "low": level - 0.015,
            "high": level + 0.015,
            "difference": change,
            "diff_low": change - 0.017,
            "diff_high": change + 0.017,
        }


@pytest.mark.fault("sums-and-decimals")
def test_a_table_says_the_difference_that_a_sentence_says() -> None:
    said = SideBySide(rows())
    assert [said.level("attacked", name) for name in said.names] == ["29.3 ± 1.5", "9.8 ± 1.5"]
    assert said.change("attacked", "firm") == "−19.5 ± 1.7"
    assert numbers.bare(FIRM - BASE, 2, "1", signed=True) == "−20"


@pytest.mark.parametrize("abreast", [True, False])
def test_no_place_is_added_where_levels_do_not_stand(abreast: bool) -> None:
    said = SideBySide(rows(), abreast=abreast)
    assert said.places("attacked") == (3 if abreast else 2)
    assert said.difference("attacked", "firm") == ("−19.5 ± 1.7" if abreast else "−20 ± 2")
