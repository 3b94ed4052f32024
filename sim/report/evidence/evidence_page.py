"""A page of evidence: a title, a lead, and tables; printed in a terminal or written in Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GRADES = "ABCD"
"""Grades of a number, the strongest first."""
MOST_NAMED = 6


@dataclass(frozen=True)
class Section:
    """A table under its heading; `columns` may be empty for a plain list of pairs."""

    head: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Page:
    """What is known of one thing, the weakest first."""

    title: str
    lead: str
    sections: tuple[Section, ...]


def some(names: Iterable[str], most: int = MOST_NAMED) -> str:
    """The first few names, and how many more there are; a dash for none."""
    listed = list(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more if listed else "–"


def filled(*sections: Section) -> tuple[Section, ...]:
    """The sections that have rows."""
    return tuple(section for section in sections if section.rows)
