"""Escapes texts that a spreadsheet would run as a formula: names of scenarios, excursions and bundles are free text.

A spreadsheet takes a cell whose text opens like a formula for one. Whatever writes a table for people uses this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the first four in full width, which some spreadsheets take for them."""
NUMBER = re.compile(r"[+-](\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""What is a number to a spreadsheet as well, unlike `-inf` or `+1_0`."""


def inert(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula.

    >>> inert("=1+1"), inert("-3"), inert("firm rules")
    ("'=1+1", '-3', 'firm rules')
    """
    if not text.startswith(OPENS_A_FORMULA):
        return text
    return text if NUMBER.fullmatch(text) else f"'{text}"


def inert_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with inert texts, those of its index and columns among them; every number as it is.

    >>> import pandas as pd
    >>> inert_frame(pd.DataFrame({"=n": ["@x", -1]}, index=["-2+3", "b"])).to_csv().split()
    [",'=n", "'-2+3,'@x", 'b,-1']
    """

    def quiet(value: Any) -> Any:
        return inert(value) if isinstance(value, str) else value

    shown = frame.map(quiet).rename(columns=quiet)
    shown.index = frame.index.map(
        lambda key: tuple(map(quiet, key)) if isinstance(key, tuple) else quiet(key)
    )
    return shown
